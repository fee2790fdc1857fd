import type { CallNumbers } from '../../../preload/contract.ts';
import { dateText } from '../../../i18n/calendar.ts';
import type { Speech } from '../../common/language.ts';
import { csvSeparator, csvTable, tableFileName } from './csv.ts';

const columns = [
  'numbersTable.day',
  'numbersTable.calls',
  'numbersTable.conversations',
  'numbersTable.seconds',
  'numbersTable.missed',
] as const;

/** The numbers of each day as a table for a spreadsheet, and the name of its file. */
export function numbersCsv(
  { days }: CallNumbers,
  { from, to }: { readonly from: string; readonly to: string },
  account: string,
  { t, locale }: Speech,
): { readonly fileName: string; readonly csv: string } {
  return {
    fileName: tableFileName(account, from === to ? [from] : [from, to]),
    csv: csvTable(csvSeparator(locale()), [
      columns.map((column) => t(column)),
      ...days.map((day) => [
        dateText(day.from),
        String(day.calls),
        String(day.conversations),
        String(Math.round(day.talkedMs / 1000)),
        String(day.missed),
      ]),
    ]),
  };
}
