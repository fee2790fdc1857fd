import { describe, expect, it } from 'vitest';
import {
  createRateLimiter,
  type RateLimiter,
  type Priority,
} from '../../../../main/crm/transport/rateLimiter.ts';
import { createFakeClock, type FakeClock } from '../../fakeClock.ts';

/** Takes a turn and writes down when it came, or what it was refused with. */
function asker(
  limiter: RateLimiter,
  clock: FakeClock,
): {
  readonly starts: { readonly name: string; readonly at: number }[];
  readonly refusals: string[];
  readonly ask: (name: string, priority?: Priority, signal?: AbortSignal) => Promise<void>;
} {
  const starts: { name: string; at: number }[] = [];
  const refusals: string[] = [];
  return {
    starts,
    refusals,
    async ask(name, priority = 'interactive', signal) {
      const refusal = await limiter.turn(priority, signal);
      if (refusal === null) starts.push({ name, at: clock.now() });
      else refusals.push(`${name}:${refusal.kind}`);
    },
  };
}

const many = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

describe('the limiter of an account', () => {
  it('never lets more than five requests start in any second', async () => {
    const clock = createFakeClock();
    const limiter = createRateLimiter({ clock });
    const { ask, starts } = asker(limiter, clock);
    const from = clock.now();
    for (const index of many(23)) void ask(String(index));
    await clock.advance(10_000);
    expect(starts).toHaveLength(23);
    const busiest = Math.max(
      ...starts.map(({ at }) => starts.filter((other) => other.at >= at && other.at < at + 1000).length),
    );
    expect(busiest).toBe(5);
    expect(starts.map(({ name }) => Number(name))).toEqual(many(23));
    expect((starts.at(-1)?.at ?? 0) - from).toBeLessThanOrEqual(5000);
  });

  it('lets two go at once and spreads the rest, so that a slow way does not bunch them', async () => {
    const clock = createFakeClock();
    const limiter = createRateLimiter({ clock });
    const { ask, starts } = asker(limiter, clock);
    const from = clock.now();
    for (const index of many(7)) void ask(String(index));
    await clock.advance(2000);
    expect(starts.map(({ at }) => at - from)).toEqual([0, 0, 200, 400, 600, 1000, 1000]);
  });

  it('lets interactive requests go before background ones, each kind in its order', async () => {
    const clock = createFakeClock();
    const limiter = createRateLimiter({ clock, requestsPerSecond: 1 });
    const { ask, starts } = asker(limiter, clock);
    void ask('first', 'background');
    void ask('sync 1', 'background');
    void ask('sync 2', 'background');
    void ask('pop 1');
    void ask('pop 2');
    await clock.advance(10_000);
    expect(starts.map(({ name }) => name)).toEqual(['first', 'pop 1', 'pop 2', 'sync 1', 'sync 2']);
  });

  it('forgets a request that was given up, and gives its turn to the next', async () => {
    const clock = createFakeClock();
    const limiter = createRateLimiter({ clock, requestsPerSecond: 1 });
    const { ask, starts, refusals } = asker(limiter, clock);
    const gone = new AbortController();
    void ask('first');
    void ask('gone', 'interactive', gone.signal);
    void ask('next');
    gone.abort();
    await clock.advance(1500);
    expect(starts.map(({ name }) => name)).toEqual(['first', 'next']);
    expect(refusals).toEqual(['gone:aborted']);
  });

  it('holds everybody for one short pause after a 429, and says so', async () => {
    const clock = createFakeClock();
    const limiter = createRateLimiter({ clock });
    const { ask, starts } = asker(limiter, clock);
    limiter.tooMany(3000);
    expect(limiter.state()).toEqual({ kind: 'paused', until: clock.now() + 3000 });
    const from = clock.now();
    void ask('a');
    void ask('b', 'background');
    await clock.advance(2999);
    expect(starts).toEqual([]);
    await clock.advance(1);
    expect(starts.map(({ at }) => at - from)).toEqual([3000, 3000]);
    expect(limiter.state()).toEqual({ kind: 'open' });
  });

  it('refuses at once, those that wait too, when the pause is longer than anybody would wait', async () => {
    const clock = createFakeClock();
    const limiter = createRateLimiter({ clock, requestsPerSecond: 1 });
    const { ask, refusals } = asker(limiter, clock);
    void ask('goes');
    void ask('waits');
    limiter.tooMany(300_000);
    void ask('comes');
    await clock.advance(0);
    expect(refusals).toEqual(['waits:paused', 'comes:paused']);
    expect(await limiter.turn('interactive')).toEqual({ kind: 'paused', retryAfterMs: 300_000 });
  });

  it('counts the 429s of requests sent together as one, and doubles the pause when they come again', async () => {
    const clock = createFakeClock();
    const limiter = createRateLimiter({ clock });
    const pauses: number[] = [];
    limiter.onChange((state) => {
      if (state.kind === 'paused') pauses.push(state.until - clock.now());
    });
    for (let round = 0; round < 3; round += 1) {
      for (const _ of many(5)) limiter.tooMany(null);
      await clock.advance(10_000);
    }
    limiter.answered();
    limiter.tooMany(null);
    expect(pauses).toEqual([1000, 2000, 4000, 1000]);
  });

  it('stops all requests at a block, longer each time, and sends one probe before the others', async () => {
    const clock = createFakeClock();
    const limiter = createRateLimiter({ clock });
    const { ask, starts, refusals } = asker(limiter, clock);
    const from = clock.now();
    limiter.block();
    void ask('refused');
    await clock.advance(60_000);
    expect(refusals).toEqual(['refused:blocked']);
    expect(limiter.state().kind).toBe('open');
    for (const index of many(3)) void ask(`after ${String(index)}`);
    await clock.advance(0);
    expect(starts).toHaveLength(1);
    limiter.block();
    await clock.advance(0);
    expect(refusals).toEqual(['refused:blocked', 'after 1:blocked', 'after 2:blocked']);
    expect(limiter.state()).toEqual({ kind: 'blocked', until: from + 60_000 + 120_000 });
    await clock.advance(120_000);
    for (const index of many(3)) void ask(`again ${String(index)}`);
    await clock.advance(0);
    expect(starts).toHaveLength(2);
    limiter.answered();
    await clock.advance(200);
    expect(starts).toHaveLength(4);
  });

  it('goes on when the clock of the computer is set back', async () => {
    const clock = createFakeClock();
    const limiter = createRateLimiter({ clock, requestsPerSecond: 1 });
    const { ask, starts } = asker(limiter, clock);
    await ask('before');
    clock.jump(-86_400_000);
    void ask('after');
    await clock.advance(1000);
    expect(starts).toHaveLength(2);
  });

  it.each([-30, -1, 1, 30])(
    'a pause of two seconds and a block of a minute are as long when the clock is put right by %i days',
    async (days) => {
      const clock = createFakeClock();
      const limiter = createRateLimiter({ clock });
      const { ask, starts } = asker(limiter, clock);
      limiter.tooMany(2000);
      clock.jump(days * 86_400_000);
      void ask('after the pause');
      expect(limiter.pauseLeft()).toBe(2000);
      await clock.advance(1999);
      expect(starts).toEqual([]);
      await clock.advance(1);
      expect(starts).toHaveLength(1);
      limiter.block();
      clock.jump(days * 86_400_000);
      expect(await limiter.turn('interactive')).toEqual({ kind: 'blocked', retryAfterMs: 60_000 });
      await clock.advance(60_000);
      expect(await limiter.turn('interactive')).toBeNull();
    },
  );
});
