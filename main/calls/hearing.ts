import { type Advance, close, replace, unchanged } from './callSteps.ts';
import type { CallChange, CallsState, Teller, TrackedCall } from './liveCall.ts';
import { isLive } from './sameCall.ts';
import type { Hearing } from './sources/source.ts';
import { isEar, withTold } from './tellers.ts';

/**
 * A source that dies in a call tells no end. While it is not heard its calls are marked, and what ended meanwhile ended
 * when it was lost, as far as anybody knows: an end is never dated by when it was found out.
 */

/** So short a silence leaves no doubt how long a call was talked on. */
const SHORT_SILENCE_MS = 10_000;

/** Takes that a source is lost, or heard again. */
export function hearing(state: CallsState, source: string, heard: Hearing, now: number): Advance {
  let next = state;
  const changes: CallChange[] = [];
  for (const one of state.tracked.filter(isLive)) {
    const step = hearingOf(next, one, { source, heard, now });
    next = step.state;
    changes.push(...step.changes);
  }
  return { state: next, changes };
}

interface Heard {
  readonly source: string;
  readonly heard: Hearing;
  readonly now: number;
}

function hearingOf(state: CallsState, one: TrackedCall, { source, heard, now }: Heard): Advance {
  const teller = one.told.find((known) => known.source === source);
  if (teller === undefined || teller.ended) return unchanged(state);
  const since = teller.unheardSince;
  const others = one.told.filter((known) => known.source !== source);
  if (heard === 'lost')
    return since === null
      ? tell(state, one, [...others, { ...teller, unheardSince: now }])
      : unchanged(state);
  if (since === null) return unchanged(state);
  if (heard === 'again') return tell(state, one, [...others, { ...teller, unheardSince: null }]);
  // It has told of every call it has, and not of this one.
  const isOver = [...others, { ...teller, ended: true, unheardSince: null }];
  const ended = withTold(one, isOver);
  if (ended.told.some((known) => isEar(known) && !known.ended)) return tell(state, one, isOver);
  const isSure = heard === 'restarted' || now - since <= SHORT_SILENCE_MS;
  const closed = close(ended, one.call.answeredAt !== null && isSure ? 'completed' : 'unknown', since);
  return { state: replace(state, closed), changes: [{ kind: 'ended', call: closed.call }] };
}

function tell(state: CallsState, one: TrackedCall, told: readonly Teller[]): Advance {
  const next = withTold(one, told);
  const isNews = next.call.unheard !== one.call.unheard;
  return { state: replace(state, next), changes: isNews ? [{ kind: 'updated', call: next.call }] : [] };
}
