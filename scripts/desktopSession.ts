// A Linux desktop of our own: a display without a screen, a window manager, a session bus and, if wanted, the real
// GNOME keyring. Tests and the demo without a display run in it, and nothing of the person's own desktop is touched.

import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { createCompanions } from './companions.ts';
import { dummyConfiguration, dummyServer } from './dummyDisplays.ts';
import type { DisplaySize } from './dummyDisplays.ts';
import { run } from './setup/childProcess.ts';

/** What the desktop should be like. */
export interface DesktopOptions {
  /**
   * `unlocked`: the real Secret Service, open and empty. `refused`: the same, on a bus whose rules let nobody speak to it, as a
   * confined program meets it. `none`: a desktop on which nothing keeps secrets.
   */
  readonly keyring: 'unlocked' | 'refused' | 'none';
  /** Size of the screen in pixels; 1440 by 900 unless told. */
  readonly screen?: DisplaySize;
  /** Several displays side by side instead, of sizes that VESA knows (1280 by 1024 ...); see `whyNoDisplays`. */
  readonly displays?: readonly DisplaySize[];
  /** Whose desktop it is, when root makes one for an unprivileged user; otherwise this process's own user's. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** A running desktop. */
export interface DesktopSession {
  /** The environment for programs on it: this process's, with DISPLAY, the bus, and a fresh, empty HOME. */
  readonly env: NodeJS.ProcessEnv;
  /** Ends every part of it and removes its HOME. Calling it again does nothing. */
  readonly stop: () => Promise<void>;
}

/** How long any part may take to answer, in ms. A busy machine needs a few seconds; this is for a broken one. */
const PATIENCE = 30_000;

/** Asks whether the default collection is locked (freedesktop.org's Secret Service API, Collection.Locked). */
const IS_LOCKED = [
  '--session',
  '--print-reply',
  '--dest=org.freedesktop.secrets',
  '/org/freedesktop/secrets/aliases/default',
  'org.freedesktop.DBus.Properties.Get',
  'string:org.freedesktop.Secret.Collection',
  'string:Locked',
];

/** Lets nobody speak to the keychain. */
const NO_KEYCHAIN = '<deny send_destination="org.freedesktop.secrets"/>';

/** Has the bus read its rules anew (D-Bus Specification, org.freedesktop.DBus.ReloadConfig). */
const RELOAD = [
  '--session',
  '--print-reply',
  '--dest=org.freedesktop.DBus',
  '/org/freedesktop/DBus',
  'org.freedesktop.DBus.ReloadConfig',
];

/**
 * A bus that starts nothing by itself: with the system's configuration it would start a second, locked keyring (whose
 * password prompt waits for ever) and services that outlive the session.
 */
function busConfiguration(socket: string, rules = ''): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>${rules}
  </policy>
</busconfig>
`;
}

async function firstLine(announcer: Readable, program: string): Promise<string> {
  const lines = createInterface({ input: announcer, signal: AbortSignal.timeout(PATIENCE) });
  for await (const line of lines) return line;
  throw new Error(`${program} did not start.`);
}

async function until(program: string, isReady: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (!(await isReady())) {
    if (Date.now() > deadline) throw new Error(`${program} did not answer within ${PATIENCE / 1000} s.`);
    await delay(50);
  }
}

/** The environment of a person who has just logged in: nothing of the caller's own desktop shows through. */
function freshEnvironment(home: string, runtime: string): NodeJS.ProcessEnv {
  const own = /^(WAYLAND_DISPLAY|XAUTHORITY|DBUS_.*|GNOME_KEYRING_CONTROL|XDG_.*)$/;
  const kept = Object.entries(process.env).filter(([name]) => !own.test(name));
  return { ...Object.fromEntries(kept), HOME: home, XDG_RUNTIME_DIR: runtime, NO_AT_BRIDGE: '1' };
}

/**
 * Starts a desktop and waits until every part of it answers. It ends by `stop()`, and at the latest with this process,
 * however that ends. Linux only.
 *
 * @throws when a part of it cannot be started (setup has not installed the system packages)
 */
export async function startDesktopSession(options: DesktopOptions): Promise<DesktopSession> {
  const { width, height } = options.screen ?? { width: 1440, height: 900 };
  const folder = mkdtempSync(path.join(tmpdir(), 'ringside-desktop-'));
  const home = path.join(folder, 'home');
  const runtime = path.join(folder, 'run');
  const busFile = path.join(folder, 'bus.conf');
  for (const own of [home, runtime]) {
    mkdirSync(own, { mode: 0o700 });
    if (options.user !== undefined) chownSync(own, options.user.uid, options.user.gid);
  }
  chmodSync(folder, 0o711);
  const socket = path.join(runtime, 'bus');
  writeFileSync(busFile, busConfiguration(socket));

  const env = freshEnvironment(home, runtime);
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const companions = createCompanions(removeFolder);
  const user = options.user === undefined ? {} : { user: options.user };
  const start = (program: string, args: readonly string[], input = ''): Readable =>
    companions.start(program, args, { cwd: home, env, input, ...user });
  const stop = async (): Promise<void> => {
    await companions.stop();
    removeFolder();
  };

  const startDisplays = async (displays: readonly DisplaySize[]): Promise<void> => {
    const configuration = path.join(folder, 'xorg.conf');
    writeFileSync(configuration, dummyConfiguration(displays));
    const [program, args] = dummyServer(configuration, path.join(runtime, 'xorg.log'));
    env['DISPLAY'] = `:${await firstLine(start(program, args), 'Xorg')}`;
  };
  const startDisplay = async (): Promise<void> => {
    if (options.displays !== undefined) return startDisplays(options.displays);
    const screen = ['-screen', '0', `${width}x${height}x24`];
    const announcer = start('Xvfb', ['-displayfd', '3', ...screen, '-nolisten', 'tcp', '-noreset']);
    env['DISPLAY'] = `:${await firstLine(announcer, 'Xvfb')}`;
  };
  const startWindowManager = async (): Promise<void> => {
    start('openbox', ['--sm-disable']);
    await until('openbox', async () => {
      const { output } = await run('xprop', ['-root', '_NET_SUPPORTING_WM_CHECK'], { env });
      return output.includes('window id');
    });
  };
  const startBus = async (): Promise<void> => {
    const announcer = start('dbus-daemon', [`--config-file=${busFile}`, '--nofork', '--print-address=3']);
    env['DBUS_SESSION_BUS_ADDRESS'] = await firstLine(announcer, 'dbus-daemon');
  };
  const startKeyring = async (): Promise<void> => {
    // The password must not be empty: an empty one brings up a prompt.
    start('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], 'password');
    await until('gnome-keyring-daemon', async () => {
      const { output } = await run('dbus-send', IS_LOCKED, { env, ...options.user });
      return output.includes('boolean false');
    });
  };

  const refuseKeyring = async (): Promise<void> => {
    writeFileSync(busFile, busConfiguration(socket, NO_KEYCHAIN));
    await until('dbus-daemon', async () => {
      const { output } = await run('dbus-send', RELOAD, { env, ...options.user });
      return output.includes('method return');
    });
  };

  try {
    await startDisplay();
    await startWindowManager();
    await startBus();
    if (options.keyring !== 'none') await startKeyring();
    if (options.keyring === 'refused') await refuseKeyring();
  } catch (error) {
    await stop();
    throw error;
  }
  return { env, stop };
}
