import type { SyncState } from '../../preload/contract.ts';
import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { RequestError } from '../../preload/contract.ts';
import type { Speaker } from '../windows/registry.ts';
import { requestError } from './handle.ts';
import type { Handlers } from './handle.ts';

/** The mirror's sync of one account, as its window sees and steers it. */
export interface SyncDesk {
  state(account: string): SyncState;
  pause(account: string): void;
  resume(account: string): void;
}

export function syncHandlers(desk: SyncDesk): Handlers<'sync'> {
  const forAccount = <T>({ account }: Speaker, work: (key: string) => T): Result<T, RequestError> =>
    account === null ? requestError('unknownAccount', 'this window has no account') : ok(work(account));
  return {
    state: (_input, speaker) => forAccount(speaker, (account) => desk.state(account)),
    pause: (_input, speaker) =>
      forAccount(speaker, (account) => {
        desk.pause(account);
        return {};
      }),
    resume: (_input, speaker) =>
      forAccount(speaker, (account) => {
        desk.resume(account);
        return {};
      }),
  };
}
