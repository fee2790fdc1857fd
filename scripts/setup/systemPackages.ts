import { existsSync } from 'node:fs';
import { isOnPath, lastLines, run } from './childProcess.ts';

/**
 * One thing Ringside needs of a Debian or Ubuntu system: the names its package goes by, the current one first (the
 * 64-bit time transition renamed several), and the programs that do as well wherever they came from.
 */
interface Need {
  readonly names: readonly string[];
  readonly programs?: readonly string[];
}

/** What the tests use where it can be had, and do without where not. Root alone has the first one's folder on the PATH. */
const forTests = [
  { name: 'nats-server', file: '/usr/sbin/nats-server', without: 'the relay is tested on SQLite alone' },
  { name: 'dunst', file: '/usr/bin/dunst', without: 'no notification is shown and clicked' },
  {
    name: 'xserver-xorg-video-dummy',
    file: '/usr/lib/xorg/modules/drivers/dummy_drv.so',
    without: 'the pop is tested on one display alone',
  },
  { name: 'nsis', file: '/usr/bin/makensis', without: 'no Windows installer is tried' },
  { name: 'wine', file: '/usr/bin/wine', without: 'nothing is tried on Windows' },
  {
    name: 'gcc-mingw-w64-x86-64',
    file: '/usr/bin/x86_64-w64-mingw32-gcc',
    without: 'the program for softphones is not tried on Windows',
  },
] as const;

const needs: readonly Need[] = [
  // A display without a screen, a window manager, and what looks at them.
  { names: ['xvfb'], programs: ['Xvfb'] },
  { names: ['xauth'], programs: ['xauth'] },
  { names: ['openbox'], programs: ['openbox'] },
  { names: ['xdotool'], programs: ['xdotool'] },
  { names: ['x11-utils'], programs: ['xprop'] },
  // What Electron is linked against.
  { names: ['libgtk-3-0t64', 'libgtk-3-0'] },
  { names: ['libnss3'] },
  { names: ['libasound2t64', 'libasound2'] },
  { names: ['libgbm1'] },
  { names: ['libxss1'] },
  { names: ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'] },
  // The keychain.
  { names: ['dbus'], programs: ['dbus-daemon'] },
  { names: ['dbus-x11'], programs: ['dbus-launch'] },
  { names: ['gnome-keyring'], programs: ['gnome-keyring-daemon'] },
  { names: ['libsecret-1-0'] },
  { names: ['libsecret-1-dev'] },
  // The compiler of the native modules.
  { names: ['g++'], programs: ['c++', 'cc'] },
  { names: ['make'], programs: ['make'] },
  { names: ['python3'], programs: ['python3'] },
  { names: ['pkgconf', 'pkg-config'], programs: ['pkg-config'] },
  // The sandbox behind TLS.
  { names: ['openssl'], programs: ['openssl'] },
  // Real phones for the tests.
  { names: ['baresip-core'], programs: ['baresip'] },
  { names: ['sip-tester'], programs: ['sipp'] },
];

async function installedAmong(names: readonly string[]): Promise<ReadonlySet<string>> {
  // dpkg-query fails when it does not know one of the names, and still lists the others.
  const { output } = await run('dpkg-query', ['-W', '-f=${Package} ${db:Status-Status}\n', ...names]);
  const lines = output.split('\n').map((line) => line.split(' '));
  return new Set(lines.flatMap(([name, status]) => (name && status === 'installed' ? [name] : [])));
}

async function missingNeeds(): Promise<readonly Need[]> {
  const installed = await installedAmong(needs.flatMap((need) => need.names));
  return needs.filter(
    (need) =>
      !need.names.some((name) => installed.has(name)) &&
      !(need.programs !== undefined && need.programs.every(isOnPath)),
  );
}

/** The name of each need that this system's package lists know; undefined where they know none. */
async function candidates(missing: readonly Need[]): Promise<readonly (string | undefined)[]> {
  const { output } = await run('apt-cache', ['policy', ...missing.flatMap((need) => need.names)], {
    env: { ...process.env, LC_ALL: 'C' },
  });
  const known = new Set(
    [...output.matchAll(/^(\S+):\n +Installed: .*\n +Candidate: (?!\(none\))/gm)].map((match) => match[1]),
  );
  return missing.map((need) => need.names.find((name) => known.has(name)));
}

/** How this person may run a program as root without being asked: not at all (undefined), or behind these words. */
async function rootPrefix(): Promise<readonly string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  return (await run('sudo', ['-n', 'true'])).ok ? ['sudo', '-n'] : undefined;
}

async function aptGet(
  prefix: readonly string[],
  args: readonly string[],
): Promise<{ ok: boolean; output: string }> {
  const [program = 'env', ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
  return run(program, rest);
}

/**
 * Sees that the system libraries and tools are there; as root, or where sudo asks nothing, installs what is missing.
 * Only Debian and its relatives are known; macOS and Windows need none of it.
 *
 * @returns the one sentence that says what is missing and how to install it, or undefined when nothing is
 */
export async function installSystemPackages(): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  if (!isOnPath('dpkg-query')) {
    console.error(
      'This Linux is not a Debian or Ubuntu: install what these packages hold there if a later step misses it: ' +
        `${needs.map((need) => need.names.at(-1)).join(' ')}.`,
    );
    return undefined;
  }
  const missing = await missingNeeds();
  if (missing.length === 0) return undefined;

  const prefix = await rootPrefix();
  let names = await candidates(missing);
  if (prefix !== undefined && names.includes(undefined)) {
    console.error('Updating the package lists (apt-get update) ...');
    await aptGet(prefix, ['update']);
    names = await candidates(missing);
  }
  const packages = missing.map((need, index) => names[index] ?? need.names.at(-1) ?? '');
  const list = packages.join(' ');
  const command = `apt-get install --yes --no-install-recommends ${list}`;
  if (prefix === undefined) {
    return `Ringside needs ${packages.length === 1 ? 'the system package' : 'the system packages'} ${list}, which this user may not install: run "sudo ${command}" and start again.`;
  }

  console.error(`Installing system packages: ${list} ...`);
  const install = (): Promise<{ ok: boolean; output: string }> =>
    aptGet(prefix, ['install', '--yes', '--no-install-recommends', ...packages]);
  let ended = await install();
  if (!ended.ok) {
    // Old package lists name versions the mirrors no longer hold.
    await aptGet(prefix, ['update']);
    ended = await install();
  }
  if (ended.ok) return undefined;
  console.error(lastLines(ended.output));
  return `Ringside could not install the system packages ${list}: run "${[...prefix.slice(0, 1), command].join(' ')}", see what it says, and start again.`;
}

/**
 * Installs what the tests use beyond what Ringside needs, as root or where sudo asks nothing. What cannot be had is
 * said in one line with what is not tested for want of it; it is no problem of setup's.
 */
export async function installTestPackages(): Promise<undefined> {
  if (process.platform !== 'linux') return;
  const missing = forTests.filter(({ name, file }) => !existsSync(file) && !isOnPath(name));
  if (missing.length === 0) return;
  const prefix = isOnPath('apt-get') ? await rootPrefix() : undefined;
  if (prefix !== undefined) {
    console.error(`Installing for the tests: ${missing.map(({ name }) => name).join(' ')} ...`);
    await installEach(
      prefix,
      missing.map(({ name }) => name),
    );
  }
  const left = missing.filter(({ file }) => !existsSync(file));
  if (left.length === 0) return;
  const skipped = left.map(({ name, without }) => `${without} (no ${name})`).join(', ');
  console.error(
    `Skipped in the tests: ${skipped}. To have all: apt-get install ${left.map(({ name }) => name).join(' ')}`,
  );
}

/** All in one go; where that fails, one by one, so that one that cannot be had keeps back no other. */
async function installEach(prefix: readonly string[], names: readonly string[]): Promise<void> {
  const install = (...packages: readonly string[]): Promise<{ ok: boolean }> =>
    aptGet(prefix, ['install', '--yes', '--no-install-recommends', ...packages]);
  if ((await install(...names)).ok) return;
  await aptGet(prefix, ['update']);
  if ((await install(...names)).ok) return;
  for (const name of names) await install(name);
}
