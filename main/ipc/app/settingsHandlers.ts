import { clipboard } from 'electron';
import { ok } from '../../common/result.ts';
import type { SettingsService } from '../../settings/settingsService.ts';
import type { Handlers } from '../answerRequest.ts';

/** The settings, and the hook's address for the clipboard: its token never enters a window. */
export function settingsHandlers(service: SettingsService): Handlers<'settings'> {
  return {
    get: () => ok(service.current()),
    set: async ({ language, theme, zoom, callsLeaveAfter, hookPort }) =>
      ok(
        await service.change({
          ...(language === undefined ? {} : { language }),
          ...(theme === undefined ? {} : { theme }),
          ...(zoom === undefined ? {} : { zoom }),
          ...(callsLeaveAfter === undefined ? {} : { callsLeaveAfter }),
          ...(hookPort === undefined ? {} : { hookPort }),
        }),
      ),
    copyHookUrl: async ({ event }) => {
      await clipboard.writeText(service.hookUrl(event));
      return ok({});
    },
    renewHookToken: () => ok(service.renewHookToken()),
    copyHookCommand: async ({ event }) => {
      await clipboard.writeText(service.hookCommand(event));
      return ok({});
    },
  };
}
