import type { JournalDatabase } from '../journalDatabase.ts';

/** A missed call of which it is not decided yet whether the CRM is told. */
export interface MissedToLog {
  readonly id: string;
  readonly rawNumber: string;
  /** E.164, or as reported where it has none. */
  readonly number: string;
  /** Unix ms by the computer's clock. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** When it began by the CRM's clock, Unix ms; null when that was not sure. */
  readonly serviceAt: number | null;
  readonly seq: number;
  /** Missed still, and without a result: a queue may have rung again, the agent may have logged it. */
  readonly isOpen: boolean;
}

/** Missed calls that wait for that decision (migration 020 puts them there). */
export interface MissedToLogRows {
  list(account: string): readonly MissedToLog[];
  /** It is decided. */
  take(account: string, callId: string): void;
}

type Row = Omit<MissedToLog, 'isOpen'> & { readonly isOpen: 0 | 1 };

export function missedToLogRows(database: JournalDatabase): MissedToLogRows {
  const list = database.prepare<[string], Row>(`
    SELECT id, raw_number AS rawNumber, coalesce(e164, raw_number) AS number, started_at AS startedAt,
      ended_at AS endedAt, service_at AS serviceAt, seq,
      state = 'ended' AND end_reason = 'missed' AND result IS NULL AS isOpen
    FROM missed_to_log JOIN calls ON calls.account = missed_to_log.account AND calls.id = missed_to_log.call_id
    WHERE missed_to_log.account = ? ORDER BY seq`);
  const take = database.prepare<[string, string]>(
    'DELETE FROM missed_to_log WHERE account = ? AND call_id = ?',
  );
  return {
    list: (account) => list.all(account).map((row) => ({ ...row, isOpen: row.isOpen === 1 })),
    take(account, callId) {
      take.run(account, callId);
    },
  };
}
