import { describe, expect, it } from 'vitest';
import type { DialSettings } from '../../../preload/contract.ts';
import { commandWords, createDialer } from '../../../main/clickToCall/dialer.ts';
import type { CallEvent } from '../../../main/calls/tracking/callEvent.ts';
import { parsePhoneNumber } from '../../../main/phone/phoneNumber.ts';
import type { CallSource } from '../../../main/sources/callSource.ts';
import { fail, ok } from '../../../main/common/result.ts';
import { createFakeClock } from '../fakeClock.ts';
import { dialString } from '../phone/dialStrings.ts';

type Phone = Pick<CallSource, 'dial' | 'dialRingsOwnPhone'>;

function dialing(settings: DialSettings, sources: Readonly<Record<string, Phone>> = {}) {
  const done: string[] = [];
  const reported: CallEvent[] = [];
  const dialer = createDialer({
    settings: () => settings,
    dialerOf: (name) => sources[name] ?? null,
    run: async (program, args) => {
      done.push([program, ...args].join('|'));
      return program !== 'missing';
    },
    openTel: async (url) => {
      done.push(url);
      return true;
    },
    parse: (raw) => parsePhoneNumber(raw, { region: 'RU' }),
    expectDial: (number) => {
      done.push(`expect ${number}`);
      return () => done.push(`expect ${number} no more`);
    },
    report: (event) => reported.push(event),
    clock: createFakeClock(),
    monotonic: () => 0,
  });
  return {
    done,
    reported,
    dial: (number: string) => dialer.dial(number),
    dialTyped: (text: string, isConfirmed: boolean) => dialer.dialTyped(text, isConfirmed),
  };
}

const phone = (dial: Phone['dial'], dialRingsOwnPhone = false): Phone => ({
  ...(dial === undefined ? {} : { dial }),
  dialRingsOwnPhone,
});

describe('dialling', () => {
  it('goes through a connected phone by itself, else the command, else the system', async () => {
    const numbers: string[] = [];
    const baresip = phone(async (number) => {
      numbers.push(number);
      return ok(null);
    });
    expect(await dialing({ via: 'auto', command: '' }, { baresip }).dial('8 916 123-45-67')).toEqual(
      ok('baresip'),
    );
    expect(numbers).toEqual(['+79161234567']);
    const command = dialing({ via: 'auto', command: 'phone call {number}' });
    expect(await command.dial('89161234567')).toEqual(ok('command'));
    expect(command.done).toEqual(['phone|call|+79161234567']);
    const system = dialing({ via: 'auto', command: ' ' });
    expect(await system.dial('89161234567')).toEqual(ok('system'));
    expect(system.done).toEqual(['tel:+79161234567']);
  });

  it('reports the call once it was taken, and not when it was refused', async () => {
    const taken = dialing({ via: 'system', command: '' });
    await taken.dial('101');
    expect(taken.reported).toMatchObject([
      { source: 'ringside', kind: 'dialing', direction: 'outbound', rawNumber: '101' },
    ]);
    const refused = dialing(
      { via: 'asterisk', command: '' },
      { asterisk: phone(async () => fail('refused'), true) },
    );
    expect(await refused.dial('101')).toEqual(fail('refused'));
    expect(refused.reported).toEqual([]);
    // Whoever calls from there is a caller.
    expect(refused.done).toEqual(['expect 101', 'expect 101 no more']);
    expect(await dialing({ via: 'command', command: 'missing' }).dial('101')).toEqual(fail('refused'));
    expect(await dialing({ via: 'bria', command: '' }).dial('101')).toEqual(fail('notConnected'));
  });

  it('through a switchboard says first that the own phone will ring', async () => {
    const order: string[] = [];
    const asterisk = phone(async () => {
      order.push('asked');
      return ok(null);
    }, true);
    const { dial, done } = dialing({ via: 'asterisk', command: '' }, { asterisk });
    await dial('89161234567');
    expect(done).toEqual(['expect +79161234567']);
    expect(order).toEqual(['asked']);
  });

  it.each(['', 'anonymous', 'sip:ivan@example.com', '"; rm -rf ~"', '<script>'])(
    '%j is not dialled',
    async (number) => {
      const { dial, done, reported } = dialing({ via: 'command', command: 'phone' });
      expect(await dial(number)).toEqual(fail('badNumber'));
      expect([...done, ...reported]).toEqual([]);
    },
  );

  it('a code is dialled only when the agent typed it and said yes to what it is', async () => {
    const { dial, dialTyped, done } = dialing({ via: 'system', command: '' });
    expect(await dial('*72#')).toEqual(fail('badNumber'));
    expect(await dialTyped('*72#', false)).toEqual(ok({ asks: { text: '*72#', meaning: 'forward' } }));
    expect(done).toEqual([]);
    expect(await dialTyped('*72#', true)).toEqual(ok('system'));
    expect(done).toEqual(['tel:*72%23']);
  });

  it('a number that was typed needs no question', async () => {
    const { dialTyped, done } = dialing({ via: 'system', command: '' });
    expect(await dialTyped('8 916 123-45-67', false)).toEqual(ok('system'));
    expect(done).toEqual(['tel:+79161234567']);
  });
});

describe('a command template', () => {
  it.each([
    ['phone {number}', ['phone', '+79161234567']],
    [
      '"C:\\Program Files\\MicroSIP\\microsip.exe" {number}',
      ['C:\\Program Files\\MicroSIP\\microsip.exe', '+79161234567'],
    ],
    ['phone --to="{number}" x', ['phone', '--to="+79161234567"', 'x']],
    ['linphone call sip:{number}@pbx', ['linphone', 'call', 'sip:+79161234567@pbx']],
    ['phone', ['phone', '+79161234567']],
    ['  ', []],
  ])('%j', (template, words) => {
    expect(commandWords(template, dialString('+79161234567'))).toEqual(words);
  });
});
