import { clipboard } from 'electron';
import type { AccountList } from '../../accounts/accountList.ts';
import type { Language } from '../../common/language.ts';
import type { Settings } from '../../../preload/contract.ts';
import { ok } from '../../common/result.ts';
import type { Handlers } from '../answerRequest.ts';

interface AppDeps {
  readonly version: string;
  readonly platform: string;
  readonly language: () => Language;
  readonly theme: () => Settings['theme'];
  readonly list: AccountList;
  /** A window has drawn what it opened with. */
  readonly shown: () => void;
}

/** What a window needs to know of the app before it shows anything, and the clipboard. */
export function appHandlers(deps: AppDeps): Handlers<'app'> {
  return {
    info: (_input, { kind, account }) =>
      ok({
        version: deps.version,
        kind,
        language: deps.language(),
        theme: deps.theme(),
        platform: deps.platform,
        account: account === null ? null : deps.list.get(account),
      }),
    shown: () => {
      deps.shown();
      return ok({});
    },
    copy: async ({ text }) => {
      await clipboard.writeText(text);
      return ok({});
    },
  };
}
