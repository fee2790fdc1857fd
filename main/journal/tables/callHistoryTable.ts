import { callColumns, NEEDS_RESULT, unflattenCall, type FlatCall } from './callTable.ts';
import type { JournalDatabase } from '../journalDatabase.ts';
import type { CallRow } from '../callRows.ts';
import { agentWriteKinds } from '../../../preload/contract/agentWrites.ts';
import { RANK } from '../outboxPayload.ts';

/** Calls by what they still need: `waiting` is on its way to the CRM, `failed` needs the agent. */
export type CallFilter = 'all' | 'unlogged' | 'waiting' | 'failed';

/** Where a page of calls goes on: after this call, newest first. */
export interface CallPlace {
  /** Unix ms. */
  readonly startedAt: number;
  readonly id: string;
}

/** A missed incoming call. */
export interface MissedRow {
  readonly id: string;
  /** E.164, or as reported where it has none. */
  readonly number: string;
  readonly rawNumber: string;
  readonly display: string;
  readonly callerName: string | null;
  /** Unix ms. */
  readonly startedAt: number;
  /** Grows with each call that begins, whatever the computer's clock does. */
  readonly seq: number;
  /** When it began by the CRM's clock, Unix ms; null when that was not sure. */
  readonly serviceAt: number | null;
}

/** A number that was missed, in its international form where it has one, and its latest missed call's `seq`. */
export interface MissedNumber {
  readonly number: string;
  readonly seq: number;
}

/** Calls of every day; all reads are indexed, a page costs the same at any depth. */

export interface HistoryRows {
  /** Calls of an account, newest first, at most `limit`, from the newest or after a place. */
  page(account: string, filter: CallFilter, after: CallPlace | null, limit: number): readonly CallRow[];
  /** Calls of a filter, of all days. */
  count(account: string, filter: CallFilter): number;
  /** What the agent wrote besides results and the CRM does not have. */
  writes(account: string): { readonly waiting: number; readonly failed: number };
  /**
   * Missed calls that began at or after `since` (Unix ms) by the computer's clock or the CRM's, whichever is later; the latest
   * first, of the last 5000. Without those of no number at all (`missedWithheld`).
   */
  missed(account: string, since: number): readonly MissedRow[];
  /** Missed calls since then (Unix ms, by the computer's clock) of which the telephony told no number, the latest first. */
  missedWithheld(account: string, since: number): readonly MissedRow[];
  /** The numbers of `missed` that nobody has reached, as they are written, since they were missed last. */
  missedNumbers(account: string, since: number): readonly MissedNumber[];
  /**
   * Missed calls of this number up to this `seq` are settled: by the latest call that reached it or tried to, or by what
   * the CRM told; null when there is none.
   */
  lastContact(account: string, number: string): number | null;
  /**
   * The CRM tells that somebody called this number, by its clock at `at` (Unix ms), after the missed call `seq`; less than
   * is known changes nothing.
   */
  putCalledBack(account: string, number: string, at: number, seq: number): void;
  /** When a call began by the CRM's clock (Unix ms); changes nothing where that is known. */
  putServiceAt(account: string, id: string, at: number): void;
}

/** Of a line that is missed more often within a month not all missed calls are read at each change. */
const MOST_MISSED = 5000;
const MISSED = `FROM calls INDEXED BY calls_missed
    WHERE account = @account AND direction = 'inbound' AND end_reason = 'missed' AND raw_number <> ''
    ORDER BY seq DESC LIMIT ${MOST_MISSED}`;
/** Either clock may have been behind then: whoever is missed is not forgotten for that. */
const SINCE = 'max(startedAt, coalesce(serviceAt, startedAt)) >= @since';

/** Of the rows of a call's lane these two say where the call itself is; the rest of its form has states of its own. */
const ofCalls = (row = ''): string =>
  `${row}kind IN ('newContact', 'logCall') AND ${row}rank < ${RANK.others}`;

/** By name, so that thousands of calls that wait are not walked past. */
const OF_AGENTS = agentWriteKinds.map((kind) => `'${kind}'`).join(', ');

const UNLOGGED = `${NEEDS_RESULT}
  AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.account = calls.account AND o.lane = calls.id
    AND o.state = 'dead' AND ${ofCalls('o.')})`;

/** Calls with something undone, by whether the CRM refused part of it. Few: what is done is not walked. */
const FAILED_CALLS = `SELECT call_id FROM outbox INDEXED BY outbox_dead
  WHERE account = @account AND ${ofCalls()} AND state = 'dead'`;
const WAITING_CALLS = `SELECT call_id FROM outbox INDEXED BY outbox_kind
  WHERE account = @account AND ${ofCalls()} AND state <> 'done' EXCEPT ${FAILED_CALLS}`;

const FROM: Readonly<Record<CallFilter, string>> = {
  all: 'calls INDEXED BY calls_by_start WHERE account = @account',
  unlogged: `calls INDEXED BY calls_unlogged WHERE account = @account AND ${UNLOGGED}`,
  waiting: `calls WHERE account = @account AND id IN (${WAITING_CALLS})`,
  failed: `calls WHERE account = @account AND id IN (${FAILED_CALLS})`,
};

interface PageParameters {
  readonly account: string;
  readonly at: number;
  readonly id: string;
  readonly limit: number;
}

export function historyRows(database: JournalDatabase): HistoryRows {
  const pageOf = (filter: CallFilter) =>
    database.prepare<[PageParameters], FlatCall>(`SELECT ${callColumns} FROM ${FROM[filter]}
      AND (started_at, id) < (@at, @id) ORDER BY started_at DESC, id DESC LIMIT @limit`);
  const pages = {
    all: pageOf('all'),
    unlogged: pageOf('unlogged'),
    waiting: pageOf('waiting'),
    failed: pageOf('failed'),
  };
  const countOf = (from: string) =>
    database.prepare<[{ account: string }], { readonly calls: number }>(
      `SELECT count(*) AS calls FROM ${from}`,
    );
  const keptCount = (column: 'calls' | 'unlogged') =>
    database.prepare<[{ account: string }], { readonly calls: number }>(
      `SELECT ${column} AS calls FROM call_counts WHERE account = @account`,
    );
  const counted = {
    // Kept with each change (migrations 013, 016): counting a year of calls took longer than a pop.
    all: keptCount('calls'),
    unlogged: keptCount('unlogged'),
    waiting: countOf(FROM.waiting),
    failed: countOf(FROM.failed),
  };
  const refusedWithoutResult = countOf(`calls
    WHERE account = @account AND id IN (${FAILED_CALLS}) AND +state = 'ended' AND +result IS NULL
      AND +end_reason IS NOT 'answeredElsewhere'`);
  const writes = database.prepare<[string], { readonly undone: number; readonly dead: number }>(`
    SELECT count(*) AS undone, coalesce(sum(state = 'dead'), 0) AS dead FROM outbox INDEXED BY outbox_kind
    WHERE account = ? AND state <> 'done' AND kind IN (${OF_AGENTS}) AND rank = ${RANK.others}`);
  const missed = database.prepare<[{ account: string; since: number }], MissedRow>(`
    SELECT * FROM (SELECT id, coalesce(e164, raw_number) AS number, raw_number AS rawNumber, display,
      coalesce(chosen_name, caller_name) AS callerName, started_at AS startedAt, seq, service_at AS serviceAt
    ${MISSED}) WHERE ${SINCE}`);
  const missedWithheld = database.prepare<[{ account: string; since: number }], MissedRow>(`
    SELECT id, raw_number AS number, raw_number AS rawNumber, display, NULL AS callerName,
      started_at AS startedAt, seq, service_at AS serviceAt
    FROM calls INDEXED BY calls_by_start WHERE account = @account AND started_at >= @since
      AND direction = 'inbound' AND end_reason = 'missed' AND raw_number = ''
    ORDER BY started_at DESC`);
  // From indexes alone: the rows of calls are not read.
  const missedNumbers = database.prepare<
    [{ account: string; since: number }],
    MissedNumber
  >(`SELECT number, last AS seq FROM (
      SELECT number, max(seq) AS last FROM (
        SELECT coalesce(e164, raw_number) AS number, seq, started_at AS startedAt, service_at AS serviceAt
        ${MISSED}) WHERE ${SINCE}
      GROUP BY 1) AS missed
    WHERE NOT EXISTS (SELECT 1 FROM calls INDEXED BY calls_contact
        WHERE account = @account AND coalesce(e164, raw_number) = missed.number AND seq >= missed.last
          AND (direction = 'outbound' OR answered_at IS NOT NULL OR end_reason = 'answeredElsewhere'))
      AND NOT EXISTS (SELECT 1 FROM called_back
        WHERE account = @account AND number = missed.number AND seq >= missed.last)`);
  const lastContact = database.prepare<
    [{ account: string; number: string }],
    { readonly seq: number | null }
  >(`SELECT max(seq) AS seq FROM (
      SELECT max(seq) AS seq FROM calls INDEXED BY calls_contact
        WHERE account = @account AND coalesce(e164, raw_number) = @number
          AND (direction = 'outbound' OR answered_at IS NOT NULL OR end_reason = 'answeredElsewhere')
      UNION ALL SELECT seq FROM called_back WHERE account = @account AND number = @number)`);
  const putCalledBack = database.prepare<[string, string, number, number]>(`
    INSERT INTO called_back (account, number, at, seq) VALUES (?, ?, ?, ?)
    ON CONFLICT (account, number) DO UPDATE SET at = max(at, excluded.at), seq = max(seq, excluded.seq)`);
  const putServiceAt = database.prepare<[number, string, string]>(
    'UPDATE calls SET service_at = ? WHERE account = ? AND id = ? AND service_at IS NULL',
  );
  const rowsOf = (statement: typeof refusedWithoutResult, account: string): number =>
    statement.get({ account })?.calls ?? 0;

  return {
    page(account, filter, after, limit) {
      const { startedAt: at, id } = after ?? { startedAt: Number.MAX_SAFE_INTEGER, id: '' };
      return pages[filter].all({ account, at, id, limit }).map(unflattenCall);
    },
    count(account, filter) {
      const calls = rowsOf(counted[filter], account);
      // A contact that could not be created fails a call that has no result yet.
      return filter === 'unlogged' ? calls - rowsOf(refusedWithoutResult, account) : calls;
    },
    writes(account) {
      const { undone, dead } = writes.get(account) ?? { undone: 0, dead: 0 };
      return { waiting: undone - dead, failed: dead };
    },
    missed: (account, since) => missed.all({ account, since }),
    missedWithheld: (account, since) => missedWithheld.all({ account, since }),
    missedNumbers: (account, since) => missedNumbers.all({ account, since }),
    lastContact: (account, number) => lastContact.get({ account, number })?.seq ?? null,
    putCalledBack(account, number, at, seq) {
      putCalledBack.run(account, number, Math.round(at), seq);
    },
    putServiceAt(account, id, at) {
      putServiceAt.run(Math.round(at), account, id);
    },
  };
}
