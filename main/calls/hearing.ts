import { type Advance, changed, close, inTurn, unchanged } from './callSteps.ts';
import type { CallsState, Teller, TrackedCall } from './liveCall.ts';
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
  return state.tracked
    .filter(isLive)
    .reduce(
      (step, one) => inTurn(step, (next) => hearingOf(next, one, { source, heard, now })),
      unchanged(state),
    );
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
  // Another that is connected and tells its ends goes on telling of it; a hook may never tell one.
  const isToldOn = ended.told.some(
    (known) => isEar(known) && known.source !== 'hook' && !known.ended && known.unheardSince === null,
  );
  if (isToldOn) return tell(state, one, isOver);
  const isSure = heard === 'restarted' || now - since <= SHORT_SILENCE_MS;
  const closed = close(ended, one.call.answeredAt !== null && isSure ? 'completed' : 'unknown', since);
  return changed(state, closed, 'ended');
}

function tell(state: CallsState, one: TrackedCall, told: readonly Teller[]): Advance {
  const next = withTold(one, told);
  const isNews = next.call.unheard !== one.call.unheard;
  return changed(state, next, ...(isNews ? (['updated'] as const) : []));
}
