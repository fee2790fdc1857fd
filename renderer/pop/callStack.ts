import type { PopEntry, PopSnapshot } from '../../preload/contract.ts';

/** As many as have room to be read. */
const MOST = 3;

/**
 * The calls that are named, in the order they came, and those behind "+N": the shown call always, then those going on
 * before those that are over.
 */
export function stacked(
  { calls }: Pick<PopSnapshot, 'calls'>,
  shown: string,
): { readonly stack: readonly PopEntry[]; readonly more: readonly PopEntry[] } {
  const worth = ({ call }: PopEntry): number => (call.id === shown ? 2 : call.state === 'ended' ? 0 : 1);
  const named = new Set(calls.toSorted((a, b) => worth(b) - worth(a)).slice(0, MOST));
  return {
    stack: calls.filter((entry) => named.has(entry)),
    more: calls.filter((entry) => !named.has(entry)),
  };
}
