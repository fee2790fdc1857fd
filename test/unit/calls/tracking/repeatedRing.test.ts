import { fc, runs } from '../../../property.ts';
import { describe, expect, it } from 'vitest';
import type { CallEvent } from '../../../../main/calls/tracking/callEvent.ts';
import { play as playDay } from './severalSources.ts';
import { play, playFrom } from './playEvents.ts';

const IVAN = '89161234567';
const QUEUE = { source: 'asterisk', sourceCallId: 'Q1', rawNumber: IVAN, direction: 'inbound' } as const;
const HOOK = { source: 'hook', rawNumber: IVAN, direction: 'inbound' } as const;
const phone = (leg: string) =>
  ({ source: 'baresip', sourceCallId: leg, rawNumber: IVAN, direction: 'inbound' }) as const;

describe('a queue that rings the agent again for the same caller', () => {
  it('rings again as the same call, answered at the second ring', () => {
    const { kinds, calls } = play(
      { s: 0, kind: 'ringing', ...QUEUE },
      { s: 15, kind: 'queued', ...QUEUE },
      { s: 20, kind: 'ringing', ...QUEUE },
      { s: 22, kind: 'answered', ...QUEUE },
      { s: 60, kind: 'ended', ...QUEUE },
    );
    expect(kinds).toEqual(['started', 'rangAgain', 'answered', 'ended']);
    expect(calls).toMatchObject([{ endReason: 'completed', answeredAt: 1_700_000_022_000 }]);
  });

  it('is missed after ten silent seconds, and no more once it rings again, minutes later too', () => {
    const first = play({ s: 0, kind: 'ringing', ...QUEUE }, { s: 15, kind: 'queued', ...QUEUE });
    const silent = playFrom(first.state, { s: 25, kind: 'ringing', rawNumber: '89990000000' });
    expect(silent.changes[0]).toMatchObject({ kind: 'ended', call: { endReason: 'missed' } });
    const again = playFrom(
      silent.state,
      { s: 300, kind: 'ringing', ...QUEUE },
      { s: 310, kind: 'queued', ...QUEUE },
      { s: 311, kind: 'ended', ...QUEUE },
    );
    expect(again.changes.find(({ kind }) => kind === 'rangAgain')?.call).toMatchObject({
      id: 'call 1',
      state: 'ringing',
      endReason: null,
      endedAt: null,
    });
    expect(again.changes.at(-1)).toMatchObject({
      kind: 'ended',
      call: { id: 'call 1', endReason: 'missed' },
    });
  });

  it('is the same call where the softphone says first that it rings no more, or rings again', () => {
    const { kinds, calls } = play(
      { s: 0, kind: 'ringing', ...phone('leg 1') },
      { s: 0.1, kind: 'ringing', ...QUEUE },
      { s: 15, kind: 'ended', ...phone('leg 1') },
      { s: 15.1, kind: 'queued', ...QUEUE },
      { s: 20, kind: 'ringing', ...phone('leg 2') },
      { s: 20.1, kind: 'ringing', ...QUEUE },
      { s: 25, kind: 'answered', ...phone('leg 2') },
      { s: 25.1, kind: 'answered', ...QUEUE },
      { s: 90, kind: 'ended', ...phone('leg 2') },
      { s: 90.1, kind: 'ended', ...QUEUE },
    );
    expect(kinds).toEqual(['started', 'updated', 'ended', 'rangAgain', 'answered', 'ended']);
    expect(calls).toMatchObject([{ endReason: 'completed' }]);
  });

  it('taken by a colleague while the caller waited is his, also after it counted as missed', () => {
    const { calls } = play(
      { s: 0, kind: 'ringing', ...QUEUE },
      { s: 15, kind: 'ended', ...QUEUE },
      { s: 15, kind: 'queued', ...QUEUE },
      { s: 80, kind: 'ended', reason: 'answeredElsewhere', ...QUEUE },
    );
    expect(calls).toMatchObject([{ endReason: 'answeredElsewhere' }]);
  });

  it('given up and tried anew is another call, told by the switchboard or by a hook', () => {
    const given = [
      { s: 0, kind: 'ringing', ...QUEUE },
      { s: 15, kind: 'queued', ...QUEUE },
      { s: 16, kind: 'ended', ...QUEUE },
    ] as const;
    expect(play(...given, { s: 30, kind: 'ringing', ...QUEUE, sourceCallId: 'Q2' }).calls).toHaveLength(2);
    expect(play(...given, { s: 30, kind: 'ringing', ...HOOK }).calls).toHaveLength(2);
  });

  it('over when the caller hangs up, long after it counted as missed: a ring of it that comes late begins nothing', () => {
    const over = [
      { s: 0, kind: 'ringing', ...QUEUE },
      { s: 1, kind: 'queued', ...QUEUE },
      // Somebody else's call in between: time is looked at.
      { s: 12, kind: 'ended', ...QUEUE, sourceCallId: 'Q9', rawNumber: '89990000000' },
      { s: 40, kind: 'ended', ...QUEUE },
    ] as const;
    expect(play(...over, { s: 40.9, kind: 'ringing', ...QUEUE }).calls).toHaveLength(2);
    expect(
      play(...over, { s: 40.9, kind: 'ringing', ...QUEUE, rawNumber: '89160001111' }).calls,
    ).toHaveLength(2);
  });

  it('another caller is another call, and withheld numbers are told apart by ids alone', () => {
    const waits = (rawNumber: string, next: string) =>
      play(
        { s: 0, kind: 'ringing', ...QUEUE, rawNumber },
        { s: 15, kind: 'queued', ...QUEUE, rawNumber },
        { s: 20, kind: 'ringing', ...HOOK, rawNumber: next },
      ).calls;
    expect(waits(IVAN, '89990000000')).toHaveLength(2);
    expect(waits('anonymous', 'anonymous')).toHaveLength(1);
    expect(waits(IVAN, IVAN)).toHaveLength(1);
  });
});

/** AccountPauses and rings of one waiting caller, and what of them each source tells, how late and how often. */
const lateness = fc.integer({ min: 0, max: 900 });
const copies = fc.array(lateness, { minLength: 1, maxLength: 3 });
const maybe = fc.array(lateness, { maxLength: 3 });
const rings = fc.array(
  fc.record({
    pause: fc.integer({ min: 3_000, max: 240_000 }),
    ringMs: fc.integer({ min: 2_000, max: 60_000 }),
    switchboard: fc.tuple(copies, copies),
    phone: fc.tuple(maybe, maybe),
    hook: fc.tuple(maybe, maybe),
  }),
  { minLength: 2, maxLength: 6 },
);

it('however often it rings and whatever phone and hook lose, double or reorder: one call, and at last what it came to', () => {
  fc.assert(
    fc.property(rings, fc.boolean(), (plan, isAnswered) => {
      const events: (Omit<CallEvent, 'line'> & { readonly line: null })[] = [];
      const tell = (event: Omit<CallEvent, 'line' | 'at'>, at: number, late: readonly number[]): void => {
        for (const ms of late) events.push({ ...event, line: null, at: 1_700_000_000_000 + at + ms });
      };
      const queue = { ...QUEUE, source: 'asterisk' };
      let at = 0;
      for (const [index, one] of plan.entries()) {
        const isLast = index === plan.length - 1;
        const leg = phone(`leg ${index}`);
        const hook = { ...HOOK, sourceCallId: null };
        at += one.pause;
        tell({ ...queue, kind: 'ringing' }, at, one.switchboard[0]);
        tell({ ...leg, kind: 'ringing' }, at, one.phone[0]);
        tell({ ...hook, kind: 'ringing' }, at, one.hook[0]);
        at += one.ringMs;
        if (isLast && isAnswered) {
          tell({ ...queue, kind: 'answered' }, at, one.switchboard[1]);
          at += 30_000;
          tell({ ...queue, kind: 'ended' }, at, [0]);
        } else {
          // A wire keeps its order: what the switchboard says of one ring comes before the next.
          tell({ ...queue, kind: 'queued' }, at, one.switchboard[1]);
          tell({ ...leg, kind: 'ended' }, at, one.phone[1]);
          tell({ ...hook, kind: 'ended' }, at, one.hook[1]);
          if (isLast) tell({ ...queue, kind: 'ended' }, at + 2_000, [0]);
        }
      }
      const { calls, left } = playDay(events);
      expect(calls.map(({ endReason }) => endReason)).toEqual([isAnswered ? 'completed' : 'missed']);
      expect(left).toBe(0);
    }),
    { numRuns: runs(500) },
  );
});
