import { fc, runs } from '../../../property.ts';
import { expect, it } from 'vitest';
import type { CallEvent } from '../../../../main/calls/tracking/callEvent.ts';
import { play, START } from './severalSources.ts';

/** Up to four calls at a switchboard with everything that may befall them, each event lost, doubled and reordered. */
const late = fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 3 });
const story = fc.record({
  direction: fc.constantFrom('inbound' as const, 'outbound' as const),
  from: fc.integer({ min: 0, max: 30_000 }),
  /** What happens between the first ring and the end, in order; `talk` is the answer. */
  happens: fc.array(
    fc.constantFrom(
      'answered' as const,
      'held' as const,
      'resumed' as const,
      'renumbered' as const,
      'queued' as const,
      'ringing' as const,
    ),
    { maxLength: 8 },
  ),
  steps: fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 9, maxLength: 9 }),
  reason: fc.constantFrom(undefined, 'answeredElsewhere' as const, 'busy' as const),
  copies: fc.array(late, { minLength: 10, maxLength: 10 }),
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

function events(call: Story, index: number): readonly CallEvent[] {
  const first = call.direction === 'inbound' ? ('ringing' as const) : ('dialing' as const);
  const again = (kind: CallEvent['kind']): CallEvent['kind'] => (kind === 'ringing' ? first : kind);
  const kinds = [first, ...call.happens.map(again), 'ended' as const];
  let at = START + call.from;
  let number = `8916000000${index}`;
  const reportedBy = kinds.flatMap((kind, place) => {
    if (kind === 'renumbered') number = `8916000${place}${index}00`;
    const rawNumber = number;
    const when = at;
    at += call.steps[place] ?? 0;
    const reason = kind === 'ended' && call.reason !== undefined ? { reason: call.reason } : {};
    return (call.copies[place] ?? []).map((ms) => ({
      source: 'asterisk',
      sourceCallId: `L${index}`,
      kind,
      direction: call.direction,
      rawNumber,
      line: '101',
      at: when + ms,
      ...reason,
    }));
  });
  return reportedBy;
}
const begins = ({ kind }: CallEvent): boolean => ['ringing', 'dialing', 'answered', 'ended'].includes(kind);

it('holds, transfers, queues and answers elsewhere, lost, doubled and reordered: each call once, ended, none left', () => {
  fc.assert(
    fc.property(fc.array(story, { minLength: 1, maxLength: 4 }), (plan) => {
      const heard = plan.map((call, index) => events(call, index));
      const { calls, inOrder, left } = play(heard.flat());
      expect(inOrder).toBe(true);
      expect(left).toBe(0);
      expect(calls.map(({ sourceCallId }) => sourceCallId ?? '').sort((a, b) => a.localeCompare(b))).toEqual(
        heard.flatMap((reportedBy, index) => (reportedBy.some(begins) ? [`L${index}`] : [])),
      );
      for (const call of calls) {
        expect(call.state).toBe('ended');
        expect(call.held).toBe(false);
        expect(call.endReason).not.toBeNull();
        expect(call.endedAt).toBeGreaterThanOrEqual(call.answeredAt ?? call.startedAt);
        // Talked on is completed; whom a colleague took, or who was busy, was not talked to.
        const talked = ['completed', 'unknown'];
        const silent = ['missed', 'noAnswer', 'busy', 'answeredElsewhere', 'unknown'];
        expect(call.answeredAt === null ? silent : talked).toContain(call.endReason);
      }
    }),
    { numRuns: runs(500) },
  );
});
