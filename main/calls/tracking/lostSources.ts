import { type Advance, changed, close, inTurn, unchanged } from './callTransitions.ts';
import type { CallsState, Reporter, TrackedCall } from './trackedCall.ts';
import { isLive } from './callCorrelation.ts';
import type { Hearing } from './callEvent.ts';
import { reportsEnds, withReporters } from './reportingSources.ts';

/**
 * A source that dies in a call tells no end. While it is not heard its calls are marked, and what ended meanwhile ended
 * when it was lost, as far as anybody knows: an end is never dated by when it was found out.
 */

/** So short a silence leaves no doubt how long a call was talked on. */
const SHORT_SILENCE_MS = 10_000;

/** Takes that a source is lost, or heard again. */
export function trackReachability(
  state: CallsState,
  source: string,
  reachable: Hearing,
  now: number,
): Advance {
  return state.tracked
    .filter(isLive)
    .reduce(
      (step, one) => inTurn(step, (next) => hearingOf(next, one, { source, reachable, now })),
      unchanged(state),
    );
}

interface Reachability {
  readonly source: string;
  readonly reachable: Hearing;
  readonly now: number;
}

function hearingOf(state: CallsState, one: TrackedCall, { source, reachable, now }: Reachability): Advance {
  const reporter = one.reportedBy.find((known) => known.source === source);
  if (reporter === undefined || reporter.ended) return unchanged(state);
  const since = reporter.unheardSince;
  const others = one.reportedBy.filter((known) => known.source !== source);
  if (reachable === 'lost')
    return since === null
      ? tell(state, one, [...others, { ...reporter, unheardSince: now }])
      : unchanged(state);
  if (since === null) return unchanged(state);
  if (reachable === 'again') return tell(state, one, [...others, { ...reporter, unheardSince: null }]);
  // It has told of every call it has, and not of this one.
  const isOver = [...others, { ...reporter, ended: true, unheardSince: null }];
  const ended = withReporters(one, isOver);
  // Another that is connected and tells its ends goes on telling of it; a hook may never tell one.
  const isStillReported = ended.reportedBy.some(
    (known) => reportsEnds(known) && known.source !== 'hook' && !known.ended && known.unheardSince === null,
  );
  if (isStillReported) return tell(state, one, isOver);
  const isSure = reachable === 'restarted' || now - since <= SHORT_SILENCE_MS;
  const closed = close(ended, one.call.answeredAt !== null && isSure ? 'completed' : 'unknown', since);
  return changed(state, closed, 'ended');
}

function tell(state: CallsState, one: TrackedCall, reportedBy: readonly Reporter[]): Advance {
  const next = withReporters(one, reportedBy);
  const isNew = next.call.unheard !== one.call.unheard;
  return changed(state, next, ...(isNew ? (['updated'] as const) : []));
}
