import { url } from 'node:inspector';
import { app } from 'electron';

const switches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
];

/**
 * A shipped Ringside cannot be debugged from outside: Chromium's switches are taken back before it looks at them. There is
 * no fuse for these, but there is one for Node's own debugger, off in what we ship. Where somebody's build has it on
 * and uses it, main is in their hands already, and the windows' debugger may work too.
 *
 * Call it before the app is ready.
 */
export function refuseRemoteDebugging(): void {
  if (!app.isPackaged || url() !== undefined) return;
  for (const name of switches) app.commandLine.removeSwitch(name);
}
