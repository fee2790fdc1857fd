import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  startDesktopSession,
  type DesktopOptions,
  type DesktopSession,
} from '../../../../scripts/desktopSession.ts';

const run = promisify(execFile);
const PROBE = join(import.meta.dirname, 'keychainProbe.ts');
const CANARY = 'canary-51f0c2';

let folder: string;
let desktops: DesktopSession[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-keychain-'));
});
afterEach(async () => {
  for (const desktop of desktops) await desktop.stop();
  desktops = [];
  rmSync(folder, { recursive: true, force: true });
});

async function desktop(keyring: DesktopOptions['keyring']): Promise<DesktopSession> {
  const session = await startDesktopSession({ keyring });
  desktops.push(session);
  return session;
}

/** Opens the vault in a new process on this desktop, and seals a secret if there is one. */
async function probe(
  session: DesktopSession,
  secret?: string,
  how = '',
  file = 'journal.db',
): Promise<unknown> {
  const args = [PROBE, join(folder, file), secret ?? '', how];
  const { stdout } = await run(process.execPath, args, { env: session.env });
  return JSON.parse(stdout);
}

const filesHoldCanary = (): boolean =>
  readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(CANARY));

describe.runIf(process.platform === 'linux')('the real keychain', () => {
  it('keeps the master key from one start of the app to the next, and nothing readable on disk', async () => {
    const session = await desktop('unlocked');
    expect(await probe(session, CANARY)).toMatchObject({
      opened: 'open',
      sessionOnly: false,
      secret: CANARY,
    });
    expect(await probe(session)).toMatchObject({ opened: 'open', secret: CANARY });
    expect(filesHoldCanary()).toBe(false);
  });

  it('keeps a key of each of two data folders that first start in the same instant', async () => {
    const session = await desktop('unlocked');
    const args = [PROBE, join(folder, 'late.db'), CANARY, 'held'];
    const late = spawn(process.execPath, args, { env: session.env, stdio: ['pipe', 'pipe', 'inherit'] });
    const gone = once(late, 'exit');
    const lines = createInterface({ input: late.stdout });
    // It found no key and is about to write its own; the other makes one and seals with it meanwhile.
    expect(await once(lines, 'line')).toEqual(['held']);
    expect(await probe(session, CANARY)).toMatchObject({ opened: 'open', secret: CANARY });
    const said = once(lines, 'line');
    late.stdin.end();
    expect(JSON.parse(String((await said)[0]))).toMatchObject({ opened: 'open', secret: CANARY });
    await gone;
    expect(await probe(session)).toMatchObject({ opened: 'open', secret: CANARY });
    expect(await probe(session, '', '', 'late.db')).toMatchObject({ opened: 'open', secret: CANARY });
  });

  it('is missing on a desktop without one: secrets stay in memory and never reach the disk', async () => {
    const session = await desktop('none');
    expect(await probe(session, CANARY)).toMatchObject({ opened: 'open', sessionOnly: true, secret: CANARY });
    expect(await probe(session)).toMatchObject({ opened: 'open', sessionOnly: true, secret: null });
    expect(filesHoldCanary()).toBe(false);
  });

  it('starts anew on a computer whose keychain has another key or none: no account goes, each signs in again', async () => {
    const own = await desktop('unlocked');
    await probe(own, CANARY);
    const foreign = await desktop('unlocked');
    expect(await probe(foreign)).toMatchObject({ opened: 'wrong' });
    expect(await probe(foreign, CANARY, 'anew')).toMatchObject({ opened: 'open', secret: CANARY });
    // What was sealed anew opens there from now on, and not where it was sealed before.
    expect(await probe(foreign)).toMatchObject({ opened: 'open', secret: CANARY });
    expect(await probe(own)).toMatchObject({ opened: 'wrong' });
    // Sealed with a key of its own again: the one from before stays where it is.
    expect(await probe(own, CANARY, 'anew')).toMatchObject({ opened: 'open', secret: CANARY });
    expect(filesHoldCanary()).toBe(false);
  });

  it('is wrong for a journal that another keychain sealed, which opens again with its own', async () => {
    const own = await desktop('unlocked');
    await probe(own, CANARY);
    const foreign = await desktop('unlocked');
    expect(await probe(foreign)).toMatchObject({ opened: 'wrong' });
    // Asked twice: the first time must not have put a key there.
    expect(await probe(foreign)).toMatchObject({ opened: 'wrong' });
    expect(await probe(own)).toMatchObject({ opened: 'open', secret: CANARY });
  });

  it('is locked, not wrong or empty, while the keyring is: also before anything was sealed', async () => {
    const session = await desktop('unlocked');
    const lock = (): Promise<unknown> => run('dbus-send', LOCK, { env: session.env });
    await lock();
    expect(await probe(session, CANARY)).toMatchObject({ opened: 'locked', secret: null });
    const other = await desktop('unlocked');
    await probe(other, CANARY);
    await run('dbus-send', LOCK, { env: other.env });
    expect(await probe(other)).toMatchObject({ opened: 'locked' });
  });

  it('is denied, not missing or locked, where the rules of the system refuse Ringside the keyring', async () => {
    const session = await desktop('refused');
    expect(await probe(session, CANARY)).toMatchObject({
      opened: 'denied',
      sessionOnly: false,
      secret: null,
    });
    expect(filesHoldCanary()).toBe(false);
  });

  it('is slow while the keyring does not answer, makes no second key, and opens when it does', async () => {
    const session = await desktop('unlocked');
    await probe(session, CANARY);
    const { stdout } = await run('dbus-send', PID, { env: session.env });
    const keyring = Number(/uint32 (\d+)/u.exec(stdout)?.[1]);
    process.kill(keyring, 'SIGSTOP');
    const args = [PROBE, join(folder, 'journal.db'), '', '', '3000'];
    const child = spawn(process.execPath, args, { env: session.env, stdio: ['ignore', 'pipe', 'inherit'] });
    const gone = once(child, 'exit');
    const [said] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    process.kill(keyring, 'SIGCONT');
    expect(JSON.parse(said)).toMatchObject({ opened: 'slow', sessionOnly: false, secret: null });
    await gone;
    expect(await probe(session)).toMatchObject({ opened: 'open', secret: CANARY });
  });
});

/** Asks the bus which process the Secret Service is. */
const PID = [
  '--session',
  '--print-reply',
  '--dest=org.freedesktop.DBus',
  '/org/freedesktop/DBus',
  'org.freedesktop.DBus.GetConnectionUnixProcessID',
  'string:org.freedesktop.secrets',
];

/** Locks the default collection (freedesktop.org's Secret Service API, Service.Lock). */
const LOCK = [
  '--session',
  '--print-reply',
  '--dest=org.freedesktop.secrets',
  '/org/freedesktop/secrets',
  'org.freedesktop.Secret.Service.Lock',
  'array:objpath:/org/freedesktop/secrets/aliases/default',
];
