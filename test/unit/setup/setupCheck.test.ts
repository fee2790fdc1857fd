import { beforeEach, describe, expect, it } from 'vitest';
import type { SetupCheckState, SourceView } from '../../../preload/contract.ts';
import type { CallEvent } from '../../../main/calls/tracking/callEvent.ts';
import { findSoftphones } from '../../../main/setup/findSoftphones.ts';
import { createSetupCheck, type SetupCheck } from '../../../main/setup/setupCheck.ts';
import { noCallsReasons } from '../../../main/setup/noCallsReasons.ts';
import { createFakeClock, type FakeClock } from '../fakeClock.ts';

let clock: FakeClock;
let check: SetupCheck;
let told: SetupCheckState[];
beforeEach(() => {
  clock = createFakeClock();
  told = [];
  check = createSetupCheck({ clock, tell: (setupCheck) => told.push(setupCheck) });
});
const hear = (kind: CallEvent['kind'], direction: CallEvent['direction'] = 'inbound'): void =>
  check.callReported({
    source: 'hook',
    sourceCallId: null,
    kind,
    direction,
    rawNumber: '1',
    line: null,
    at: clock.now(),
  });
const ticked = (): string[] =>
  (['ring', 'answer', 'end'] as const).filter((event) => check.current()[event] !== null);

describe('the call that proves the set-up', () => {
  it('ticks each event when it arrives, with the pop’s time', () => {
    check.watch(true);
    expect(ticked()).toEqual([]);
    hear('ringing');
    check.painted(12.5);
    expect([ticked(), check.current().popMs]).toEqual([['ring'], 12.5]);
    hear('answered', null);
    hear('ended', null);
    expect(ticked()).toEqual(['ring', 'answer', 'end']);
    expect(told).toHaveLength(5);
  });

  it('leaves unticked what did not come: a missed call has no answer', () => {
    check.watch(true);
    hear('ringing');
    hear('missed');
    expect(ticked()).toEqual(['ring', 'end']);
  });

  it('counts no call out, no end of an earlier call, and nothing while nobody watches', () => {
    hear('ringing');
    check.watch(true);
    hear('ended');
    hear('dialing', 'outbound');
    check.painted(3);
    expect([ticked(), check.current().popMs]).toEqual([[], null]);
    check.watch(false);
    hear('ringing');
    expect(check.current()).toMatchObject({ startedAt: null, ring: null });
  });

  it('a second call changes nothing of the first one’s ticks', () => {
    check.watch(true);
    hear('ringing');
    hear('ended');
    const first = check.current();
    hear('ringing');
    hear('answered');
    expect(check.current()).toEqual(first);
  });

  it('stops by itself', async () => {
    check.watch(true);
    await clock.advance(10 * 60_000);
    expect(check.current().startedAt).toBeNull();
  });
});

describe('softphones on the computer', () => {
  it('are found where their makers install them', () => {
    const on =
      (...files: string[]) =>
      (file: string) =>
        files.includes(file);
    const env = {
      APPDATA: 'C:\\Users\\e\\AppData\\Roaming',
      ProgramFiles: 'C:\\Program Files',
      PATH: '/usr/bin:/opt/bin',
      HOME: '/Users/e',
    };
    expect(
      findSoftphones({
        platform: 'win32',
        env,
        exists: on(
          'C:\\Users\\e\\AppData\\Roaming\\MicroSIP\\MicroSIP.ini',
          'C:\\Program Files\\Linphone\\bin\\linphone.exe',
        ),
      }),
    ).toEqual(['microsip', 'linphone']);
    expect(findSoftphones({ platform: 'linux', env, exists: on('/opt/bin/baresip') })).toEqual(['baresip']);
    expect(findSoftphones({ platform: 'darwin', env, exists: on('/Applications/Zoiper5.app') })).toEqual([
      'zoiper',
    ]);
    expect(findSoftphones({ platform: 'win32', env: {}, exists: () => true })).toEqual([]);
  });
});

describe('why nothing pops', () => {
  const source = (name: SourceView['name'], state: SourceView['state'], heard = false): SourceView => ({
    name,
    state,
    reason: null,
    words: '',
    where: '',
    lastEvent: heard ? { kind: 'ended', at: 1 } : null,
    unread: 0,
    settings: [],
    hasPassword: null,
  });
  const heard = [source('hook', 'ready', true)];
  it.each([
    ['nothing is wrong', {}, []],
    ['the last call was a customer’s', { last: 'pop' }, []],
    ['no account', { accounts: 0 }, ['noAccount']],
    ['the hook', { sources: [source('hook', 'failed')] }, ['hookDown']],
    ['a source', { sources: [...heard, source('asterisk', 'failed')] }, ['sourceFailed']],
    ['pops switched off', { incoming: 'off' }, ['popOff']],
    ['pops with the answer alone', { incoming: 'answer' }, ['popOnAnswer']],
    ['a colleague called last', { last: 'list' }, ['lastNumber']],
    [
      'quiet hours, and nobody speaks to the hook',
      { isQuiet: true, sources: [source('hook', 'ready'), source('baresip', 'off')] },
      ['quietHours', 'nothingHeard'],
    ],
  ] as const)('%s', (_what, changes, reasons) => {
    const well = { accounts: 1, sources: heard, isQuiet: false, incoming: 'ring', last: null } as const;
    expect(noCallsReasons({ ...well, ...changes })).toEqual(reasons);
  });
});
