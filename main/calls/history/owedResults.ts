import type { Call } from '../../../preload/contract.ts';
import { owesResult } from '../../../preload/constants.ts';
import type { Clock } from '../../common/clock.ts';
import type { Journal } from '../../journal/journal.ts';
import type { CallViews } from './callViews.ts';

/**
 * The calls that owe their result, where results are required. Kept in memory, because the next ring asks for them; what they are
 * stands in the journal, so that no restart, no other window and no second call loses one.
 */
export interface OwedResults {
  /** The one that ended last first; none where results are not required. */
  list(): readonly Call[];
  /** How many of an account's. */
  count(account: string): number;
}

interface OwedResultsDeps {
  readonly journal: Pick<Journal, 'accounts' | 'calls'>;
  readonly callViews: Pick<CallViews, 'of' | 'onTell'>;
  readonly clock: Clock;
  readonly isRequired: () => boolean;
  /** Another call owes its result, or one less does. */
  readonly changed: () => void;
}

/** Who did not say what came of a call within a day is not asked any more. */
const ASKED_FOR_MS = 24 * 3_600_000;

export function createOwedResults(deps: OwedResultsDeps): OwedResults {
  const { journal, callViews, clock } = deps;
  const since = (): number => clock.now() - ASKED_FOR_MS;
  const owed = new Map<string, Call>();
  for (const { key } of journal.accounts.list()) {
    for (const row of journal.calls.since(key, since())) {
      if (owesResult(row)) owed.set(row.id, callViews.of(row));
    }
  }
  callViews.onTell((_account, call) => {
    if (call === null) return;
    const was = owed.has(call.id);
    if (owesResult(call)) owed.set(call.id, call);
    else owed.delete(call.id);
    if (was || owed.has(call.id)) deps.changed();
  });

  const list = (): readonly Call[] =>
    deps.isRequired()
      ? [...owed.values()]
          .filter(({ startedAt }) => startedAt >= since())
          .toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0))
      : [];
  return {
    list,
    count: (account) => list().filter((call) => call.account === account).length,
  };
}
