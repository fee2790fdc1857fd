import { join } from 'node:path';
import { app } from 'electron';
import { createTray } from '../windows/system/tray.ts';
import type { CallViews } from '../calls/history/callViews.ts';
import type { ComposedCallHistory } from './composeCallHistory.ts';
import type { ComposedCalls } from './composeCalls.ts';
import type { Startup } from './startup.ts';

/** The icon that keeps Ringside within reach, with what waits in each account. */
export function composeTray(
  { list, shell, speech, events }: Startup,
  callViews: Pick<CallViews, 'onTell'>,
  { pop, owed }: Pick<ComposedCalls, 'pop' | 'owed'>,
  { counts }: Pick<ComposedCallHistory, 'counts'>,
): void {
  const tray = createTray({
    pictures: join(app.getAppPath(), 'build', 'tray'),
    inCall: () => pop.snapshot().calls.some(({ call }) => call.state !== 'ended'),
    t: speech.t,
    accounts: () =>
      list.list().map(({ key, name, colour }) => {
        const { missed, waiting } = counts.of(key);
        return { key, name, colour, missed, waiting, owed: owed.count(key) };
      }),
    onAccount: (account) => {
      shell.openAccount(account);
    },
    onOpen: () => {
      shell.wanted();
    },
    onSettings: () => {
      shell.openSettings();
    },
    onQuit: () => {
      app.quit();
    },
  });
  const refresh = (): void => {
    tray.refresh();
  };
  list.onChange(refresh);
  callViews.onTell(refresh);
  events.on('callCountsChanged', refresh);
  // In another language, perhaps.
  events.on('settingsChanged', refresh);
  events.on('stopping', () => {
    tray.destroy();
  });
}
