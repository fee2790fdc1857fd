import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { CallEvent, CallEventKind } from '../../../main/calls/tracking/callEvent.ts';
import { createCallsUnderTest } from './callsUnderTest.ts';

/** Calls in all, and how many go on at once: each on its own line. */
const CALLS = 1_000;
const LINES = 4;
/** Two reports of one source overtake each other by less than a second (main/calls/tracking/callCorrelation.ts). */
const OVERTAKING_MS = 400;

/** The same numbers in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

interface Told {
  readonly at: number;
  readonly event: Omit<CallEvent, 'at'>;
}
interface Planned {
  readonly number: string;
  readonly line: string;
  readonly outbound: boolean;
  readonly answered: boolean;
  readonly begins: number;
  readonly ends: number;
}

/** What the phone of each line does, one call after the other. */
function planned(roll: () => number): readonly Planned[] {
  const free = Array.from({ length: LINES }, (_, line) => line * 1_300);
  return Array.from({ length: CALLS }, (_, index) => {
    const line = index % LINES;
    const begins = (free[line] ?? 0) + 8_000 + roll() * 4_000;
    const ends = begins + 6_000 + roll() * 60_000;
    free[line] = ends;
    return {
      // Few numbers: the same people call again and again.
      number: `+7916${String(1_000_000 + Math.floor(roll() * 90) * 7 + line * 1_000)}`,
      line: `10${line}`,
      outbound: roll() < 0.3,
      answered: roll() < 0.7,
      begins,
      ends,
    };
  });
}

/** Everything the sources tell of one call: doubled, and out of order within what a phone can overtake. */
function toldOf(
  { number, line, outbound, answered, begins, ends }: Planned,
  roll: () => number,
): readonly Told[] {
  const tell = (kind: CallEventKind, at: number): readonly Told[] => {
    const event = {
      source: 'hook',
      sourceCallId: null,
      kind,
      direction: outbound ? ('outbound' as const) : ('inbound' as const),
      rawNumber: number,
      line,
    };
    const once = { at: Math.round(at + roll() * OVERTAKING_MS), event };
    return roll() < 0.4 ? [once, { at: Math.round(at + roll() * OVERTAKING_MS), event }] : [once];
  };
  return [
    ...tell(outbound ? 'dialing' : 'ringing', begins),
    // An answer at once is the one that overtakes the ring.
    ...(answered ? tell('answered', roll() < 0.2 ? begins + 100 : begins + 3_000) : []),
    ...tell('ended', ends),
  ];
}

/** More heap than this after 750 further calls is a leak: a thousand entries of the pop would be more. */
const FLAT_BYTES = 2 * 2 ** 20;

/** The heap in bytes after everything unused is gone. */
function settledHeap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

const summary = (call: {
  readonly number: string | null;
  readonly line: string | null;
  readonly outbound: boolean;
  readonly reason: string | null;
}): string => [call.number, call.line, call.outbound ? 'out' : 'in', call.reason].join(' ');

describe('a thousand calls of four lines, doubled and out of order', () => {
  it(
    'are a thousand calls in the journal: none wrong, none doubled, none lost, and the memory stays flat',
    { timeout: 180_000 },
    async () => {
      const roll = dice(20_261_122);
      const plan = planned(roll);
      const told = plan.flatMap((call) => toldOf(call, roll)).toSorted((one, other) => one.at - other.at);
      const ringing = createCallsUnderTest();
      const started = ringing.clock.now();
      const heap: number[] = [];
      try {
        let at = 0;
        for (const [index, { at: next, event }] of told.entries()) {
          await ringing.clock.advance(next - at);
          at = next;
          ringing.report(event.kind, event.rawNumber, event);
          if (index % Math.floor(told.length / 8) === 0) {
            // What waits for the paint is written; the agent puts away what has ended.
            await new Promise(setImmediate);
            ringing.pop.putAway();
            ringing.shown.length = 0;
            heap.push(settledHeap());
          }
        }
        await new Promise(setImmediate);
        const inJournal = ringing.journal.calls
          .since('a', started)
          .toSorted((one, other) => one.startedAt - other.startedAt);
        const expected = plan
          .toSorted((one, other) => one.begins - other.begins)
          .map((call) => ({
            ...call,
            reason: call.answered ? 'completed' : call.outbound ? 'noAnswer' : 'missed',
          }));
        expect(inJournal).toHaveLength(CALLS);
        // Compared line by line: two lines may begin within the time by which reports overtake each other.
        for (const line of Array.from({ length: LINES }, (_, index) => `10${index}`)) {
          expect(
            inJournal
              .filter((call) => call.line === line)
              .map((call) =>
                summary({
                  ...call,
                  number: call.e164,
                  outbound: call.direction === 'outbound',
                  reason: call.endReason,
                }),
              ),
          ).toEqual(expected.filter((call) => call.line === line).map(summary));
        }
        expect((heap.at(-1) ?? 0) - (heap[2] ?? 0)).toBeLessThan(FLAT_BYTES);
      } finally {
        ringing.close();
      }
    },
  );
});
