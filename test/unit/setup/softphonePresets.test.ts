import { describe, expect, it } from 'vitest';
import { softphoneName } from '../../../preload/contract/softphones.ts';
import { linphoneVersion } from '../../../main/setup/linphoneVersion.ts';
import { presetsOf } from '../../../main/setup/softphonePresets.ts';
import { readHookReport } from '../../../main/sources/callHook/callHookRequest.ts';

const presets = (platform: NodeJS.Platform, linphone: string | null = null) =>
  presetsOf({
    url: (event) => `http://127.0.0.1:47824/v1/hook/TOKEN/${event}?number=`,
    networkUrl: (event) => `http://192.168.1.7:47824/v1/hook/TOKEN/${event}?number=`,
    program: 'C:\\Ringside\\ringside.exe',
    platform,
    linphone,
  });
const of = (softphone: string, platform: NodeJS.Platform = 'linux') =>
  presets(platform).find((one) => one.softphone === softphone);

describe('the presets', () => {
  it.each([
    ['zoiper', 'answered', 'number={phone}'],
    ['auerswald', 'ringing', 'number={phone}&line={Account}'],
    ['ringotel', 'ringing', 'number=$caller$'],
    ['wildix', 'ringing', 'number={CALLERNUM}'],
    ['nethvoice', 'ringing', 'number=$CALLER_NUMBER&callId=$UNIQUEID'],
    ['yealink', 'missed', 'number=$remote&line=$local&callId=$call_id'],
  ])('%s has its own placeholders in an address the hook understands', (softphone, event, ending) => {
    const entry = of(softphone)?.entries.find((one) => one.event === event);
    expect(entry?.text.endsWith(ending)).toBe(true);
    // As the softphone fills it in.
    const filled = (entry?.text ?? '').replace(/\{\w+\}|\$\w+\$?/g, '79161234567');
    const query = Object.fromEntries(new URL(filled).searchParams);
    expect(readHookReport({ ...query, event }, 0)).toMatchObject({
      ok: true,
      value: { event: { rawNumber: '79161234567' }, left: 0 },
    });
  });

  it('desk phones get the address of the network, programs of this computer the loopback', () => {
    for (const { softphone, entries } of presets('linux')) {
      for (const { way, text } of entries.filter((entry) => entry.way === 'address')) {
        expect([softphone, way, new URL(text).hostname]).toEqual([
          softphone,
          way,
          softphone === 'yealink' ? '192.168.1.7' : '127.0.0.1',
        ]);
      }
    }
  });

  it('each of the softphones has something to paste, but for those that have nowhere to', () => {
    for (const platform of ['win32', 'linux', 'darwin'] as const) {
      const all = presets(platform);
      expect(all.map(({ softphone }) => softphone)).toEqual(softphoneName.options);
      const without = all.flatMap(({ softphone, entries }) => (entries.length === 0 ? [softphone] : []));
      // Twinkle is written for Linux, Bria is a source of its own, 3CX has no hook, Linphone on Windows would run what a caller chooses.
      expect(without).toEqual([
        ...(platform === 'win32' ? ['linphone'] : []),
        ...(platform === 'linux' ? [] : ['twinkle']),
        'bria',
        'threecx',
      ]);
    }
  });

  it('each tells the ring, and every event of its own once', () => {
    for (const { entries } of presets('linux').filter((preset) => preset.entries.length > 0)) {
      const events = entries.map(({ event }) => event);
      expect(new Set(events).size).toBe(events.length);
      expect([events.includes('ringing'), events.includes('all')]).toContain(true);
    }
  });

  it('Linphone gets its two lines with the number alone', () => {
    expect(of('linphone')?.entries[0]?.text.split('\n')).toEqual([
      'command_line="C:\\Ringside\\ringside.exe" call ringing $1',
      'disable_command_line=0',
    ]);
  });

  it.each([
    ['4.4.10', true],
    ['4.2.5', true],
    ['4.4', true],
    ['5.0.0', false],
    ['6.0.1', false],
  ])('Linphone %s is told to have no hook: %s', (version, isOld) => {
    const linphone = presets('linux', version).find(({ softphone }) => softphone === 'linphone');
    expect(linphone?.noHookIn).toBe(isOld ? version : null);
    expect(linphone?.entries.length).toBe(isOld ? 0 : 1);
  });

  it.each([
    [
      'linux',
      '/var/lib/dpkg/status',
      'Package: linphone-desktop\nStatus: install ok installed\nVersion: 4.4.10-3\n\nPackage: x\nVersion: 9\n',
      '4.4.10',
    ],
    ['linux', '/var/lib/dpkg/status', 'Package: linphone-common\nVersion: 5.1\n', null],
    [
      'darwin',
      '/Applications/Linphone.app/Contents/Info.plist',
      '<key>CFBundleShortVersionString</key>\n\t<string>5.2.6</string>',
      '5.2.6',
    ],
    ['win32', '', '', null],
  ] as const)('the version is read on %s out of %s', (platform, file, text, version) => {
    expect(linphoneVersion({ platform, read: (asked) => (asked === file ? text : null) })).toBe(version);
  });

  it('MicroSIP gets a line for each of its hooks', () => {
    const lines = of('microsip', 'win32')?.entries[0]?.text.split('\r\n');
    expect(lines).toContain('cmdCallRing="C:\\Ringside\\ringside.exe" microsip ring');
    expect(lines).toHaveLength(7);
  });

  it('no preset hands a caller’s words to a shell: never Linphone on Windows, never a display name', () => {
    expect(of('linphone', 'win32')).toMatchObject({ entries: [], isUnsafeHere: true });
    for (const platform of ['win32', 'linux', 'darwin'] as const) {
      for (const { entries } of presets(platform)) {
        for (const { text } of entries) expect(text).not.toMatch(/\$2|cmd(?:\.exe)? \/c|curl/i);
      }
    }
  });
});
