import { describe, expect, it, onTestFinished } from 'vitest';
import { fc } from '../../../property.ts';
import { callNumbers, numbersOfDays } from '../../../../main/calls/history/callNumbers.ts';
import { numbersCsv } from '../../../../main/calls/history/numbersCsv.ts';
import type { NumberedCall } from '../../../../main/journal/tables/callNumbersTable.ts';
import { dayOfDate } from '../../../../i18n/calendar.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function inZone(zone: string): void {
  const usual = process.env['TZ'];
  process.env['TZ'] = zone;
  onTestFinished(() => {
    if (usual === undefined) delete process.env['TZ'];
    else process.env['TZ'] = usual;
  });
}
const at = (text: string): number => new Date(text).getTime();
const dayOf = (text: string) => {
  const day = dayOfDate(text);
  if (day === null) throw new Error(`no day: ${text}`);
  return day;
};

let seq = 0;
const call = (start: string, changes: Partial<NumberedCall> = {}): NumberedCall => ({
  direction: 'inbound',
  state: 'ended',
  endReason: 'completed',
  startedAt: at(start),
  answeredAt: at(start) + 5000,
  endedAt: at(start) + 5000 + 2 * MINUTE,
  result: null,
  outcome: null,
  number: '+79161234567',
  seq: ++seq,
  serviceAt: null,
  ...changes,
});
const missed = (start: string, changes: Partial<NumberedCall> = {}): NumberedCall =>
  call(start, { answeredAt: null, endReason: 'missed', ...changes });
const out = (start: string, changes: Partial<NumberedCall> = {}): NumberedCall =>
  call(start, { direction: 'outbound', ...changes });
const of = (calls: readonly NumberedCall[], ...days: readonly string[]) =>
  callNumbers(days.map(dayOf), calls, []);

describe('the numbers of some days', () => {
  it('are of each day, by the hour and by the result', () => {
    inZone('Europe/Moscow');
    const numbers = of(
      [
        call('2026-11-30T09:10:00', { result: 4 }),
        call('2026-11-30T09:50:00', { result: 4, endReason: 'unknown' }),
        call('2026-11-30T10:50:00', { result: 4, outcome: 'Demo booked' }),
        out('2026-11-30T17:00:00', { answeredAt: null, endReason: 'noAnswer', result: 6 }),
        missed('2026-12-01T09:00:00', { number: '+79160000001' }),
        call('2026-12-01T10:00:00', { endReason: 'answeredElsewhere', answeredAt: null }),
        call('2026-12-02T10:00:00'),
      ],
      '2026-11-30',
      '2026-12-01',
    );
    expect(numbers.days).toEqual([
      expect.objectContaining({ calls: 4, conversations: 3, timed: 2, talkedMs: 4 * MINUTE, missed: 0 }),
      expect.objectContaining({ calls: 1, conversations: 0, timed: 0, talkedMs: 0, missed: 1 }),
    ]);
    expect(numbers.hours[9]).toEqual({ conversations: 2, tried: 0, missed: 1 });
    expect(numbers.hours[17]).toEqual({ conversations: 0, tried: 1, missed: 0 });
    expect(numbers.results).toEqual([
      { result: 4, outcome: null, calls: 2 },
      { result: 4, outcome: 'Demo booked', calls: 1 },
      { result: 6, outcome: null, calls: 1 },
    ]);
    expect(numbers.withoutResult).toBe(1);
  });

  it('no call is counted twice or left out, whatever the days and the clock', () => {
    inZone('America/Sao_Paulo');
    const days = ['2026-11-28', '2026-11-29', '2026-11-30'].map(dayOf);
    const [from, to] = [days[0]?.start ?? 0, days[2]?.end ?? 0];
    const calls = fc.array(
      fc.record({
        startedAt: fc.integer({ min: from - 3 * HOUR, max: to + 3 * HOUR }),
        answered: fc.boolean(),
        direction: fc.constantFrom('inbound' as const, 'outbound' as const),
      }),
    );
    fc.assert(
      fc.property(calls, (some) => {
        const rows = some.map(({ startedAt, answered, direction }, index) =>
          call('2026-11-30T12:00:00', {
            startedAt,
            direction,
            seq: index,
            number: `+7916000${index}`,
            answeredAt: answered ? startedAt : null,
            endReason: answered ? 'completed' : direction === 'inbound' ? 'missed' : 'noAnswer',
          }),
        );
        const within = rows.filter(({ startedAt }) => startedAt >= from && startedAt < to).length;
        const numbers = callNumbers(days, rows, []);
        const byDay = numbers.days.reduce((sum, day) => sum + day.calls, 0);
        const byHour = numbers.hours.reduce(
          (sum, hour) => sum + hour.conversations + hour.tried + hour.missed,
          0,
        );
        expect([byDay, byHour]).toEqual([within, within]);
      }),
    );
  });
});

describe('the time to call back', () => {
  it('runs from the first missed call of a caller to the first call that is made to them', () => {
    const numbers = of(
      [
        missed('2026-11-30T09:00:00'),
        missed('2026-11-30T09:05:00'),
        out('2026-11-30T09:10:00', { answeredAt: null, endReason: 'noAnswer' }),
        out('2026-11-30T09:30:00'),
        missed('2026-11-30T12:00:00', { number: '+79160000001' }),
        out('2026-11-30T13:00:00', { number: '+79160000001' }),
      ],
      '2026-11-30',
    );
    expect(numbers.callBacks).toEqual({
      callers: 2,
      calledBack: 2,
      inTime: 1,
      medianMs: 35 * MINUTE,
      otherwise: 0,
    });
  });

  it('ends without a call back when they call again and are answered, here or by a colleague', () => {
    const numbers = of(
      [
        missed('2026-11-30T09:00:00'),
        call('2026-11-30T09:20:00'),
        missed('2026-11-30T10:00:00', { number: '+79160000001' }),
        call('2026-11-30T10:20:00', {
          number: '+79160000001',
          answeredAt: null,
          endReason: 'answeredElsewhere',
        }),
      ],
      '2026-11-30',
    );
    expect(numbers.callBacks).toEqual({ callers: 2, calledBack: 0, inTime: 0, medianMs: null, otherwise: 2 });
  });

  it('a colleague who called them, by what the CRM says, is no call back of the agent', () => {
    const one = missed('2026-11-30T09:00:00');
    const by = (last: number) =>
      callNumbers([dayOf('2026-11-30')], [one], [{ number: one.number, seq: last }]).callBacks;
    expect(by(one.seq)).toMatchObject({ callers: 1, calledBack: 0, otherwise: 1 });
    expect(by(one.seq - 1)).toMatchObject({ callers: 1, calledBack: 0, otherwise: 0 });
  });

  it('goes on into the days after, and is by the CRM’s clock where this computer’s was put right', () => {
    const numbers = of(
      [
        missed('2026-11-30T17:00:00', { serviceAt: at('2026-11-30T17:00:00') }),
        out('2026-11-27T09:00:00', { serviceAt: at('2026-12-01T09:00:00') }),
      ],
      '2026-11-30',
    );
    expect(numbers.callBacks).toMatchObject({ calledBack: 1, inTime: 0, medianMs: 16 * HOUR });
  });

  it('is never negative, and a withheld number is nobody to call back', () => {
    const numbers = of(
      [
        missed('2026-11-30T09:00:00', { number: '' }),
        missed('2026-11-30T10:00:00'),
        out('2026-11-30T08:00:00'),
      ],
      '2026-11-30',
    );
    expect(numbers.callBacks).toMatchObject({ callers: 1, calledBack: 1, medianMs: 0 });
  });
});

describe('days that are asked for', () => {
  const rows = { numbered: () => [], calledBack: () => [] };

  it.each([
    ['the last before the first', '2026-11-30', '2026-11-29'],
    ['no day of the calendar', '2026-02-30', '2026-03-01'],
    ['more than ten weeks', '2026-01-01', '2026-12-31'],
  ])('%s are none', (_why, from, to) => {
    expect(numbersOfDays(rows, 'a', { from, to })).toEqual({ ok: false, error: 'badDays' });
  });

  it('are counted one by one where the clock is changed between them', () => {
    inZone('Europe/Berlin');
    const numbers = numbersOfDays(rows, 'a', { from: '2026-10-24', to: '2026-10-26' });
    expect(numbers.ok && numbers.value.days.map(({ from, to }) => (to - from) / HOUR)).toEqual([24, 25, 24]);
  });

  it('become a line each of a table', () => {
    inZone('Europe/Moscow');
    const speech = { t: (key: string) => key, locale: () => 'ru' } as unknown as Parameters<
      typeof numbersCsv
    >[3];
    const numbers = of([call('2026-11-30T09:00:00')], '2026-11-30');
    const { fileName, csv } = numbersCsv(
      numbers,
      { from: '2026-11-30', to: '2026-11-30' },
      'Ромашка',
      speech,
    );
    expect(fileName).toBe('Ringside Ромашка 2026-11-30.csv');
    expect(csv.split('\r\n')[1]).toBe('2026-11-30;1;1;120;0');
  });
});
