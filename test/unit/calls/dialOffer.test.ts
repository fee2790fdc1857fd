import { beforeEach, describe, expect, it } from 'vitest';
import type { DialVia, Offer } from '../../../preload/contract.ts';
import { createDialOffers, type DialOffers } from '../../../main/calls/dialOffer.ts';
import { parsePhoneNumber } from '../../../main/calls/phoneNumber.ts';
import type { DialFailure } from '../../../main/calls/sources/source.ts';
import { fail, ok, type Result } from '../../../main/result.ts';
import { createFakeClock, type FakeClock } from '../fakeClock.ts';

let clock: FakeClock;
let offers: DialOffers;
let told: (Offer | null)[];
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
  offers = createDialOffers({
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
      tell: (offer) => told.push(offer),
      show: () => (visible = true),
      leave: () => (visible = false),
    },
    clock,
    newId: () => `offer ${(ids += 1)}`,
  });
});

describe('a number from outside', () => {
  it('is shown and not dialled; one key dials it, and then it is a call', async () => {
    offers.offer('89161234567');
    expect(visible).toBe(true);
    expect(dialled).toEqual([]);
    expect(offers.current()).toMatchObject({
      number: { e164: '+79161234567' },
      account: { name: 'Romashka' },
      failure: null,
    });
    expect(await offers.dial(null)).toEqual(ok('baresip'));
    expect(dialled).toEqual(['89161234567']);
    expect([offers.current(), visible, told.at(-1)]).toEqual([null, false, null]);
  });

  it('is dialled at once only where the agent wants it, and a short number never', () => {
    atOnce = true;
    offers.offer('112');
    expect([dialled, visible]).toEqual([[], true]);
    offers.offer('+79161234567');
    expect(dialled).toEqual(['+79161234567']);
  });

  it('that cannot be dialled stays with the reason, and may be tried again', async () => {
    answer = async () => fail('noDialer');
    offers.offer('+79161234567');
    expect(await offers.dial('offer 1')).toEqual(fail('noDialer'));
    expect(offers.current()?.failure).toBe('noDialer');
    answer = async () => ok('command');
    expect(await offers.dial('offer 1')).toEqual(ok('command'));
  });

  it('two presses are one call, and a key meant for an earlier offer dials nothing', async () => {
    let finish: (result: Result<DialVia, DialFailure>) => void = () => undefined;
    answer = () => new Promise((resolve) => (finish = resolve));
    offers.offer('+79161234567');
    const first = offers.dial(null);
    expect(await offers.dial(null)).toEqual(fail('badNumber'));
    finish(ok('bria'));
    expect(await first).toEqual(ok('bria'));
    offers.offer('+79160000000');
    expect(await offers.dial('offer 1')).toEqual(fail('badNumber'));
    expect(dialled).toEqual(['+79161234567']);
  });

  it('is forgotten after a minute, or when put away', async () => {
    offers.offer('+79161234567');
    offers.dismiss('another');
    expect(offers.current()).not.toBeNull();
    await clock.advance(60_000);
    expect([offers.current(), visible]).toEqual([null, false]);
    expect(await offers.dial(null)).toEqual(fail('badNumber'));
    offers.offer('+79161234567');
    offers.dismiss('offer 2');
    expect([offers.current(), visible, dialled]).toEqual([null, false, []]);
  });
});
