import type { Clock } from '../../common/clock.ts';
import type { Journal } from '../../journal/journal.ts';
import type { CallRow } from '../../journal/callRows.ts';
import type { Speech } from '../../common/language.ts';
import { dateText, dayOfDate } from '../../../i18n/calendar.ts';
import { callsCsv } from './callCsv.ts';
import { tableFileName } from './csv.ts';

/** Calls of a time, as a file for a spreadsheet. */
export interface CallExport {
  of(what: {
    readonly account: string;
    /** The account's name, for the file's. */
    readonly name: string;
    /** First and last day, `YYYY-MM-DD` by this computer's clock; null for no end. */
    readonly from: string | null;
    readonly to: string | null;
  }): { readonly fileName: string; readonly csv: string; readonly calls: number };
}

export interface CallExportDeps {
  readonly journal: Pick<Journal, 'calls' | 'outbox'>;
  readonly clock: Clock;
  readonly speech: Speech;
}

export function createCallExport({ journal, clock, speech }: CallExportDeps): CallExport {
  const isInCrm = ({ account, id }: CallRow): boolean =>
    journal.outbox
      .ofCall(account, id)
      .some(({ write, state }) => write.kind === 'logCall' && state === 'done');
  return {
    of({ account, name, from, to }) {
      const start = (from === null ? null : dayOfDate(from))?.start ?? 0;
      const end = (to === null ? null : dayOfDate(to))?.end ?? Number.POSITIVE_INFINITY;
      // The journal adds earlier calls that are not in the CRM yet.
      const calls = journal.calls
        .since(account, start)
        .filter(({ startedAt }) => startedAt >= start && startedAt < end);
      const days = [from ?? '', to ?? dateText(clock.now())].filter((day) => day !== '');
      return {
        fileName: tableFileName(name, days),
        csv: callsCsv(calls, speech, isInCrm),
        calls: calls.length,
      };
    },
  };
}
