import { beforeEach, describe, expect, it } from 'vitest';
import type { DialVia, ClickToCallPrompt } from '../../../preload/contract.ts';
import { createClickToCall, type ClickToCall } from '../../../main/clickToCall/clickToCall.ts';
import { parsePhoneNumber } from '../../../main/phone/phoneNumber.ts';
import type { DialFailure } from '../../../main/sources/callSource.ts';
import { fail, ok, type Result } from '../../../main/common/result.ts';
import { createFakeClock, type FakeClock } from '../fakeClock.ts';

let clock: FakeClock;
let clickToCall: ClickToCall;
let told: (ClickToCallPrompt | null)[];
let dialled: string[];
let visible: boolean;
let atOnce: boolean;
let answer: () => Promise<Result<DialVia, DialFailure>>;

beforeEach(() => {
  clock = createFakeClock();
  told = [];
  dialled = [];
  visible = false;
  atOnce = false;
  answer = async () => ok('baresip');
  let ids = 0;
  clickToCall = createClickToCall({
    find: (raw) => ({
      account: { key: 'a', region: 'RU' },
      number: parsePhoneNumber(raw, { region: 'RU' }),
      caller: { certainty: 'unknown', matches: [], freshness: 'local' },
    }),
    accountOf: () => ({ name: 'Romashka', colour: '#123456' }),
    dial: (number) => {
      dialled.push(number);
      return answer();
    },
    atOnce: () => atOnce,
    shortcut: () => 'Ctrl+Alt+D',
    surface: {
      tell: (prompt) => told.push(prompt),
      show: () => (visible = true),
      leave: () => (visible = false),
    },
    clock,
    newId: () => `offer ${(ids += 1)}`,
  });
});

describe('a number from outside', () => {
  it('is shown and not dialled; one key dials it, and then it is a call', async () => {
    clickToCall.prompt('89161234567');
    expect(visible).toBe(true);
    expect(dialled).toEqual([]);
    expect(clickToCall.current()).toMatchObject({
      number: { e164: '+79161234567' },
      account: { name: 'Romashka' },
      failure: null,
    });
    expect(await clickToCall.dial(null)).toEqual(ok('baresip'));
    expect(dialled).toEqual(['89161234567']);
    expect([clickToCall.current(), visible, told.at(-1)]).toEqual([null, false, null]);
  });

  it('is dialled at once only where the agent wants it, and a short number never', () => {
    atOnce = true;
    clickToCall.prompt('112');
    expect([dialled, visible]).toEqual([[], true]);
    clickToCall.prompt('+79161234567');
    expect(dialled).toEqual(['+79161234567']);
  });

  it('that cannot be dialled stays with the reason, and may be tried again', async () => {
    answer = async () => fail('noDialer');
    clickToCall.prompt('+79161234567');
    expect(await clickToCall.dial('offer 1')).toEqual(fail('noDialer'));
    expect(clickToCall.current()?.failure).toBe('noDialer');
    answer = async () => ok('command');
    expect(await clickToCall.dial('offer 1')).toEqual(ok('command'));
  });

  it('two presses are one call, and a key meant for an earlier offer dials nothing', async () => {
    let finish: (result: Result<DialVia, DialFailure>) => void = () => undefined;
    answer = () => new Promise((resolve) => (finish = resolve));
    clickToCall.prompt('+79161234567');
    const first = clickToCall.dial(null);
    expect(await clickToCall.dial(null)).toEqual(fail('badNumber'));
    finish(ok('bria'));
    expect(await first).toEqual(ok('bria'));
    clickToCall.prompt('+79160000000');
    expect(await clickToCall.dial('offer 1')).toEqual(fail('badNumber'));
    expect(dialled).toEqual(['+79161234567']);
  });

  it('is forgotten after a minute, or when put away', async () => {
    clickToCall.prompt('+79161234567');
    clickToCall.dismiss('another');
    expect(clickToCall.current()).not.toBeNull();
    await clock.advance(60_000);
    expect([clickToCall.current(), visible]).toEqual([null, false]);
    expect(await clickToCall.dial(null)).toEqual(fail('badNumber'));
    clickToCall.prompt('+79161234567');
    clickToCall.dismiss('offer 2');
    expect([clickToCall.current(), visible, dialled]).toEqual([null, false, []]);
  });
});
