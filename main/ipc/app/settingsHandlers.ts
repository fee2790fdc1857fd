import { clipboard } from 'electron';
import { ok } from '../../common/result.ts';
import type { SettingsService } from '../../settings/settingsService.ts';
import { requestError } from '../answerRequest.ts';
import type { Handlers } from '../answerRequest.ts';

/** The settings, and the hook's address for the clipboard: its token never enters a window. */
export function settingsHandlers(service: SettingsService): Handlers<'settings'> {
  return {
    get: (_input, { account }) => ok(service.current(account)),
    change: async (changes, asker) => {
      const changed = await service.changeFor(asker, changes);
      return changed.ok ? changed : requestError('refused', 'a setting is not for this window');
    },
    copyHookUrl: async ({ event }) => {
      await clipboard.writeText(service.hookUrl(event));
      return ok({});
    },
    renewHookToken: (_input, { account }) => {
      service.renewHookToken();
      return ok(service.current(account));
    },
    copyHookCommand: async ({ event }) => {
      await clipboard.writeText(service.hookCommand(event));
      return ok({});
    },
  };
}
