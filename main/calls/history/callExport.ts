import type { Clock } from '../../common/clock.ts';
import type { Journal } from '../../journal/journal.ts';
import type { CallRow } from '../../journal/callRows.ts';
import type { Speech } from '../../common/language.ts';
import { callsCsv } from './callCsv.ts';

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
      const start = from === null ? 0 : startOfDay(from, 0);
      const end = to === null ? Number.POSITIVE_INFINITY : startOfDay(to, 1);
      // The journal adds earlier calls that are not in the CRM yet.
      const calls = journal.calls
        .since(account, start)
        .filter(({ startedAt }) => startedAt >= start && startedAt < end);
      const stem = name
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .slice(0, 60)
        .trim();
      const days = [from ?? '', to ?? dayOf(clock.now())].filter((day) => day !== '').join(' - ');
      return {
        fileName: `Ringside ${stem === '' ? 'calls' : stem} ${days}.csv`,
        csv: callsCsv(calls, speech, isInCrm),
        calls: calls.length,
      };
    },
  };
}

/** Midnight of this computer before a day, so many days later (Unix ms): a day of summer time's change has 23 or 25 hours. */
function startOfDay(day: string, later: number): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).getTime();
}

function dayOf(ms: number): string {
  const at = new Date(ms);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
