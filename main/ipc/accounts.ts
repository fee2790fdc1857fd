import type { SignInState } from '../../preload/contract.ts';
import type { AccountList } from '../accounts/accountList.ts';
import type { SignIn } from '../accounts/signIn.ts';
import { platform } from '../accounts/zones.ts';
import { ok } from '../result.ts';
import { requestError } from './handle.ts';
import type { Handlers } from './handle.ts';

interface AccountDeps {
  readonly list: AccountList;
  readonly signIn: SignIn;
  /** Starts the demo CRM and signs in to it. */
  readonly tryDemo: () => Promise<SignInState>;
  readonly openWindow: (account: string) => void;
}

/** Accounts and the ways into them. No answer carries a token or a client secret. */
export function accountHandlers({ list, signIn, tryDemo, openWindow }: AccountDeps): Handlers<'accounts'> {
  return {
    list: () => ok([...list.list()]),
    signInState: () => ok(signIn.state()),
    signIn: async ({ zone, clientId, clientSecret, redirectUri }) =>
      ok(await signIn.start(platform(zone), { clientId, clientSecret, redirectUri })),
    signInAgain: async (_input, { account }) =>
      account === null
        ? requestError('unknownAccount', 'no account to sign in to')
        : ok(await signIn.again(account)),
    tryDemo: async () => ok(await tryDemo()),
    reopenBrowser: () => {
      signIn.reopenBrowser();
      return ok({});
    },
    cancelSignIn: async () => {
      await signIn.cancel();
      return ok({});
    },
    open: ({ account }) => {
      if (list.get(account) === null) return requestError('unknownAccount', 'no such account');
      openWindow(account);
      return ok({});
    },
  };
}
