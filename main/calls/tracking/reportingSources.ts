import { OWN_DIALS } from './callEvent.ts';
import type { Reporter, TrackedCall } from './trackedCall.ts';

/** Who tells of a call, and who of them is heard. */

/** Ringside's own dialling tells of calls and never of their ends. */
export const reportsEnds = ({ source }: Reporter): boolean => source !== OWN_DIALS;

/** The call with what is said of its reporters, marked when none of them is heard any more. */
export function withReporters(one: TrackedCall, reportedBy: readonly Reporter[]): TrackedCall {
  const ears = reportedBy.filter((reporter) => reportsEnds(reporter) && !reporter.ended);
  const unheard =
    one.call.state !== 'ended' && ears.length > 0 && ears.every(({ unheardSince }) => unheardSince !== null);
  return { ...one, reportedBy, call: { ...one.call, unheard } };
}

/** The call as this source, which has just told of it, is heard. */
export function withReporterReachable(one: TrackedCall, source: string): TrackedCall {
  const known = one.reportedBy.find((reporter) => reporter.source === source);
  if (known?.unheardSince === null) return one;
  const others = one.reportedBy.filter((reporter) => reporter.source !== source);
  return withReporters(one, [...others, { source, ended: known?.ended ?? false, unheardSince: null }]);
}

/** When the source that tells the end of a call was last heard, if that was before now. */
export function unheardSince(one: TrackedCall, source: string): number | null {
  return one.reportedBy.find((reporter) => reporter.source === source)?.unheardSince ?? null;
}

/** Since when none of those who could tell its end is heard; null while one is. */
export function lostSince({ call, reportedBy }: TrackedCall): number | null {
  if (!call.unheard) return null;
  return Math.max(...reportedBy.filter(reportsEnds).map((reporter) => reporter.unheardSince ?? 0));
}
