import { fc, runs } from '../../property.ts';
import { afterEach, expect, it } from 'vitest';
import { createCallsUnderTest } from './callsUnderTest.ts';
import type { CallsUnderTest } from './callsUnderTest.ts';

const DAY = 24 * 3_600_000;
let ringing: CallsUnderTest | null = null;
afterEach(() => {
  ringing?.close();
  ringing = null;
});

const jump = fc.integer({ min: -30 * DAY, max: 30 * DAY });
const call = fc.record({
  number: fc.constantFrom('+79160000001', '+79160000002'),
  direction: fc.constantFrom('inbound' as const, 'outbound' as const),
  ringMs: fc.integer({ min: 0, max: 600_000 }),
  talkMs: fc.option(fc.integer({ min: 0, max: 3_600_000 })),
  pauseMs: fc.integer({ min: 6_000, max: 900_000 }),
  /** What the computer's clock is put right by: before it, while it rings, while it is talked on, after it. */
  jumps: fc.tuple(jump, jump, jump, jump),
});

it('the computer’s clock jumps by weeks before, in and after calls: each call once, in the order of its reports, as long as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 5 }), async (plan) => {
      const fixture = createCallsUnderTest();
      ringing = fixture;
      const { clock } = fixture;
      for (const { number, direction, ringMs, talkMs, pauseMs, jumps } of plan) {
        clock.jump(jumps[0]);
        fixture.report(direction === 'inbound' ? 'ringing' : 'dialing', number, { direction });
        clock.jump(jumps[1]);
        await clock.advance(ringMs);
        if (talkMs !== null) {
          fixture.report('answered', number, { direction });
          clock.jump(jumps[2]);
          await clock.advance(talkMs);
        }
        fixture.report('ended', number, { direction });
        clock.jump(jumps[3]);
        await clock.advance(pauseMs);
      }
      const rows = plan.map((_, index) => fixture.journal.calls.get('a', `call-${index + 1}`));
      expect(fixture.journal.calls.get('a', `call-${plan.length + 1}`)).toBeNull();
      for (const [index, { direction, ringMs, talkMs }] of plan.entries()) {
        const row = rows[index];
        const missed = direction === 'inbound' ? 'missed' : 'noAnswer';
        expect(row?.endReason).toBe(talkMs === null ? missed : 'completed');
        expect(row?.direction).toBe(direction);
        const { startedAt = 0, answeredAt = null, endedAt = null } = row ?? {};
        expect(answeredAt).toBe(talkMs === null ? null : startedAt + ringMs);
        expect(endedAt).toBe(startedAt + ringMs + (talkMs ?? 0));
      }
      fixture.close();
      ringing = null;
    }),
    { numRuns: runs(40) },
  );
}, 60_000);
