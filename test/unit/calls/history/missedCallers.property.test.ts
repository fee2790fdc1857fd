import { fc } from '../../../property.ts';
import { expect, it } from 'vitest';
import { missedCallers } from '../../../../main/calls/history/missedCallers.ts';
import type { MissedRow } from '../../../../main/journal/tables/callHistoryTable.ts';

/**
 * A call of any kind with one of a few numbers, in the order they began. What the computer's clock showed (`at`) is in no order:
 * it may be put right between any two.
 */
interface Heard {
  readonly number: string;
  readonly at: number;
  readonly kind: 'missed' | 'calledBack' | 'answered';
  readonly name: string | null;
}

const heard: fc.Arbitrary<Heard> = fc.record({
  number: fc.constantFrom('+79160000001', '+79160000002', '101'),
  at: fc.integer({ min: 1, max: 30 }),
  kind: fc.constantFrom('missed', 'missed', 'calledBack', 'answered'),
  name: fc.option(fc.constantFrom('Anna', 'Пётр')),
});
const day = fc.array(heard, { maxLength: 40 });

const rowsOf = (calls: readonly Heard[]): readonly MissedRow[] =>
  calls.flatMap((call, index) =>
    call.kind === 'missed'
      ? [
          {
            id: `call-${index}`,
            number: call.number,
            rawNumber: call.number,
            display: call.number,
            callerName: call.name,
            startedAt: call.at,
            seq: index,
            serviceAt: null,
          },
        ]
      : [],
  );
const contactsOf =
  (calls: readonly Heard[]) =>
  (number: string): number | null => {
    const last = calls.findLastIndex((call) => call.number === number && call.kind !== 'missed');
    return last === -1 ? null : last;
  };
const open = (calls: readonly Heard[]) => missedCallers(rowsOf(calls), contactsOf(calls));

it('a caller is there exactly while one of his missed calls has no call with him after it, and counts those', () => {
  fc.assert(
    fc.property(day, (calls) => {
      const found = new Map(open(calls).map((caller) => [caller.number, caller]));
      for (const number of new Set(calls.map((call) => call.number))) {
        const his = calls.filter((call) => call.number === number);
        // The rule said the other way round: each missed call looks for its own call back.
        const waiting = his.filter(
          (call, place) =>
            call.kind === 'missed' && !his.slice(place + 1).some((other) => other.kind !== 'missed'),
        );
        expect(found.get(number)?.times ?? 0).toBe(waiting.length);
        if (waiting.length === 0) continue;
        expect(found.get(number)).toMatchObject({
          firstAt: waiting[0]?.at,
          lastAt: waiting.at(-1)?.at,
        });
      }
    }),
  );
});

it('there is one row a caller, the latest missed first, whatever the order of the calls', () => {
  fc.assert(
    fc.property(day, fc.infiniteStream(fc.nat()), (calls, order) => {
      const callers = open(calls);
      expect(new Set(callers.map(({ number }) => number)).size).toBe(callers.length);
      const last = callers.map((caller) => caller.calls.at(-1)?.seq ?? -1);
      expect(last).toEqual(last.toSorted((a, b) => b - a));
      const shuffled = rowsOf(calls)
        .map((row) => [order.next().value ?? 0, row] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, row]) => row);
      const facts = (list: typeof callers) =>
        list
          .map(({ number, times, firstAt, lastAt }) => `${number} ${times} ${firstAt} ${lastAt}`)
          .toSorted();
      expect(facts(missedCallers(shuffled, contactsOf(calls)))).toEqual(facts(callers));
    }),
  );
});

it('a call back closes its caller and nobody else; being missed again opens him with a count of one', () => {
  fc.assert(
    fc.property(day, fc.constantFrom('+79160000001', '101'), (calls, number) => {
      const before = open(calls);
      const back = { number, at: 31, kind: 'calledBack', name: null } as const;
      expect(open([...calls, back])).toEqual(before.filter((caller) => caller.number !== number));
      const again = { number, at: 32, kind: 'missed', name: null } as const;
      expect(open([...calls, back, again])[0]).toMatchObject({ number, times: 1, firstAt: 32, lastAt: 32 });
    }),
  );
});
