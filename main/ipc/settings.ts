import { clipboard } from 'electron';
import { ok } from '../result.ts';
import type { SettingsDesk } from '../settings/settingsDesk.ts';
import type { Handlers } from './handle.ts';

/** The settings, and the hook's address for the clipboard: its token never enters a window. */
export function settingsHandlers(desk: SettingsDesk): Handlers<'settings'> {
  return {
    get: () => ok(desk.current()),
    set: async ({ language, theme, zoom, callsLeaveAfter, hookPort }) =>
      ok(
        await desk.change({
          ...(language === undefined ? {} : { language }),
          ...(theme === undefined ? {} : { theme }),
          ...(zoom === undefined ? {} : { zoom }),
          ...(callsLeaveAfter === undefined ? {} : { callsLeaveAfter }),
          ...(hookPort === undefined ? {} : { hookPort }),
        }),
      ),
    copyHookUrl: async ({ event }) => {
      await clipboard.writeText(desk.hookUrl(event));
      return ok({});
    },
    renewHookToken: () => ok(desk.renewHookToken()),
    copyHookCommand: async ({ event }) => {
      await clipboard.writeText(desk.hookCommand(event));
      return ok({});
    },
  };
}
