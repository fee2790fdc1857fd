import { clipboard } from 'electron';
import type { AccountList } from '../../accounts/accountList.ts';
import type { Speech } from '../../common/language.ts';
import { ok } from '../../common/result.ts';
import type { SavedSettings } from '../../settings/settingsFile.ts';
import type { Handlers } from '../answerRequest.ts';

interface AppDeps {
  readonly version: string;
  readonly platform: string;
  readonly speech: Speech;
  readonly look: () => Pick<SavedSettings, 'theme' | 'density'>;
  readonly list: AccountList;
  /** A window has drawn what it opened with. */
  readonly shown: () => void;
}

/** What a window needs to know of the app before it shows anything, what it says, and the clipboard. */
export function appHandlers(deps: AppDeps): Handlers<'app'> {
  return {
    info: (_input, { kind, account }) =>
      ok({
        version: deps.version,
        kind,
        language: deps.speech.language(),
        locale: deps.speech.locale(),
        messages: deps.speech.messagesOf(kind, 'first'),
        theme: deps.look().theme,
        density: deps.look().density,
        platform: deps.platform,
        account: account === null ? null : deps.list.get(account),
      }),
    messages: (_input, { kind }) => ok({ messages: deps.speech.messagesOf(kind, 'later') }),
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
