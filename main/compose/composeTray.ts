import { join } from 'node:path';
import { app } from 'electron';
import { createTray, type TrayIcon } from '../windows/system/tray.ts';
import type { ComposedCallHistory } from './composeCallHistory.ts';
import type { ComposedCalls } from './composeCalls.ts';
import type { Startup } from './startup.ts';

/** The icon that keeps Ringside within reach, with what waits in each account. */
export function composeTray(
  { list, shell, speech }: Startup,
  { pop, owed }: Pick<ComposedCalls, 'pop' | 'owed'>,
  { counts }: Pick<ComposedCallHistory, 'counts'>,
): TrayIcon {
  return createTray({
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
}
