import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, runs } from '../../property.ts';
import { describe, expect, it } from 'vitest';
import { openRelayDatabase } from '../../../relay/queue/database.ts';
import { createSqliteQueue } from '../../../relay/queue/sqliteQueue.ts';
import { createRefusals } from '../../../relay/refusals.ts';
import { createTokenBuckets } from '../../../relay/tokenBucket.ts';
import { createMovedClock } from './movedClock.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LIMITS = { keepMs: 7 * DAY, keepBytes: 2 ** 30, duplicateMs: 2 * HOUR };

const move = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('post' as const), body: fc.integer({ min: 0, max: 5 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: DAY }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('putRight' as const),
      ms: fc.integer({ min: -30 * DAY, max: 30 * DAY }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
);

describe('a relay whose clock is put right at any time, by up to thirty days', () => {
  it('stores every webhook, numbers them without a gap, drops none early and none late, and knows each again for its time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { maxLength: 40 }), async (moves) => {
        const folder = mkdtempSync(join(tmpdir(), 'ringside-clocks-'));
        const clock = createMovedClock();
        let database = openRelayDatabase(folder);
        let queue = createSqliteQueue(database, LIMITS, clock);
        /** When each event was stored, by the time that passed. */
        const stored: number[] = [];
        const answers: unknown[] = [];
        const right: unknown[] = [];
        const lastOf = new Map<number, { readonly seq: number; readonly at: number }>();
        try {
          for (const one of moves) {
            if (one.kind === 'pass') clock.pass(one.ms);
            if (one.kind === 'putRight') clock.putRight(one.ms);
            if (one.kind === 'restart') {
              await queue.close();
              database.close();
              database = openRelayDatabase(folder);
              queue = createSqliteQueue(database, LIMITS, clock);
            }
            if (one.kind === 'post') {
              const before = lastOf.get(one.body);
              const isAgain = before !== undefined && clock.monotonic() - before.at < LIMITS.duplicateMs;
              const body = `leads[update][0][id]=${one.body}`;
              const done = await queue.append(1, body);
              if (!isAgain) stored.push(clock.monotonic());
              const seq = isAgain ? before.seq : stored.length;
              answers.push(done);
              right.push({ ok: true, seq, duplicate: isAgain });
              if (!isAgain) lastOf.set(one.body, { seq, at: clock.monotonic() });
            }
            expect(answers).toEqual(right);
            queue.prune();
            const young = stored.flatMap((at, index) =>
              clock.monotonic() - at <= LIMITS.keepMs ? [index + 1] : [],
            );
            const kept = await queue.read(1, 0, 1_000);
            expect(kept.map(({ seq }) => seq)).toEqual(young);
            expect(queue.trouble()).toBeNull();
          }
        } finally {
          await queue.close();
          database.close();
          rmSync(folder, { recursive: true, force: true });
        }
      }),
      { numRuns: runs(40) },
    );
  });

  it('takes webhooks at its rate and lets guessers guess again after a minute, whatever the clock did', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.integer({ min: 0, max: 90_000 }), fc.integer({ min: -30 * DAY, max: 30 * DAY })),
        ),
        (moves) => {
          const clock = createMovedClock();
          const allows = createTokenBuckets(10, clock);
          const refusals = createRefusals(clock);
          let tokens = 10;
          for (const [passed, putRight] of moves) {
            clock.pass(passed);
            clock.putRight(putRight);
            tokens = Math.min(10, tokens + passed / 100);
            const mayTake = allows(1);
            // Half a thousandth: what adding fractions up in another order differs by.
            expect(mayTake === tokens >= 1 || Math.abs(tokens - 1) < 0.0005).toBe(true);
            if (mayTake) tokens -= 1;
          }
          for (let guess = 0; guess < 40; guess += 1) refusals.count('10.0.0.1');
          for (const [, putRight] of moves) clock.putRight(putRight);
          expect(refusals.isBlocked('10.0.0.1')).toBe(true);
          clock.pass(60_000);
          expect([refusals.isBlocked('10.0.0.1'), allows(1)]).toEqual([false, true]);
        },
      ),
    );
  });
});
