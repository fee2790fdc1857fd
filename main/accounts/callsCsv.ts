import type { CallRow } from '../journal/journal.ts';

const COLUMNS = [
  'started',
  'answered',
  'ended',
  'direction',
  'number',
  'line',
  'end',
  'caller',
  'contact or company',
  'lead',
  'result',
  'note',
  'in CRM',
] as const;

/**
 * Calls as CSV (RFC 4180, UTF-8 with its mark, so that spreadsheets read Cyrillic). Times are ISO 8601, UTC;
 * results are the CRM's numbers 1 to 7. A text that a spreadsheet would run as a formula gets an apostrophe.
 *
 * @param isInCrm whether the CRM holds the call's result
 */
export function callsCsv(calls: readonly CallRow[], isInCrm: (callId: string) => boolean): string {
  const lines = calls.map((call) => [
    time(call.startedAt),
    time(call.answeredAt),
    time(call.endedAt),
    call.direction,
    // A number begins with a plus, which is no formula here.
    call.e164 ?? text(call.rawNumber),
    text(call.line ?? ''),
    call.endReason ?? '',
    text(call.callerName ?? ''),
    text(call.chosen === null ? '' : `${call.chosen.name} (${call.chosen.entity} ${call.chosen.entityId})`),
    call.chosen?.leadId === null || call.chosen === null ? '' : String(call.chosen.leadId),
    call.result === null ? '' : String(call.result),
    text(call.note),
    isInCrm(call.id) ? 'yes' : 'no',
  ]);
  return `\u{FEFF}${[COLUMNS, ...lines].map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;
}

const time = (ms: number | null): string => (ms === null ? '' : new Date(ms).toISOString());

const text = (value: string): string => (/^[=+\-@\t\r]/u.test(value) ? `'${value}` : value);

const quoted = (cell: string): string => (/[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
