import { fc } from '../../../property.ts';
import { describe, expect, it } from 'vitest';
import type { LeadNote } from '../../../../preload/contract.ts';
import {
  isMissed,
  timelineGroups,
  withMoves,
  withoutCall,
} from '../../../../renderer/account/person/timelineModel.ts';

const HOUR = 3_600_000;
const NOW = new Date(2026, 10, 23, 14, 30).getTime();
const entry = (at: number, changes: Partial<LeadNote> = {}): LeadNote => ({
  id: 1,
  at,
  kind: 'note',
  text: 'x',
  duration: null,
  result: null,
  by: null,
  moved: null,
  pending: null,
  ...changes,
});

describe('a timeline', () => {
  it('has today, then one heading a month, in the order of its entries', () => {
    const groups = timelineGroups(
      [
        entry(NOW - HOUR),
        entry(NOW - 30 * HOUR),
        entry(NOW - 22 * 24 * HOUR),
        entry(NOW - 24 * 24 * HOUR),
        entry(NOW - 400 * 24 * HOUR),
      ],
      NOW,
    );
    expect(groups.map(({ isToday, entries }) => [isToday, entries.length])).toEqual([
      [true, 1],
      [false, 2],
      [false, 1],
      [false, 1],
    ]);
  });

  it('shows what is not sent yet as of today, whatever the computer’s clock said when it was written', () => {
    expect(timelineGroups([entry(NOW - 90 * 24 * HOUR, { id: null })], NOW)).toMatchObject([
      { isToday: true },
    ]);
  });

  it('holds each entry once and in its order, whatever they are', () => {
    const entries = fc.array(fc.integer({ min: NOW - 900 * 24 * HOUR, max: NOW }).map((at) => entry(at)));
    fc.assert(
      fc.property(entries, (list) => {
        const ordered = list.toSorted((one, other) => other.at - one.at);
        expect(timelineGroups(ordered, NOW).flatMap((group) => group.entries)).toEqual(ordered);
      }),
    );
  });

  it('has the moves of deals among the calls and notes by their time, after what waits to be sent', () => {
    const waiting = entry(NOW, { id: null });
    const note = entry(NOW - HOUR, { id: 5 });
    const older = entry(NOW - 3 * HOUR, { id: 4 });
    const move = entry(NOW - 2 * HOUR, { id: '01', kind: 'stage' });
    expect(withMoves([waiting, note, older], [move])?.map(({ id }) => id)).toEqual([null, 5, '01', 4]);
  });

  it('is not known by its moves alone: without the CRM’s notes nothing is shown as all there was', () => {
    expect(withMoves(null, [entry(NOW, { kind: 'stage' })])).toBeNull();
  });
});

describe('a missed call', () => {
  const call = (changes: Partial<LeadNote>): LeadNote =>
    entry(NOW, { kind: 'callIn', text: '', duration: 0, ...changes });
  it.each([
    ['an incoming one of no length', call({}), true],
    ['one whose result is “no answer”', call({ result: 6 }), true],
    ['not one that was talked on', call({ duration: 4_000 }), false],
    ['not one that says what came of it', call({ result: 2 }), false],
    ['not one with words', call({ text: 'Left word with the desk' }), false],
    ['not an outgoing one', call({ kind: 'callOut' }), false],
  ])('is %s', (_what, one, is) => {
    expect(isMissed(one)).toBe(is);
  });
});

describe('what was earlier than a call', () => {
  const call = {
    direction: 'inbound' as const,
    note: 'Wants twelve',
    result: 4 as const,
    startedAt: NOW - HOUR,
    answeredAt: NOW - HOUR + 5_000,
    endedAt: NOW - HOUR + 65_900,
  };
  const told = entry(call.startedAt, {
    id: 2,
    kind: 'callIn',
    text: 'Wants twelve',
    result: 4,
    duration: 60_000,
  });

  it('is told without the call itself, and of two alike without the newest only', () => {
    const before = entry(NOW - 2 * HOUR);
    expect(withoutCall([told, before], call)).toEqual([before]);
    const later = { ...told, id: 3, at: told.at + 60_000 };
    expect(withoutCall([later, told], call)).toEqual([told]);
  });

  it.each<[string, Partial<LeadNote>]>([
    ['is not in the CRM yet', { id: null }],
    ['went the other way', { kind: 'callOut' }],
    ['has other words', { text: 'Wants ten' }],
    ['has another result', { result: 2 }],
    ['was longer', { duration: 61_000 }],
    ['was before it', { at: call.startedAt - HOUR }],
    ['came long after it', { at: call.endedAt + HOUR }],
  ])('keeps what %s', (_, changes) => {
    const other = { ...told, ...changes };
    expect(withoutCall([other], call)).toEqual([other]);
  });
});
