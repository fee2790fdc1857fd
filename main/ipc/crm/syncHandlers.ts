import type { SyncState } from '../../../preload/contract.ts';
import { ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import type { RequestError } from '../../../preload/contract.ts';
import type { Speaker } from '../../windows/windowRegistry.ts';
import { requestError } from '../answerRequest.ts';
import type { Handlers } from '../answerRequest.ts';

/** The mirror's sync of one account, as its window sees and steers it. */
export interface SyncControl {
  state(account: string): SyncState;
  pause(account: string): void;
  resume(account: string): void;
}

export function syncHandlers(service: SyncControl): Handlers<'sync'> {
  const forAccount = <T>({ account }: Speaker, work: (key: string) => T): Result<T, RequestError> =>
    account === null ? requestError('unknownAccount', 'this window has no account') : ok(work(account));
  return {
    state: (_input, speaker) => forAccount(speaker, (account) => service.state(account)),
    pause: (_input, speaker) =>
      forAccount(speaker, (account) => {
        service.pause(account);
        return {};
      }),
    resume: (_input, speaker) =>
      forAccount(speaker, (account) => {
        service.resume(account);
        return {};
      }),
  };
}
