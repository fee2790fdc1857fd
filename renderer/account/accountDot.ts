import type { Account, CallCounts, SyncState } from '../../preload/contract.ts';

/** What the dot of the account's mark says: all is in the CRM, something is on its way, it needs the agent, or there is no line. */
export type AccountDot = 'allIn' | 'onItsWay' | 'needsYou' | 'offline';

/** Failures of a copy that mean that the CRM is not reached at all. */
const NO_LINE: ReadonlySet<SyncState['failure']> = new Set<SyncState['failure']>(['network', 'timeout']);

/** Whether the CRM is out of reach, as far as the copy of the contacts has noticed. */
export const isOffline = (sync: SyncState | null): boolean =>
  sync?.phase === 'waiting' && NO_LINE.has(sync.failure);

/** The one thing worth a dot; what needs the agent comes first. */
export function accountDot(
  account: Pick<Account, 'state'>,
  counts: Pick<CallCounts, 'waiting' | 'failed'> | null,
  sync: SyncState | null,
): AccountDot {
  if (account.state !== 'ready' || (counts?.failed ?? 0) > 0) return 'needsYou';
  if (isOffline(sync)) return 'offline';
  return counts !== null && counts.waiting === 0 ? 'allIn' : 'onItsWay';
}
