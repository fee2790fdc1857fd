import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callDay } from '../../../../main/calls/history/callDay.ts';
import type { CallFacts } from '../../../../main/journal/callRows.ts';
import type { Journal } from '../../../../main/journal/journal.ts';
import { openJournal } from '../../../../main/journal/openJournal.ts';
import { sampleAccount, sampleCall } from '../../journal/sample.ts';

const MINUTE = 60_000;
const usualZone = process.env['TZ'];
let folder: string;
let journal: Journal;
let made = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-day-'));
  const opened = openJournal(join(folder, 'journal.db'));
  if (!opened.ok) throw new Error(opened.error.kind);
  journal = opened.value;
  journal.accounts.put(sampleAccount('a'));
  journal.accounts.put(sampleAccount('b'));
  process.env['TZ'] = 'Europe/Berlin';
});
afterEach(() => {
  if (usualZone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = usualZone;
  journal.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = (text: string): number => new Date(text).getTime();
const put = (changes: Partial<CallFacts>, account = 'a'): void => {
  journal.calls.putFacts({
    ...sampleCall(account, `call-${++made}`),
    direction: 'inbound',
    state: 'ended',
    endReason: 'completed',
    ...changes,
  });
};
/** A call that was answered 10 s after it rang and lasted so many minutes. */
const talk = (start: string, minutes: number, changes: Partial<CallFacts> = {}): void => {
  const startedAt = at(start);
  const answeredAt = startedAt + 10_000;
  put({ startedAt, answeredAt, endedAt: answeredAt + minutes * MINUTE, ...changes });
};
const rang = (start: string, changes: Partial<CallFacts>): void =>
  put({ startedAt: at(start), answeredAt: null, endedAt: at(start) + 20_000, ...changes });
const day = (now: string) => callDay(journal.numbers, 'a', at(now));

describe('the numbers of the day', () => {
  it('are those of its calls: conversations, their time and average, tries and missed ones', () => {
    talk('2026-11-30T09:00:00', 4);
    talk('2026-11-30T10:00:00', 2, { direction: 'outbound' });
    rang('2026-11-30T10:30:00', { direction: 'outbound', endReason: 'noAnswer' });
    rang('2026-11-30T11:00:00', { endReason: 'missed' });
    talk('2026-11-30T11:10:00', 9);
    talk('2026-11-30T11:20:00', 5, { account: 'b' });
    expect(day('2026-11-30T12:00:00')).toEqual({
      from: at('2026-11-30T00:00:00'),
      to: at('2026-12-01T00:00:00'),
      calls: 5,
      conversations: 3,
      talkedMs: 15 * MINUTE,
      averageMs: 5 * MINUTE,
      talks: [
        { from: at('2026-11-30T09:00:10'), to: at('2026-11-30T09:04:10') },
        { from: at('2026-11-30T10:00:10'), to: at('2026-11-30T10:02:10') },
        { from: at('2026-11-30T11:10:10'), to: at('2026-11-30T11:19:10') },
      ],
      triedAt: [at('2026-11-30T10:30:00')],
      missedAt: [at('2026-11-30T11:00:00')],
    });
  });

  it('are nothing on a day without calls, and no average is made of that', () => {
    expect(day('2026-11-30T12:00:00')).toMatchObject({
      calls: 0,
      conversations: 0,
      talkedMs: 0,
      averageMs: null,
      talks: [],
    });
  });

  it('leave out what a colleague took, count a call going on, and no length nobody heard the end of', () => {
    rang('2026-11-30T09:00:00', { endReason: 'answeredElsewhere' });
    put({
      startedAt: at('2026-11-30T11:59:00'),
      answeredAt: at('2026-11-30T11:59:10'),
      endedAt: null,
      state: 'talking',
      endReason: null,
    });
    talk('2026-11-30T08:00:00', 200, { endReason: 'unknown' });
    expect(day('2026-11-30T12:00:00')).toMatchObject({
      calls: 2,
      conversations: 1,
      talkedMs: 0,
      averageMs: null,
      missedAt: [],
    });
  });

  it('belong to the day a call began on, to the millisecond of its midnight', () => {
    talk('2026-11-29T23:59:59.999', 30);
    talk('2026-11-30T00:00:00.000', 3);
    talk('2026-11-30T23:59:59.999', 7);
    talk('2026-12-01T00:00:00.000', 11);
    expect(day('2026-11-30T12:00:00')).toMatchObject({ calls: 2, talkedMs: 10 * MINUTE });
    expect(day('2026-11-29T12:00:00')).toMatchObject({ calls: 1, talkedMs: 30 * MINUTE });
  });

  it.each([
    ['spring', '2026-03-29', 23],
    ['autumn', '2026-10-25', 25],
  ])('are those of a day of %s’s clock change, which has other than 24 hours', (_season, date, hours) => {
    talk(`${date}T00:30:00`, 1);
    talk(`${date}T23:30:00`, 1);
    const change = day(`${date}T12:00:00`);
    expect(change).toMatchObject({ calls: 2, talkedMs: 2 * MINUTE });
    expect(change.to - change.from).toBe(hours * 60 * MINUTE);
  });

  it('know the team’s own word for a result, from the journal itself', () => {
    talk('2026-11-30T09:00:00', 4);
    const id = `call-${made}`;
    journal.calls.setResult('a', id, 4, { id: 'demo', label: 'Demo booked', colour: null, without: [] });
    const [call] = journal.numbers.numbered('a', at('2026-11-30T00:00:00'), at('2026-12-01T00:00:00'));
    expect(call).toMatchObject({ result: 4, outcome: 'Demo booked' });
  });
});
