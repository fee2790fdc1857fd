import type { RequestError } from '../../../preload/contract.ts';
import { ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import type { TelephonySettings } from '../../settings/telephonySettings.ts';
import type { Speaker } from '../../windows/windowRegistry.ts';
import { requestError } from '../answerRequest.ts';
import type { Handlers } from '../answerRequest.ts';

/** Who logs calls, and the pop-up for colleagues: of the window's own account only. */
export function telephonyHandlers(settings: TelephonySettings): Handlers<'telephony'> {
  const accountOf = ({ account }: Speaker): Result<string, RequestError> =>
    account === null ? requestError('unknownAccount', 'this window has no account') : ok(account);
  return {
    get: (_input, speaker) => {
      const account = accountOf(speaker);
      return account.ok ? ok(settings.get(account.value)) : account;
    },
    set: (wanted, speaker) => {
      const account = accountOf(speaker);
      return account.ok ? ok(settings.set(account.value, wanted)) : account;
    },
  };
}
