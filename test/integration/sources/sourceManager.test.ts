import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSourcePasswords } from '../../../main/accounts/vault/sourcePasswords.ts';
import { createVault } from '../../../main/accounts/vault/vault.ts';
import type { CallEvent } from '../../../main/calls/tracking/callEvent.ts';
import {
  createSourceManager,
  type CallEventSink,
  type SourceManager,
} from '../../../main/sources/sourceManager.ts';
import { createHookListener } from '../../../main/sources/callHook/hookListener.ts';
import { openHookFiles } from '../../../main/sources/callHook/callHookFiles.ts';
import { sourceKinds } from '../../../main/sources/sourceKinds.ts';
import { systemClock } from '../../../main/common/clock.ts';
import { openJournal } from '../../../main/journal/openJournal.ts';
import { openSettingsFile, type SettingsFile } from '../../../main/settings/settingsFile.ts';
import type { SourceChange, SourceName, SourceView } from '../../../preload/contract.ts';
import { eventually } from '../../phones/eventually.ts';
import { startFakeAsterisk, type FakeAsterisk } from '../../phones/fakeAsterisk.ts';
import { createKeychainInMemory } from '../../unit/accounts/rows.ts';

const CANARY = 'canary-5d1e';
let folder: string;
let file: SettingsFile;
let manager: SourceManager;
let asterisk: FakeAsterisk;
let closeJournal: () => void;
let heard: CallEvent[];
let hearings: string[];
let told = 0;

const sink: CallEventSink = {
  report: (event) => heard.push(event),
  trackReachability: (name, trackReachability) => hearings.push(`${name} ${trackReachability}`),
};

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'ringside-sources-'));
  asterisk = await startFakeAsterisk(CANARY);
  file = openSettingsFile(path.join(folder, 'settings.json'));
  heard = [];
  hearings = [];
  const opened = openJournal(path.join(folder, 'journal.db'));
  if (!opened.ok) throw new Error(opened.error.kind);
  const journal = opened.value;
  closeJournal = () => {
    journal.close();
  };
  const vault = createVault({
    rows: journal.secrets,
    masterKey: createKeychainInMemory(),
    randomBytes,
  });
  const hook = createHookListener({
    files: openHookFiles(folder),
    places: {
      platform: process.platform,
      dataFolder: folder,
      runtimeFolder: undefined,
      temporaryFolders: [],
    },
    settings: () => ({ hookPort: 0, hookOnNetwork: false }),
    networkAddresses: () => [],
    clock: systemClock,
    monotonic: () => performance.now(),
    listening: () => undefined,
  });
  manager = createSourceManager({
    kinds: sourceKinds(hook),
    clock: systemClock,
    monotonic: () => performance.now(),
    random: () => 0,
    saved: (name) => file.get().sources[name],
    save: (name, settings) => {
      file.change({ sources: { ...file.get().sources, [name]: settings } });
    },
    passwords: createSourcePasswords(vault, journal.secrets),
    changed: () => (told += 1),
  });
  await manager.start(sink);
});
afterEach(async () => {
  manager.stop();
  closeJournal();
  await asterisk.close();
  rmSync(folder, { recursive: true, force: true });
});

const view = (name: SourceName): SourceView | undefined => manager.views().find((one) => one.name === name);
const asteriskAt = (password?: string): SourceChange => ({
  name: 'asterisk',
  values: [
    { field: 'on', value: true },
    { field: 'host', value: '127.0.0.1' },
    { field: 'port', value: asterisk.port },
    { field: 'user', value: 'ringside' },
    { field: 'extension', value: '101' },
  ],
  ...(password === undefined ? {} : { password }),
});

describe('the source manager', () => {
  it('shows the hook and every source, off at first, with the fields of its form', () => {
    expect(manager.views().map(({ name, state }) => [name, state])).toEqual([
      ['hook', 'ready'],
      ['baresip', 'off'],
      ['bria', 'off'],
      ['asterisk', 'off'],
      ['freeswitch', 'off'],
    ]);
    expect(view('baresip')?.settings).toEqual([
      { field: 'on', value: false },
      { field: 'host', value: '127.0.0.1' },
      { field: 'port', value: 4444 },
      { field: 'domain', value: '' },
    ]);
  });

  it('connects a source when it is switched on, and lets go when it is switched off', async () => {
    expect(await manager.change(asteriskAt(CANARY))).toEqual({ ok: true, value: null });
    await eventually('it is ready', () => view('asterisk')?.state === 'ready');
    expect(view('asterisk')).toMatchObject({
      where: `ringside@127.0.0.1:${asterisk.port}`,
      hasPassword: true,
    });
    expect(manager.dialerOf('asterisk')?.dial).toBeTypeOf('function');
    await manager.change({ name: 'asterisk', values: [{ field: 'on', value: false }] });
    expect(view('asterisk')?.state).toBe('off');
    expect(manager.dialerOf('asterisk')).toBeNull();
    expect(told).toBeGreaterThan(2);
  });

  it('that is saved as it was goes on; of other settings its calls are marked and the phone is asked again', async () => {
    await manager.change(asteriskAt(CANARY));
    await eventually('it is ready', () => view('asterisk')?.state === 'ready');
    hearings = [];
    await manager.change(asteriskAt());
    expect(view('asterisk')?.state).toBe('ready');
    await manager.change({ name: 'baresip', values: [{ field: 'on', value: true }] });
    expect(hearings).toEqual([]);
    await manager.change({ name: 'asterisk', values: [{ field: 'context', value: 'out' }] });
    expect(hearings).toEqual(['asterisk lost']);
    await eventually('it is heard again', () => hearings.length > 1);
    expect(hearings).toEqual(['asterisk lost', 'asterisk toldAll']);
    await manager.change({ name: 'asterisk', values: [{ field: 'on', value: false }] });
    expect(hearings.at(-1)).toBe('asterisk lost');
    expect(hearings).toHaveLength(3);
  });

  it('marks calls as the computer falls asleep, and asks for them over a new line when it wakes', async () => {
    manager.sleeps();
    expect(hearings).toEqual([]);
    await manager.change(asteriskAt(CANARY));
    await eventually('it is ready', () => view('asterisk')?.state === 'ready');
    hearings = [];
    manager.sleeps();
    expect(hearings).toEqual(['asterisk lost']);
    manager.woke();
    await eventually('it has told all', () => hearings.at(-1)?.startsWith('asterisk toldAll') === true);
    expect(asterisk.connections()).toBe(2);
  });

  it('says what is missing, and that a password is', async () => {
    await manager.change({ name: 'asterisk', values: [{ field: 'on', value: true }] });
    expect(view('asterisk')).toMatchObject({ state: 'failed', reason: 'incomplete' });
    await manager.change(asteriskAt());
    await eventually('no password', () => view('asterisk')?.reason === 'noPassword');
    await manager.change(asteriskAt('wrong'));
    await eventually('the wrong one', () => view('asterisk')?.reason === 'wrongPassword');
    await manager.change(asteriskAt(CANARY));
    await eventually('the right one', () => view('asterisk')?.state === 'ready');
  });

  it('refuses settings that make no sense and keeps the old ones', async () => {
    for (const value of ['101\r\nAction: Command', '101, x y z/1', '../x']) {
      const change = { name: 'asterisk', values: [{ field: 'extension', value }] } as const;
      expect(await manager.change({ ...change, values: [...change.values] })).toEqual({
        ok: false,
        error: 'badSettings',
      });
    }
    expect(
      await manager.change({ name: 'baresip', values: [{ field: 'port', value: 70_000 }] }),
    ).toMatchObject({
      ok: false,
    });
    expect(file.get().sources).toEqual({});
  });

  it('a broken section in the file says so and harms no other', async () => {
    file.change({ sources: { baresip: { port: 'x' }, bria: { on: false } } });
    await manager.start(sink);
    expect(view('baresip')).toMatchObject({ state: 'failed', reason: 'badSettings' });
    expect(view('bria')?.state).toBe('off');
  });
});

it('a source’s password is in no file in plain text, and forgotten when asked', async () => {
  await manager.change(asteriskAt(CANARY));
  await eventually('it is ready', () => view('asterisk')?.state === 'ready');
  for (const name of ['settings.json', 'journal.db', 'journal.db-wal'])
    expect(readFileSync(path.join(folder, name)).includes(CANARY)).toBe(false);
  expect(JSON.stringify(manager.views())).not.toContain(CANARY);
  await manager.change(asteriskAt(''));
  expect(view('asterisk')?.hasPassword).toBe(false);
});
