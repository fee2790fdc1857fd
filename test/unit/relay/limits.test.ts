import { describe, expect, it } from 'vitest';
import { createRecentBodies, digestOf } from '../../../relay/queue/recentBodies.ts';
import { createRefusals } from '../../../relay/refusals.ts';
import { createTokenBuckets } from '../../../relay/tokenBucket.ts';

describe('wrong guesses', () => {
  it('are looked at thirty times a minute for each address', () => {
    let now = 0;
    const refusals = createRefusals(() => now);
    const guess = (address: string, times: number): boolean[] =>
      Array.from({ length: times }, () => refusals.count(address));
    expect(guess('a', 31).filter(Boolean)).toHaveLength(30);
    expect(refusals.count('b')).toBe(true);
    now += 60_000;
    expect(refusals.count('a')).toBe(true);
  });

  it('from ever new addresses take no ever growing memory, and forget the oldest first', () => {
    const refusals = createRefusals(() => 0);
    for (let guess = 0; guess < 31; guess += 1) refusals.count('first');
    expect(refusals.count('first')).toBe(false);
    for (let address = 0; address < 10_000; address += 1) refusals.count(`10.${address}`);
    expect(refusals.count('first')).toBe(true);
  });
});

describe('the rate of an account', () => {
  it('is a second of webhooks at once, then as many as time passes, each account by itself', () => {
    let now = 0;
    const allows = createTokenBuckets(10, () => now);
    const taken = (account: number): number =>
      Array.from({ length: 50 }, () => allows(account)).filter(Boolean).length;
    expect(taken(1)).toBe(10);
    expect(taken(2)).toBe(10);
    now += 300;
    expect(taken(1)).toBe(3);
    now += 60_000;
    expect(taken(1)).toBe(10);
  });
});

describe('bodies received lately', () => {
  it('are remembered for their time and up to their number', () => {
    const recent = createRecentBodies<number>(1_000, 3);
    for (const [at, body] of ['a', 'b', 'c', 'd'].entries()) recent.remember(body, at, at);
    expect(recent.find('a', 4)).toBeUndefined();
    expect(recent.find('d', 1_002)).toBe(3);
    expect(recent.find('d', 1_003)).toBeUndefined();
  });

  it('are told apart by account', () => {
    expect(digestOf(1, '2 x')).not.toBe(digestOf(1, '2 y'));
    expect(digestOf(1, 'x')).not.toBe(digestOf(2, 'x'));
    expect(digestOf(1, 'x')).toBe(digestOf(1, 'x'));
  });
});
