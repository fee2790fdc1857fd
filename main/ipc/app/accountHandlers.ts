import type { SignInState } from '../../../preload/contract.ts';
import type { AccountService } from '../../accounts/accountService.ts';
import type { AccountList } from '../../accounts/accountList.ts';
import type { SignIn } from '../../accounts/signIn/signIn.ts';
import { platform } from '../../accounts/platformZones.ts';
import { ok } from '../../common/result.ts';
import type { Speaker } from '../../windows/windowRegistry.ts';
import { requestError } from '../answerRequest.ts';
import type { Handled, Handlers } from '../answerRequest.ts';

interface AccountDeps {
  readonly list: AccountList;
  readonly accountService: AccountService;
  readonly signIn: SignIn;
  /** Starts the demo CRM and signs in to it. */
  readonly tryDemo: () => Promise<SignInState>;
  readonly openWindow: (account: string) => void;
  readonly openWelcome: () => void;
}

/** Accounts and the ways into them. No answer carries a token or a client secret. */
export function accountHandlers(deps: AccountDeps): Handlers<'accounts'> {
  const { list, accountService, signIn, tryDemo, openWindow, openWelcome } = deps;

  /** An account's window speaks of that account alone; windows without one of any that is there. */
  const allowed = <T>(account: string, speaker: Speaker, work: () => Handled<T>): Handled<T> =>
    list.get(account) === null || (speaker.account !== null && speaker.account !== account)
      ? requestError('unknownAccount', 'no such account')
      : work();

  return {
    list: () => ok([...list.list()]),
    // Asked by a window that has just opened: an earlier sign-in that is done would hide its forms.
    signInState: () => ok(signIn.state().phase === 'done' ? { phase: 'idle' } : signIn.state()),
    signIn: async ({ zone, ...integration }) => ok(await signIn.start(platform(zone), integration)),
    signInWithCode: async ({ zone, ...input }) => ok(await signIn.withCode(platform(zone), input)),
    signInWithToken: async ({ zone, ...input }) => ok(await signIn.withToken(platform(zone), input)),
    signInAgain: async (_input, { account }) => {
      if (account === null) return requestError('unknownAccount', 'no account to sign in to');
      const state = await signIn.again(account);
      if (state.phase === 'form') openWelcome();
      return ok(state);
    },
    addAnother: ({ same }, { account }) => {
      signIn.wantForm(same ? account : null);
      openWelcome();
      return ok({});
    },
    tryAgain: (_input, { account }) => {
      if (account !== null) accountService.tryAgain(account);
      return ok({});
    },
    startAnew: async () =>
      (await accountService.startAnew()).ok ? ok({}) : requestError('notNow', 'the keychain does not open'),
    change: ({ account, ...changes }, speaker) =>
      allowed(account, speaker, () => {
        accountService.change(account, changes);
        return ok({});
      }),
    signOut: ({ account }, speaker) =>
      allowed(account, speaker, async () => {
        await accountService.signOut(account);
        return ok({});
      }),
    removal: ({ account }, speaker) => allowed(account, speaker, () => ok(accountService.removal(account))),
    exportCalls: ({ account }, speaker) =>
      allowed(account, speaker, async () => {
        const saved = await accountService.exportCalls(account);
        return saved.ok ? ok({ ...saved.value }) : requestError('notNow', 'the file could not be saved');
      }),
    remove: ({ account }, speaker) =>
      allowed(account, speaker, async () => {
        const removed = await accountService.remove(account);
        return removed.ok ? ok({}) : requestError(removed.error, 'it holds what is not in the CRM');
      }),
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
