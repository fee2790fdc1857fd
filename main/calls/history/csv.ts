import { dateText } from '../../../i18n/calendar.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** A time by this computer's clock, `2026-11-23 14:05:09`; '' for none. */
export function csvTime(ms: number | null): string {
  if (ms === null) return '';
  const at = new Date(ms);
  return `${dateText(ms)} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** Spreadsheets skip what is blank before a formula, and take the wide signs of East Asian keyboards for the usual ones. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

/**
 * The same behind what another reader takes for the end of a cell: the agent's spreadsheet may split at another sign than
 * ours, and then quotes that begin within its cell protect nothing. Numbers stay as they are.
 */
const FORMULA_WITHIN =
  /([,;|\t\r\n]["'\s\p{Cf}]*)(?=[=+\-@%\uFF1D\uFF0B\uFF0D\uFF20])(?![+-]\d[\d\s().-]*(?:[,;|\t\r\n]|$))/gu;

/** A text that a spreadsheet would run as a formula, whatever it splits cells at, gets apostrophes before what it would run. */
export function csvText(value: string): string {
  const text = value.replaceAll(FORMULA_WITHIN, "$1'");
  return FORMULA.test(text) ? `'${text}` : text;
}

/** What spreadsheets of a locale (BCP 47) expect between two cells: where a comma stands in numbers, it cannot be one. */
export function csvSeparator(locale: string): ',' | ';' {
  const decimal = new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === 'decimal');
  return decimal?.value === ',' ? ';' : ',';
}

/**
 * A table as CSV: RFC 4180 in UTF-8 with its mark, so that spreadsheets read Cyrillic.
 *
 * @param separator between two cells, `csvSeparator`
 */
export function csvTable(separator: ',' | ';', lines: Iterable<readonly string[]>): string {
  let table = '\u{FEFF}';
  for (const cells of lines) table += `${cells.map((cell) => quoted(cell, separator)).join(separator)}\r\n`;
  return table;
}

/** A cell of blanks at its ends is quoted too: some readers would cut them. */
const quoted = (cell: string, separator: string): string =>
  cell.includes(separator) || /["\r\n\t]|^\s|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** The name of a table's file: whose it is, and of which days. @param name an account's, as anybody called it */
export function tableFileName(name: string, days: readonly string[]): string {
  const stem = name
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .slice(0, 60)
    .trim();
  return `Ringside ${stem === '' ? 'calls' : stem} ${days.join(' - ')}.csv`;
}
