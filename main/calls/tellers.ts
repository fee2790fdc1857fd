import type { Teller, TrackedCall } from './liveCall.ts';

/** Who tells of a call, and who of them is heard. */

/** Ringside's own dialling tells of calls and never of their ends. */
export const isEar = ({ source }: Teller): boolean => source !== 'ringside';

/** The call with what is said of its tellers, marked when none of them is heard any more. */
export function withTold(one: TrackedCall, told: readonly Teller[]): TrackedCall {
  const ears = told.filter((teller) => isEar(teller) && !teller.ended);
  const unheard =
    one.call.state !== 'ended' && ears.length > 0 && ears.every(({ unheardSince }) => unheardSince !== null);
  return { ...one, told, call: { ...one.call, unheard } };
}

/** The call as this source, which has just told of it, is heard. */
export function heardOf(one: TrackedCall, source: string): TrackedCall {
  const known = one.told.find((teller) => teller.source === source);
  if (known?.unheardSince === null) return one;
  const others = one.told.filter((teller) => teller.source !== source);
  return withTold(one, [...others, { source, ended: known?.ended ?? false, unheardSince: null }]);
}

/** When the source that tells the end of a call was last heard, if that was before now. */
export function unheardSince(one: TrackedCall, source: string): number | null {
  return one.told.find((teller) => teller.source === source)?.unheardSince ?? null;
}

/** Since when none of those who could tell its end is heard; null while one is. */
export function lostSince({ call, told }: TrackedCall): number | null {
  if (!call.unheard) return null;
  return Math.max(...told.filter(isEar).map((teller) => teller.unheardSince ?? 0));
}
