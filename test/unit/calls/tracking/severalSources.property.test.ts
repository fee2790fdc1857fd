import { fc, runs } from '../../../property.ts';
import { describe, expect, it } from 'vitest';
import {
  START,
  SOURCES,
  anyTelling,
  exactTelling,
  play,
  reportedBy,
  wholeTelling,
  type RealCall,
} from './severalSources.ts';

const realCall = fc.record({
  direction: fc.constantFrom('inbound' as const, 'outbound' as const),
  from: fc.integer({ min: 0, max: 60_000 }),
  ringMs: fc.integer({ min: 0, max: 120_000 }),
  talkMs: fc.option(fc.integer({ min: 0, max: 3_600_000 })),
});
const numbered = (call: Omit<RealCall, 'number'>, index: number): RealCall => ({
  ...call,
  number: `8916000000${index}`,
});

const numRuns = runs(300);

describe('three sources tell of up to four calls', () => {
  it('whatever is lost, doubled and reordered: each heard call once, ended, completed when an answer was heard', () => {
    const tellings = fc.array(anyTelling, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(realCall, tellings), { minLength: 1, maxLength: 4 }),
        fc.subarray([...SOURCES], { minLength: 1 }),
        (plan, sources) => {
          const heard = plan.map(([call, telling], index) =>
            sources.flatMap((source, at) =>
              reportedBy(numbered(call, index), source, telling[at] ?? [], index),
            ),
          );
          const { calls, inOrder, left } = play(heard.flat());
          expect(inOrder).toBe(true);
          expect(left).toBe(0);
          expect(calls).toHaveLength(heard.filter((events) => events.length > 0).length);
          for (const [index, events] of heard.entries()) {
            const call = calls.find(({ number }) => number.e164 === `+7916000000${index}`);
            expect(call?.state).toBe(events.length > 0 ? 'ended' : undefined);
            const answerHeard = events.some(({ kind }) => kind === 'answered');
            const endHeard = events.some(({ kind }) => kind === 'ended');
            // Without an end it is closed by rule, with its mark.
            const completed = call?.endReason === 'completed';
            expect(completed).toBe(endHeard && answerHeard);
          }
        },
      ),
      { numRuns },
    );
  });

  it('when one of them tells everything in time, the log is exact, whatever the others do', () => {
    const tellings = fc.array(anyTelling, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(realCall, tellings), { minLength: 1, maxLength: 4 }),
        fc.nat({ max: 2 }),
        (plan, exact) => {
          const heard = plan.flatMap(([call, telling], index) =>
            SOURCES.flatMap((source, at) =>
              reportedBy(
                numbered(call, index),
                source,
                at === exact ? exactTelling : (telling[at] ?? []),
                index,
              ),
            ),
          );
          const { calls, inOrder } = play(heard);
          expect(inOrder).toBe(true);
          expect(calls).toHaveLength(plan.length);
          for (const [index, [call]] of plan.entries()) {
            const missed = call.direction === 'inbound' ? 'missed' : 'noAnswer';
            expect(calls.find(({ number }) => number.e164 === `+7916000000${index}`)).toMatchObject({
              direction: call.direction,
              startedAt: START + call.from,
              answeredAt: call.talkMs === null ? null : START + call.from + call.ringMs,
              endedAt: START + call.from + call.ringMs + (call.talkMs ?? 0),
              endReason: call.talkMs === null ? missed : 'completed',
            });
          }
        },
      ),
      { numRuns },
    );
  });

  it('a caller who tries again and again is one call each time, and the richest id names it', () => {
    const tellings = fc.array(wholeTelling, { minLength: 3, maxLength: 3 });
    const tries = fc.array(
      fc.record({
        gap: fc.integer({ min: 3_000, max: 90_000 }),
        ringMs: fc.integer({ min: 2_000, max: 60_000 }),
        talkMs: fc.option(fc.integer({ min: 2_000, max: 600_000 })),
        tellings,
      }),
      { minLength: 2, maxLength: 6 },
    );
    fc.assert(
      fc.property(tries, (plan) => {
        let from = 0;
        const heard = plan.flatMap(({ gap, ringMs, talkMs, tellings }, index) => {
          from += gap;
          const call = { number: '89160000000', direction: 'inbound' as const, from, ringMs, talkMs };
          from += ringMs + (talkMs ?? 0);
          return SOURCES.flatMap((source, at) => reportedBy(call, source, tellings[at] ?? [], index));
        });
        const { calls, inOrder } = play(heard);
        expect(inOrder).toBe(true);
        expect(calls.map(({ source, sourceCallId }) => [source, sourceCallId])).toEqual(
          plan.map((_, index) => ['asterisk', `asterisk ${index}`]),
        );
        expect(calls.map(({ endReason }) => endReason)).toEqual(
          plan.map(({ talkMs }) => (talkMs === null ? 'missed' : 'completed')),
        );
      }),
      { numRuns },
    );
  });
});

it('1,000 calls of four parallel lines, doubled and reordered by three sources: no log wrong, doubled or lost; memory flat', () => {
  const random = seeded(7);
  const between = (least: number, most: number): number => least + Math.floor(random() * (most - least));
  const real: RealCall[] = [];
  for (let line = 0; line < 4; line += 1) {
    let from = between(0, 5_000);
    for (let place = 0; place < 250; place += 1) {
      const ringMs = between(0, 30_000);
      const talkMs = random() < 0.3 ? null : between(0, 120_000);
      const number = `8916${line}0000${String(between(0, 40)).padStart(2, '0')}`;
      real.push({ number, direction: random() < 0.6 ? 'inbound' : 'outbound', from, ringMs, talkMs });
      from += ringMs + (talkMs ?? 0) + between(5_500, 60_000);
    }
  }
  const copies = (): number[] => Array.from({ length: between(1, 4) }, () => between(0, 900));
  const heard = real.flatMap((call, index) =>
    SOURCES.flatMap((source) => reportedBy(call, source, [copies(), copies(), copies()], index)),
  );
  const { calls, inOrder, most, left } = play(heard);
  expect(inOrder).toBe(true);
  expect(calls).toHaveLength(1_000);
  expect(most).toBeLessThan(40);
  expect(left).toBe(0);
  for (const call of real) {
    const missed = call.direction === 'inbound' ? 'missed' : 'noAnswer';
    const logged = calls.find(
      ({ number, startedAt }) =>
        number.raw === call.number && Math.abs(startedAt - START - call.from) < 1_000,
    );
    expect(logged?.direction).toBe(call.direction);
    expect(logged?.endReason).toBe(call.talkMs === null ? missed : 'completed');
    expect(logged?.number.raw).toBe(call.number);
    const endedLate = (logged?.endedAt ?? 0) - (START + call.from + call.ringMs + (call.talkMs ?? 0));
    expect(endedLate).toBeGreaterThanOrEqual(0);
    expect(endedLate).toBeLessThan(1_000);
  }
});

/** The same numbers every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
