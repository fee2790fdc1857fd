import { beforeEach, describe, expect, it } from 'vitest';
import { iniValue, readIni } from '../../../main/setup/iniFile.ts';
import { createMicrosipSetup, type MicrosipSetup } from '../../../main/setup/microsipSetup.ts';
import { namesIn } from '../../../main/setup/runningPrograms.ts';

const PROGRAM = 'C:\\Program Files\\Ringside\\resources\\hook\\ringside.exe';
const INI = 'C:\\Users\\Иван\\AppData\\Roaming\\MicroSIP\\MicroSIP.ini';
const BACKUP = `${INI}.before-ringside`;
const ours = (word: string): string => `"${PROGRAM}" microsip ${word}`;
const utf16 = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const fresh =
  '[Settings]\r\naccountId=1\r\nvolumeRing="100"\r\ncmdCallEnd=""\r\n\r\n[Account1]\r\nlabel="Отдел"\r\n\r\n[Calls]\r\n0="79161234567"\r\n';
const busyUser = fresh.replace('cmdCallEnd=""', 'cmdCallStart="C:\\crm\\tell.exe start"\r\ncmdCallEnd=""');

let disk: Map<string, Buffer>;
let programs: string[];
let writable: boolean;
let chosen: string;
let setup: MicrosipSetup;

beforeEach(() => {
  disk = new Map([[INI, utf16(fresh)]]);
  programs = ['explorer.exe'];
  writable = true;
  chosen = '';
  setup = openSetup(PROGRAM);
});

const openSetup = (program: string): MicrosipSetup =>
  createMicrosipSetup({
    program,
    chosen: { get: () => chosen, set: (ini) => (chosen = ini) },
    usualIni: () => INI,
    running: async () => programs,
    files: {
      read: (file) => disk.get(file) ?? null,
      write: (file, bytes) => {
        if (writable) disk.set(file, bytes);
        return writable;
      },
    },
  });

function textOf(file: string): string {
  const ini = readIni(disk.get(file) ?? Buffer.alloc(0));
  return ini.ok ? ini.value.text : '';
}
const value = (key: string): string | null => iniValue(textOf(INI), 'Settings', key);

describe('MicroSIP’s set-up', () => {
  it('writes a hook for every event, and nothing else changes', async () => {
    expect(await setup.look()).toMatchObject({
      ini: INI,
      state: 'none',
      taken: [],
      isRunning: false,
      mayUndo: false,
    });
    expect(await setup.setUp({ replace: false })).toMatchObject({
      ok: true,
      value: { state: 'all', mayUndo: true },
    });
    expect(value('cmdOutgoingCall')).toBe(ours('out'));
    expect(value('cmdCallRing')).toBe(ours('ring'));
    expect(value('cmdCallAnswer')).toBe(ours('answer'));
    expect(value('cmdCallStart')).toBe(ours('start'));
    expect(value('cmdCallBusy')).toBe(ours('busy'));
    expect(value('cmdCallEnd')).toBe(ours('end'));
    const kept = textOf(INI)
      .split('\r\n')
      .filter((line) => !line.startsWith('cmd'));
    expect(kept).toEqual(fresh.split('\r\n').filter((line) => !line.startsWith('cmd')));
    expect(disk.get(BACKUP)?.equals(utf16(fresh))).toBe(true);
  });

  it('and undone leaves the file as it was, to the byte', async () => {
    await setup.setUp({ replace: true });
    expect(await setup.undo()).toMatchObject({ ok: true, value: { state: 'none', mayUndo: false } });
    expect(disk.get(INI)?.equals(utf16(fresh))).toBe(true);
  });

  it('undoing keeps what changed meanwhile, and gives the agent’s own hooks back', async () => {
    disk.set(INI, utf16(busyUser));
    await setup.setUp({ replace: true });
    // MicroSIP ran, and wrote its settings its own way.
    disk.set(
      INI,
      utf16(
        textOf(INI)
          .replace('"100"', '"50"')
          .replace(`cmdCallRing=${ours('ring')}`, `cmdCallRing="${ours('ring')}"`),
      ),
    );
    expect(await setup.undo()).toMatchObject({ ok: true });
    expect(textOf(INI)).toBe(busyUser.replace('"100"', '"50"'));
  });

  it('leaves a program of the agent’s own alone, says which, and replaces it only when told', async () => {
    disk.set(INI, utf16(busyUser));
    const taken = [{ key: 'cmdCallStart', value: 'C:\\crm\\tell.exe start' }];
    expect(await setup.look()).toMatchObject({ state: 'none', taken });
    expect(await setup.setUp({ replace: false })).toMatchObject({
      ok: true,
      value: { state: 'partly', taken },
    });
    expect(value('cmdCallStart')).toBe('C:\\crm\\tell.exe start');
    expect(await setup.setUp({ replace: true })).toMatchObject({
      ok: true,
      value: { state: 'all', taken: [] },
    });
    // The copy is still of the file before Ringside.
    await setup.undo();
    expect(textOf(INI)).toBe(busyUser);
  });

  it('does nothing while MicroSIP runs, whatever its program is called', async () => {
    for (const name of ['microsip.exe', 'office.exe']) {
      chosen = name === 'office.exe' ? 'D:\\phone\\office.ini' : '';
      disk.set('D:\\phone\\office.ini', utf16(fresh));
      programs = [name];
      const before = new Map(disk);
      expect(await setup.look()).toMatchObject({ isRunning: true });
      expect(await setup.setUp({ replace: true })).toEqual({ ok: false, error: 'running' });
      expect(disk).toEqual(before);
    }
  });

  it('after Ringside moved, its old hooks are its own and are renewed', async () => {
    await openSetup('D:\\old\\ringside.exe').setUp({ replace: false });
    expect(await setup.look()).toMatchObject({ state: 'partly', taken: [], mayUndo: true });
    expect(await setup.setUp({ replace: false })).toMatchObject({ ok: true, value: { state: 'all' } });
    await setup.undo();
    expect(disk.get(INI)?.equals(utf16(fresh))).toBe(true);
  });

  it.each([
    ['there is none', () => disk.clear(), 'noFile'],
    ['it is no settings file of MicroSIP', () => disk.set(INI, utf16('[Other]\r\na=1')), 'notItsFile'],
    ['it is binary', () => disk.set(INI, Buffer.from([0x4d, 0x5a, 0, 3])), 'notItsFile'],
    ['the disk refuses', () => (writable = false), 'notWritable'],
    [
      'the path is too long for MicroSIP',
      () => (setup = openSetup(`C:\\${'x'.repeat(250)}\\ringside.exe`)),
      'tooLong',
    ],
  ])('when %s it says so and changes nothing', async (_why, make, error) => {
    make();
    const before = new Map(disk);
    expect(await setup.setUp({ replace: true })).toEqual({ ok: false, error });
    expect(disk).toEqual(before);
  });

  it('a hook of any version of MicroSIP is at most 255 characters', async () => {
    await setup.setUp({ replace: true });
    for (const line of textOf(INI).split('\r\n'))
      expect(line.split('=').slice(1).join('=').length).toBeLessThanOrEqual(255);
  });
});

it.each([
  [
    '"MicroSIP.exe","4711","Console","1","21.480 K"\r\n"explorer.exe","1","Console","1","1 K"\r\n',
    ['microsip.exe', 'explorer.exe'],
  ],
  [
    '/usr/bin/bash\n/usr/lib/wine/wine64 C:\\Program Files\\MicroSIP\\MicroSIP.exe /minimized\n',
    ['microsip.exe', 'wine64', 'bash'],
  ],
])('programs that run are found in %j', (listed, names) => {
  expect(namesIn(listed)).toEqual(expect.arrayContaining(names));
});
