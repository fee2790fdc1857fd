import { wallTime, systemClock } from '../../../../main/common/clock.ts';
import { describe, expect, it } from 'vitest';
import { createCallExport } from '../../../../main/calls/history/callExport.ts';
import { callsCsv } from '../../../../main/calls/history/callCsv.ts';
import type { Journal } from '../../../../main/journal/journal.ts';
import type { CallRow } from '../../../../main/journal/callRows.ts';
import { sampleCall } from '../../journal/sample.ts';
import type { Language } from '../../../../i18n/languages.ts';
import { speechOf } from '../../../speech.ts';

const at = (text: string): number => new Date(text).getTime();
const row = (more: Partial<CallRow> = {}): CallRow => ({
  ...sampleCall('kommo.com:1:2', 'one'),
  rawNumber: '+442079460000',
  e164: '+442079460000',
  line: null,
  callerName: null,
  startedAt: at('2026-11-23T14:05:09'),
  answeredAt: null,
  endedAt: null,
  note: '',
  result: null,
  chosen: null,
  popMs: null,
  ...more,
});

/** Reads RFC 4180 with any separator: what a spreadsheet would see. */
function cellsOf(csv: string, separator: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let place = 1; place < csv.length; place += 1) {
    const sign = csv[place] ?? '';
    if (isQuoted && sign === '"' && csv[place + 1] === '"') {
      cell += '"';
      place += 1;
    } else if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && sign === separator) {
      cells.push(cell);
      cell = '';
    } else if (!isQuoted && sign === '\r') {
      rows.push([...cells, cell]);
      cells = [];
      cell = '';
      place += 1;
    } else cell += sign;
  }
  return rows;
}

const noteCell = (note: string, language: Language = 'en'): string | undefined =>
  cellsOf(
    callsCsv([row({ note })], speechOf(language), () => false),
    language === 'ru' ? ';' : ',',
  )[1]?.[13];

describe('calls as CSV', () => {
  it('begins with the mark of UTF-8 and speaks English with commas, Russian with semicolons', () => {
    const english = callsCsv([row({ endReason: 'missed', result: 4 })], speechOf('en'), () => true);
    expect(english.startsWith('\u{FEFF}Started,Answered,')).toBe(true);
    expect(cellsOf(english, ',')[1]).toEqual(
      expect.arrayContaining(['2026-11-23 14:05:09', 'missed', 'Talked', 'yes', '+442079460000']),
    );
    const russian = callsCsv([row({ endReason: 'missed', result: 4 })], speechOf('ru'), () => false);
    expect(russian.startsWith('\u{FEFF}Начало;Ответ;')).toBe(true);
    expect(cellsOf(russian, ';')[1]).toEqual(
      expect.arrayContaining(['пропущен', 'Разговор состоялся', 'нет']),
    );
    expect(cellsOf(russian, ';').map((cells) => cells.length)).toEqual([15, 15]);
  });

  it.each([
    'a "quoted" word',
    'one,two;three',
    'two\nlines',
    'two\r\nlines',
    'tab\there',
    ' blank ',
    'Жанна, «Ромашка»; "да"',
  ])('keeps %j whole in both languages', (note) => {
    expect(noteCell(note)).toBe(note);
    expect(noteCell(note, 'ru')).toBe(note);
  });

  it.each([
    '=HYPERLINK("https://evil.example")',
    '+1+1',
    '-2+3',
    '@SUM(A1)',
    '  =1+1',
    '\u{200B}=1+1',
    '\u{FF1D}1+1',
    '|calc',
    '%0A=1',
  ])('runs %j as no formula', (note) => {
    expect(noteCell(note)).toBe(`'${note}`);
    expect(noteCell(note, 'ru')).toBe(`'${note}`);
  });

  it.each([
    // A reader that splits at another sign begins a cell there; quotes within its cell protect nothing.
    ['=1";=1', `'=1";'=1`],
    ['x;=HYPERLINK("https://evil.example")', `x;'=HYPERLINK("https://evil.example")`],
    ['x,=1+1', "x,'=1+1"],
    ['\t=1+1', "'\t'=1+1"],
    ['\r=1+1', "'\r'=1+1"],
    ['\n=1+1', "'\n'=1+1"],
    ['x\t@SUM(A1)', "x\t'@SUM(A1)"],
    ['x\r\n=1+1', "x\r\n'=1+1"],
    ['x;"=1+1"', `x;"'=1+1"`],
    ['x; \u{200B}-2+3|cmd', "x; \u{200B}'-2+3|cmd"],
    ['x,\u{FF1D}1', "x,'\u{FF1D}1"],
    ['call +7 916 123-45-67; or +74951234567, 10:00', 'call +7 916 123-45-67; or +74951234567, 10:00'],
    ['tomorrow, +7 916 123-45-67', 'tomorrow, +7 916 123-45-67'],
  ])('%j is harmless whatever a reader splits cells at', (note, written) => {
    expect(noteCell(note)).toBe(written);
    expect(noteCell(note, 'ru')).toBe(written);
  });

  it('guards every text that came from elsewhere', () => {
    const evil = '=1+1';
    const csv = callsCsv(
      [
        row({
          e164: null,
          rawNumber: evil,
          line: evil,
          callerName: evil,
          note: evil,
          chosen: { entity: 'contact', entityId: 7, leadId: null, name: evil },
        }),
      ],
      speechOf('en'),
      () => false,
    );
    expect(cellsOf(csv, ',')[1]?.filter((cell) => cell.startsWith('='))).toEqual([]);
    expect(cellsOf(csv, ',')[1]?.filter((cell) => cell === "'=1+1")).toHaveLength(5);
  });
});

describe('the export', () => {
  const calls = [
    row({ id: 'after', startedAt: at('2026-11-24T00:00:00') }),
    row({ id: 'last', startedAt: at('2026-11-23T23:59:59.999') }),
    row({ id: 'first', startedAt: at('2026-11-21T00:00:00') }),
    row({ id: 'before', startedAt: at('2026-11-20T23:59:59.999') }),
  ];
  const exports = createCallExport({
    journal: {
      // As the journal does: what is not in the CRM comes whatever its day.
      calls: { since: () => calls },
      outbox: { ofCall: () => [] },
    } as unknown as Pick<Journal, 'calls' | 'outbox'>,
    clock: {
      ...systemClock,
      now: () => wallTime(at('2026-11-25T12:00:00')),
      schedule: () => () => undefined,
    },
    speech: speechOf('en'),
  });

  it('holds the calls of its days, both included, and no other', () => {
    const made = exports.of({ account: 'a', name: 'Northwind', from: '2026-11-21', to: '2026-11-23' });
    expect(made.calls).toBe(2);
    expect(made.fileName).toBe('Ringside Northwind 2026-11-21 - 2026-11-23.csv');
    expect(cellsOf(made.csv, ',').map((cells) => cells[0])).toEqual([
      'Started',
      '2026-11-23 23:59:59',
      '2026-11-21 00:00:00',
    ]);
  });

  it('without days holds all, under a name that any disk takes', () => {
    const made = exports.of({ account: 'a', name: '../..\\<Ромашка>: "А"', from: null, to: null });
    expect(made.calls).toBe(4);
    expect(made.fileName).toBe('Ringside Ромашка А 2026-11-25.csv');
  });
});
