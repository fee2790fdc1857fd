import type { CallCountsDesk } from '../calls/callCounts.ts';
import type { CallHistory } from '../calls/callHistory.ts';
import type { MissedDesk } from '../calls/missedDesk.ts';
import { ok } from '../result.ts';
import type { Speaker } from '../windows/registry.ts';
import { requestError } from './handle.ts';
import type { Handled, Handlers } from './handle.ts';

interface CallHistoryDeps {
  readonly history: CallHistory;
  readonly missed: MissedDesk;
  readonly counts: CallCountsDesk;
}

/** Calls of every day, missed callers and counts of the window's account. */
export function callHistoryHandlers({
  history,
  missed,
  counts,
}: CallHistoryDeps): Pick<Handlers<'calls'>, 'page' | 'missed' | 'counts'> {
  const forAccount = <T>({ account }: Speaker, work: (account: string) => Handled<T>): Handled<T> =>
    account === null ? requestError('unknownAccount', 'this window has no account') : work(account);
  return {
    page: (query, speaker) =>
      forAccount(speaker, (account) => {
        const page = history.page(account, query);
        return page.ok ? page : requestError('badRequest', 'there is no such place in the list');
      }),
    missed: (_input, speaker) => forAccount(speaker, (account) => ok([...missed.list(account)])),
    counts: (_input, speaker) => forAccount(speaker, (account) => ok(counts.of(account))),
  };
}
