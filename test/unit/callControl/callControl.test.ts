import { describe, expect, it } from 'vitest';
import {
  createCallControl,
  type ControlledCall,
  type SourceHands,
} from '../../../main/callControl/callControl.ts';
import { fail, ok } from '../../../main/common/result.ts';
import { parsePhoneNumber } from '../../../main/phone/phoneNumber.ts';
import type { SourceName } from '../../../preload/contract.ts';

/** A phone that does everything it is asked, and remembers it. */
function handsOf(name: string, done: string[], more: Partial<SourceHands> = {}): SourceHands {
  const did = async (what: string) => {
    done.push(`${name} ${what}`);
    return ok(null);
  };
  return {
    answer: (id) => did(`answer ${id}`),
    hangUp: (id) => did(`hangUp ${id}`),
    hold: (id, on) => did(`hold ${id} ${on}`),
    mute: (id, on) => did(`mute ${id} ${on}`),
    park: (id) => did(`park ${id}`),
    transfer: (id, to) => did(`transfer ${id} ${to}`),
    consult: {
      begin: (id, to) => did(`consult ${id} ${to}`),
      complete: (id) => did(`complete ${id}`),
      cancel: (id) => did(`cancel ${id}`),
    },
    ...more,
  };
}

function setUp(
  connected: Partial<Record<SourceName, Partial<SourceHands>>>,
  state: ControlledCall['state'] = 'talking',
) {
  const done: string[] = [];
  const hands = new Map(Object.entries(connected).map(([name, more]) => [name, handsOf(name, done, more)]));
  const call: { now: ControlledCall } = { now: { id: 'c', state, direction: 'inbound' } };
  let changes = 0;
  const control = createCallControl({
    callOf: (id) => (id === 'c' ? call.now : null),
    idsOf: (id) =>
      id === 'c' && call.now.state !== 'ended'
        ? ['hook', 'asterisk', 'baresip'].map((source) => ({ source, id: `${source}-1` }))
        : [],
    controlsOf: (name) => hands.get(name) ?? null,
    parse: (raw) => parsePhoneNumber(raw, { region: 'RU' }),
    changed: () => {
      changes += 1;
    },
  });
  return { control, done, call, of: () => control.of(call.now), changes: () => changes };
}

describe('what can be done with a call', () => {
  it('is what its sources can that are heard, and of that what the state has use for', () => {
    const { of, call } = setUp({ baresip: {}, asterisk: {} }, 'ringing');
    expect(of()).toMatchObject({
      able: ['answer', 'hold', 'mute', 'park', 'transfer', 'consult', 'hangUp'],
      now: ['answer', 'hangUp'],
    });
    call.now = { ...call.now, state: 'talking' };
    expect(of()?.now).toEqual(['hold', 'mute', 'park', 'transfer', 'consult', 'hangUp']);
    call.now = { ...call.now, state: 'ended' };
    expect(of()).toBeNull();
  });

  it('is nothing where only a hook tells of it, or nobody is connected', () => {
    expect(setUp({}).of()).toBeNull();
  });

  it('leaves out what a source lacks after all: rights, or an older version', () => {
    const { of } = setUp({ asterisk: { lacks: () => ['park', 'consult'] } });
    expect(of()?.able).toEqual(['mute', 'transfer', 'hangUp']);
  });
});

describe('what is done', () => {
  it('goes to the phone of the agent before the switchboard, by the id each knows the call by', async () => {
    const { control, done } = setUp({ baresip: {}, asterisk: {} });
    expect(await control.perform('c', { do: 'hold', on: true })).toEqual(ok(null));
    expect(await control.perform('c', { do: 'park' })).toEqual(ok(null));
    expect(await control.perform('c', { do: 'transfer', to: '102' })).toEqual(ok(null));
    expect(done).toEqual([
      'baresip hold baresip-1 true',
      'asterisk park asterisk-1',
      'baresip transfer baresip-1 102',
    ]);
  });

  it('never what cannot be done now, and never a code', async () => {
    const { control, done } = setUp({ asterisk: {} });
    expect(await control.perform('c', { do: 'answer' })).toEqual(fail('cannot'));
    expect(await control.perform('c', { do: 'hold', on: true })).toEqual(fail('cannot'));
    expect(await control.perform('c', { do: 'transfer', to: '*72102' })).toEqual(fail('badNumber'));
    expect(await control.perform('other', { do: 'hangUp' })).toEqual(fail('cannot'));
    expect(done).toEqual([]);
  });

  it('a muted microphone is shown, and forgotten with the call', async () => {
    const { control, of, call, changes } = setUp({ asterisk: {} });
    await control.perform('c', { do: 'mute', on: true });
    expect([of()?.muted, changes()]).toEqual([true, 1]);
    await control.perform('c', { do: 'mute', on: false });
    expect(of()?.muted).toBe(false);
    call.now = { ...call.now, state: 'ended' };
    expect(of()).toBeNull();
  });

  it('while a colleague is asked the two are joined or the caller comes back, and nothing else', async () => {
    const { control, done, of } = setUp({ asterisk: {} });
    await control.perform('c', { do: 'consult', to: '102' });
    expect(of()).toMatchObject({ consulting: '102', now: ['mute', 'consult'] });
    expect(await control.perform('c', { do: 'transfer', to: '103' })).toEqual(fail('cannot'));
    await control.perform('c', { do: 'cancel' });
    expect(of()?.consulting).toBeNull();
    expect(done).toEqual(['asterisk consult asterisk-1 102', 'asterisk cancel asterisk-1']);
  });

  it('a failure of the phone is told, and changes nothing', async () => {
    const { control, of } = setUp({ asterisk: { mute: async () => fail('refused') } });
    expect(await control.perform('c', { do: 'mute', on: true })).toEqual(fail('refused'));
    expect(of()?.muted).toBe(false);
  });
});
