import { fc, runs } from '../../../property.ts';
import { expect, it } from 'vitest';
import { monotonicTime } from '../../../../main/common/clock.ts';
import type { CallEvent } from '../../../../main/calls/tracking/callEvent.ts';
import { type CallsState, type LiveCall, NO_CALLS } from '../../../../main/calls/tracking/trackedCall.ts';
import { parsePhoneNumber } from '../../../../main/phone/phoneNumber.ts';
import { advance, expire } from '../../../../main/calls/tracking/callStateMachine.ts';

const START = 1_700_000_000_000;
const DAY = 24 * 3_600_000;

interface PlannedCall {
  readonly from: number;
  readonly ringMs: number;
  readonly talkMs: number | null;
  readonly direction: 'inbound' | 'outbound';
  /** Per event: how often it arrives (0: lost) and how late each copy is. */
  readonly copies: readonly (readonly number[])[];
}

/** Reports overtake each other and are doubled by less than a second. */
const lateness = fc.integer({ min: 0, max: 900 });
const planned: fc.Arbitrary<PlannedCall> = fc.record({
  from: fc.integer({ min: 0, max: 60_000 }),
  ringMs: fc.integer({ min: 0, max: 120_000 }),
  talkMs: fc.option(fc.integer({ min: 0, max: 3_600_000 })),
  direction: fc.constantFrom('inbound', 'outbound'),
  copies: fc.array(fc.array(lateness, { maxLength: 3 }), { minLength: 3, maxLength: 3 }),
});

function eventsOf(call: PlannedCall, rawNumber: string, sourceCallId: string | null): readonly CallEvent[] {
  const answeredAt = call.from + call.ringMs;
  const plan: readonly (readonly [CallEvent['kind'], number])[] = [
    [call.direction === 'inbound' ? 'ringing' : 'dialing', call.from],
    ...(call.talkMs === null ? [] : [['answered', answeredAt] as const]),
    ['ended', answeredAt + (call.talkMs ?? 0)],
  ];
  return plan.flatMap(([kind, at], index) =>
    (call.copies[index] ?? []).map((late) => ({
      source: 'hook',
      sourceCallId,
      kind,
      direction: call.direction,
      rawNumber,
      line: null,
      at: START + at + late,
    })),
  );
}

function run(events: readonly CallEvent[]): { readonly calls: readonly LiveCall[]; readonly order: boolean } {
  const calls = new Map<string, LiveCall>();
  let state: CallsState = NO_CALLS;
  let order = true;
  let ids = 0;
  const keep = (step: ReturnType<typeof advance>): void => {
    state = step.state;
    for (const { kind, call } of step.changes) {
      const before = calls.get(call.id);
      // A call starts once, ends once, and is at most corrected after.
      order &&= kind === 'started' ? before === undefined : before !== undefined;
      order &&= before?.state !== 'ended' || kind === 'corrected';
      calls.set(call.id, call);
    }
  };
  for (const event of events.toSorted((a, b) => a.at - b.at)) {
    keep(
      advance(state, event, {
        now: monotonicTime(event.at),
        newId: () => `call ${(ids += 1)}`,
        parse: (raw) => parsePhoneNumber(raw, { region: 'RU' }),
        isSettled: () => false,
      }),
    );
  }
  keep(expire(state, START + DAY));
  return { calls: [...calls.values()], order };
}

it('up to four callers, events lost, doubled and reordered: never a doubled call, never a stuck one', () => {
  fc.assert(
    fc.property(fc.array(planned, { minLength: 1, maxLength: 4 }), fc.boolean(), (plan, withIds) => {
      const events = plan.map((call, index) =>
        eventsOf(call, `8916000000${index}`, withIds ? `id ${index}` : null),
      );
      const { calls, order } = run(events.flat());
      expect(order).toBe(true);
      expect(calls).toHaveLength(events.filter((heard) => heard.length > 0).length);
      expect(new Set(calls.map((call) => call.number.e164)).size).toBe(calls.length);
      for (const call of calls) {
        expect(call.state).toBe('ended');
        expect(call.endedAt).toBeGreaterThanOrEqual(call.answeredAt ?? call.startedAt);
      }
    }),
    { numRuns: runs(2_000) },
  );
});

it('four calls of one number are kept apart by their ids', () => {
  fc.assert(
    fc.property(fc.array(planned, { minLength: 1, maxLength: 4 }), (plan) => {
      const events = plan.map((call, index) => eventsOf(call, '89160000000', `id ${index}`));
      const { calls, order } = run(events.flat());
      expect(order).toBe(true);
      expect(calls.map((call) => call.sourceCallId ?? '').sort((a, b) => a.localeCompare(b))).toEqual(
        events.flatMap((heard, index) => (heard.length > 0 ? [`id ${index}`] : [])),
      );
      expect(calls.every((call) => call.state === 'ended')).toBe(true);
    }),
    { numRuns: runs(2_000) },
  );
});

it('calls whose every event arrives once and in time are told exactly', () => {
  fc.assert(
    fc.property(fc.array(planned, { minLength: 1, maxLength: 4 }), (plan) => {
      const exact = plan.map((call) => ({ ...call, copies: [[0], [0], [0]] }));
      const { calls } = run(exact.flatMap((call, index) => eventsOf(call, `8916000000${index}`, null)));
      expect(calls).toHaveLength(exact.length);
      for (const [index, call] of exact.entries()) {
        const missed = call.direction === 'inbound' ? 'missed' : 'noAnswer';
        expect(calls.find(({ number }) => number.e164 === `+7916000000${index}`)).toMatchObject({
          direction: call.direction,
          startedAt: START + call.from,
          answeredAt: call.talkMs === null ? null : START + call.from + call.ringMs,
          endedAt: START + call.from + call.ringMs + (call.talkMs ?? 0),
          endReason: call.talkMs === null ? missed : 'completed',
        });
      }
    }),
    { numRuns: runs(1_000) },
  );
});
