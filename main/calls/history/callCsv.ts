import type { CallRow } from '../../journal/callRows.ts';
import type { Speech } from '../../common/language.ts';
import { csvSeparator, csvTable, csvText, csvTime } from './csv.ts';

const columns = [
  'callsTable.started',
  'callsTable.answered',
  'callsTable.ended',
  'callsTable.direction',
  'callsTable.number',
  'callsTable.line',
  'callsTable.end',
  'callsTable.caller',
  'callsTable.chosen',
  'callsTable.kind',
  'callsTable.card',
  'callsTable.lead',
  'callsTable.result',
  'callsTable.note',
  'callsTable.inCrm',
] as const;

/**
 * Calls as CSV, for a spreadsheet of the language. Times are this computer's.
 *
 * @param isInCrm whether the CRM holds the call's result
 */
export function callsCsv(
  calls: Iterable<CallRow>,
  { t, locale }: Speech,
  isInCrm: (call: CallRow) => boolean,
): string {
  const lines: (readonly string[])[] = [columns.map((column) => t(column))];
  for (const call of calls) {
    const { chosen } = call;
    lines.push([
      csvTime(call.startedAt),
      csvTime(call.answeredAt),
      csvTime(call.endedAt),
      t(`callsTable.direction.${call.direction}`),
      // A number begins with a plus, which is no formula here.
      call.e164 ?? csvText(call.rawNumber),
      csvText(call.line ?? ''),
      call.endReason === null ? '' : t(`callsTable.end.${call.endReason}`),
      csvText(call.callerName ?? ''),
      csvText(chosen?.name ?? ''),
      chosen === null ? '' : t(`writesTable.about.${chosen.entity}`),
      chosen === null ? '' : String(chosen.entityId),
      String(chosen?.leadId ?? ''),
      csvText(call.outcome?.label ?? (call.result === null ? '' : t(`result.${call.result}`))),
      csvText(call.note),
      t(isInCrm(call) ? 'callsTable.yes' : 'callsTable.no'),
    ]);
  }
  return csvTable(csvSeparator(locale()), lines);
}
