import { describe, expect, it } from 'vitest';
import { monotonicTime } from '../../../relay/clock.ts';
import { createRecentBodies, digestOf } from '../../../relay/queue/recentBodies.ts';
import type { RecentBody } from '../../../relay/queue/recentBodies.ts';
import { createRefusals, placeOf } from '../../../relay/refusals.ts';
import { createTokenBuckets } from '../../../relay/tokenBucket.ts';
import { createMovedClock } from './movedClock.ts';

describe('wrong guesses', () => {
  it('are looked at thirty times a minute for each address', () => {
    const clock = createMovedClock();
    const refusals = createRefusals(clock);
    const guess = (address: string, times: number): boolean[] =>
      Array.from({ length: times }, () => refusals.count(address));
    expect(guess('a', 31).filter(Boolean)).toHaveLength(30);
    expect(refusals.count('b')).toBe(true);
    clock.pass(60_000);
    expect(refusals.count('a')).toBe(true);
  });

  it('from ever new addresses take no ever growing memory, and forget the oldest first', () => {
    const refusals = createRefusals(createMovedClock());
    for (let guess = 0; guess < 31; guess += 1) refusals.count('first');
    expect(refusals.count('first')).toBe(false);
    for (let address = 0; address < 10_000; address += 1) refusals.count(`10.${address}`);
    expect(refusals.count('first')).toBe(true);
  });
});

describe('the rate of an account', () => {
  it('is a second of webhooks at once, then as many as time passes, each account by itself', () => {
    const clock = createMovedClock();
    const allows = createTokenBuckets(10, clock);
    const taken = (account: number): number =>
      Array.from({ length: 50 }, () => allows(account)).filter(Boolean).length;
    expect(taken(1)).toBe(10);
    expect(taken(2)).toBe(10);
    clock.putRight(-30 * DAY);
    clock.pass(300);
    expect(taken(1)).toBe(3);
    clock.putRight(60 * DAY);
    clock.pass(60_000);
    expect(taken(1)).toBe(10);
  });
});

const DAY = 24 * 60 * 60_000;
const of = (digest: string, account = 1): RecentBody => ({
  account,
  digest,
  marks: [{ entity: digest, deed: digest, time: null }],
});

describe('bodies received lately', () => {
  it('are remembered for their time and up to their number', () => {
    const recent = createRecentBodies<number>(1_000, 3);
    for (const [at, body] of ['a', 'b', 'c', 'd'].entries()) recent.remember(of(body), monotonicTime(at), at);
    const find = (body: string, at: number) => recent.find(of(body), monotonicTime(at));
    expect(find('a', 4)).toEqual({ kind: 'new' });
    expect(find('d', 1_002)).toEqual({ kind: 'again', place: 3 });
    expect(find('d', 1_003)).toEqual({ kind: 'new' });
  });

  it('of an account that floods are forgotten, those of another are not', () => {
    const recent = createRecentBodies<number>(1_000_000, 100);
    recent.remember(of('mine', 1), monotonicTime(0), 1);
    for (let at = 0; at < 1_000; at += 1) recent.remember(of(`flood ${at}`, 2), monotonicTime(at), at);
    expect(recent.find(of('mine', 1), monotonicTime(1_000))).toEqual({ kind: 'again', place: 1 });
    expect(recent.find(of('flood 0', 2), monotonicTime(1_000))).toEqual({ kind: 'new' });
    expect(recent.find(of('flood 999', 2), monotonicTime(1_000))).toEqual({ kind: 'again', place: 999 });
  });

  it('are told apart by account', () => {
    expect(digestOf(1, '2 x')).not.toBe(digestOf(1, '2 y'));
    expect(digestOf(1, 'x')).not.toBe(digestOf(2, 'x'));
    expect(digestOf(1, 'x')).toBe(digestOf(1, 'x'));
  });
});

describe('an address that guesses', () => {
  it('is blocked after thirty guesses, before anything is done for it, and an address of IPv6 with its network', () => {
    const clock = createMovedClock();
    const refusals = createRefusals(clock);
    for (let guess = 0; guess < 29; guess += 1) refusals.count(`2001:db8:0:7::${guess}`);
    expect(refusals.isBlocked('2001:db8:0:7:ffff::1')).toBe(false);
    refusals.count('2001:DB8::7:1:2:3:4');
    expect(refusals.isBlocked('2001:db8:0:7:ffff::1')).toBe(true);
    expect(refusals.isBlocked('2001:db8:0:8::1')).toBe(false);
    clock.putRight(-30 * DAY);
    clock.pass(60_000);
    expect(refusals.isBlocked('2001:db8:0:7:ffff::1')).toBe(false);
  });

  it.each([
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['10.0.0.1', '10.0.0.1'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::', '2001:db8:0:0'],
  ])('%s is counted as %s', (address, place) => {
    expect(placeOf(address)).toBe(place);
  });
});
