import type { CallRow } from '../callRows.ts';
import type { JournalDatabase } from '../journalDatabase.ts';

/** What is counted of a call. */
export interface NumberedCall extends Pick<
  CallRow,
  'direction' | 'state' | 'endReason' | 'startedAt' | 'answeredAt' | 'endedAt' | 'result'
> {
  /** What the team calls the result it was given, as it was called then; null for one of the CRM's seven. */
  readonly outcome: string | null;
  /** E.164, or as reported where it has none; '' when withheld. */
  readonly number: string;
  /** Grows with each call that begins, whatever the computer's clock does. */
  readonly seq: number;
  /** When it began by the CRM's clock, Unix ms; null when that was not sure. */
  readonly serviceAt: number | null;
}

/** A number that was called by somebody of the team, and the latest missed call that this settles. */
export interface CalledBack {
  readonly number: string;
  readonly seq: number;
}

export interface CallNumbersRows {
  /** Calls that began from `from` on and before `to` (Unix ms), in the order they began. */
  numbered(account: string, from: number, to: number): readonly NumberedCall[];
  /** What the CRM tells of colleagues' calls to those who were missed. */
  calledBack(account: string): readonly CalledBack[];
}

/** What the numbers of some days are made of, read by an index. */
export function callNumbersRows(database: JournalDatabase): CallNumbersRows {
  const numbered = database.prepare<[string, number, number], NumberedCall>(`
    SELECT direction, state, end_reason AS endReason, started_at AS startedAt, answered_at AS answeredAt,
      ended_at AS endedAt, result, CASE WHEN json_valid(outcome) THEN outcome ->> 'label' END AS outcome, coalesce(e164, raw_number) AS number, seq, service_at AS serviceAt
    FROM calls INDEXED BY calls_by_start
    WHERE account = ? AND started_at >= ? AND started_at < ? ORDER BY seq`);
  const calledBack = database.prepare<[string], CalledBack>(
    'SELECT number, seq FROM called_back WHERE account = ?',
  );
  return {
    numbered: (account, from, to) => numbered.all(account, from, to),
    calledBack: (account) => calledBack.all(account),
  };
}
