import * as z from 'zod/mini';
import type { CallOutcome } from '../../../preload/schemas.ts';
import type { JournalDatabase } from '../journalDatabase.ts';
import type { CallFacts, CallRow, CallRows, ChosenRow, MovedCall } from '../callRows.ts';

/** A row of `calls` as SQLite gives it by {@link callColumns}. */
export type FlatCall = Omit<CallRow, 'chosen' | 'outcome'> & {
  readonly outcome: string | null;
  readonly chosenEntity: ChosenRow['entity'] | null;
  readonly chosenId: number | null;
  readonly chosenLead: number | null;
  readonly chosenName: string | null;
};

/** The columns of a call under the names of {@link CallRow}. */
export const callColumns = `account, id, source, source_call_id AS sourceCallId, direction, line,
  raw_number AS rawNumber, e164, display, state, end_reason AS endReason, started_at AS startedAt,
  answered_at AS answeredAt, ended_at AS endedAt, caller_name AS callerName,
  chosen_entity AS chosenEntity, chosen_id AS chosenId, chosen_lead AS chosenLead,
  chosen_name AS chosenName, note, result, outcome, task_id AS taskId, recording, pop_ms AS popMs`;

/** The row with whom the agent chose, if anybody, in one piece. */
export function unflattenCall(flat: FlatCall): CallRow {
  const { chosenEntity, chosenId, chosenLead, chosenName, outcome, recording, ...rest } = flat;
  const chosen =
    chosenEntity === null || chosenId === null || chosenName === null
      ? null
      : { entity: chosenEntity, entityId: chosenId, leadId: chosenLead, name: chosenName };
  const recorded = recording === null || recording === undefined ? {} : { recording };
  return { ...rest, ...recorded, chosen, outcome: outcomeOf(outcome) };
}

const callOutcome: z.ZodMiniType<CallOutcome> = z.object({
  id: z.string(),
  label: z.string(),
  colour: z.nullable(z.string()),
  without: z.array(z.enum(['contact', 'deal'])),
});

/** What cannot be read (a damaged row) is none: the result itself is beside it. */
function outcomeOf(stored: string | null): CallOutcome | null {
  if (stored === null) return null;
  try {
    const read = callOutcome.safeParse(JSON.parse(stored));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** As `needsResult` (preload/constants.ts) says of a call. */
export const NEEDS_RESULT = `state = 'ended' AND result IS NULL AND end_reason IS NOT 'answeredElsewhere'`;

/** Earlier calls without a result that are listed with today's: of somebody who gives none, not all of years. */
const MOST_EARLIER_UNLOGGED = 100;

/** Calls with what the agent wrote about them. */
export function callRows(database: JournalDatabase): CallRows {
  const putFacts = database.prepare<[CallFacts & { readonly serviceAt: number | null }]>(`
    INSERT INTO calls (account, id, source, source_call_id, direction, line, raw_number, e164, display,
      state, end_reason, started_at, answered_at, ended_at, caller_name, service_at)
    VALUES (@account, @id, @source, @sourceCallId, @direction, @line, @rawNumber, @e164, @display,
      @state, @endReason, @startedAt, @answeredAt, @endedAt, @callerName, @serviceAt)
    ON CONFLICT (account, id) DO UPDATE SET source = excluded.source,
      source_call_id = excluded.source_call_id, direction = excluded.direction, line = excluded.line,
      raw_number = excluded.raw_number, e164 = excluded.e164, display = excluded.display,
      state = excluded.state, end_reason = excluded.end_reason, started_at = excluded.started_at,
      answered_at = excluded.answered_at, ended_at = excluded.ended_at,
      caller_name = excluded.caller_name, service_at = coalesce(service_at, excluded.service_at)`);
  // A missed caller is settled by calls that began after, and whoever was reached settles those that began before.
  const addPast = database.prepare<[CallFacts & { readonly serviceAt: number | null }]>(`
    INSERT INTO calls (account, id, source, source_call_id, direction, line, raw_number, e164, display,
      state, end_reason, started_at, answered_at, ended_at, caller_name, service_at, seq)
    VALUES (@account, @id, @source, @sourceCallId, @direction, @line, @rawNumber, @e164, @display,
      @state, @endReason, @startedAt, @answeredAt, @endedAt, @callerName, @serviceAt,
      CASE WHEN @endReason = 'missed'
        THEN (SELECT seq FROM calls INDEXED BY calls_by_start
          WHERE account = @account AND started_at > @startedAt ORDER BY started_at, id LIMIT 1)
        ELSE coalesce((SELECT seq FROM calls INDEXED BY calls_by_start
          WHERE account = @account AND started_at <= @startedAt ORDER BY started_at DESC, id DESC LIMIT 1), 0)
      END)`);
  const set = <V>(column: string) =>
    database.prepare<[V, string, string]>(`UPDATE calls SET ${column} = ? WHERE account = ? AND id = ?`);
  const setNote = set<string>('note');
  const setResult = database.prepare<[number | null, string | null, string, string]>(
    'UPDATE calls SET result = ?, outcome = ? WHERE account = ? AND id = ?',
  );
  const setTask = set<number>('task_id');
  const setRecording = set<string>('recording');
  const setPopMs = set<number>('pop_ms');
  const setCallerName = set<string | null>('caller_name');
  const setChosen = database.prepare<
    [string | null, number | null, number | null, string | null, string, string]
  >(`UPDATE calls SET chosen_entity = ?, chosen_id = ?, chosen_lead = ?, chosen_name = ?
    WHERE account = ? AND id = ?`);
  const move = database.prepare<[MovedCall & { readonly id: string; readonly from: string }]>(`
    UPDATE calls SET account = @account, e164 = @e164, display = @display, caller_name = @callerName,
      chosen_entity = NULL, chosen_id = NULL, chosen_lead = NULL, chosen_name = NULL, task_id = NULL
    WHERE account = @from AND id = @id AND result IS NULL
      AND NOT EXISTS (SELECT 1 FROM outbox WHERE account = @from AND call_id = @id)`);
  const get = database.prepare<[string, string], FlatCall>(
    `SELECT ${callColumns} FROM calls WHERE account = ? AND id = ?`,
  );
  // Goes through the accounts, so that the key is used although it leads with the account.
  const accountOf = database.prepare<[string], { readonly account: string }>(
    'SELECT account FROM calls WHERE account IN (SELECT key FROM accounts) AND id = ?',
  );
  const since = database.prepare<[string, number], FlatCall>(
    `SELECT ${callColumns} FROM calls WHERE account = ? AND started_at >= ? ORDER BY started_at DESC, id`,
  );
  const earlierUndone = database.prepare<[{ account: string; at: number }], FlatCall>(`
    SELECT ${callColumns} FROM calls JOIN
      (SELECT DISTINCT lane FROM outbox INDEXED BY outbox_undone WHERE account = @account AND state <> 'done')
      ON calls.account = @account AND calls.id = lane
    WHERE +started_at < @at ORDER BY +started_at DESC, calls.id`);
  const earlierUnlogged = database.prepare<[string, number], FlatCall>(`
    SELECT ${callColumns} FROM calls INDEXED BY calls_unlogged
    WHERE account = ? AND started_at < ? AND ${NEEDS_RESULT}
    ORDER BY started_at DESC LIMIT ${MOST_EARLIER_UNLOGGED}`);
  const open = database.prepare<[], FlatCall>(`SELECT ${callColumns} FROM calls WHERE state <> 'ended'`);
  const putChosen: CallRows['setChosen'] = (account, id, chosen) => {
    setChosen.run(
      chosen?.entity ?? null,
      chosen?.entityId ?? null,
      chosen?.leadId ?? null,
      chosen?.name ?? null,
      account,
      id,
    );
  };
  return {
    putFacts(row) {
      putFacts.run({ ...row, serviceAt: row.serviceAt ?? null });
    },
    addPast({ note, chosen, ...row }) {
      addPast.run({ ...row, serviceAt: row.serviceAt ?? null });
      setNote.run(note, row.account, row.id);
      putChosen(row.account, row.id, chosen);
    },
    setNote(account, id, note) {
      setNote.run(note, account, id);
    },
    setTask(account, id, taskId) {
      setTask.run(taskId, account, id);
    },
    setRecording(account, id, recording) {
      setRecording.run(recording, account, id);
    },
    setChosen: putChosen,
    setResult(account, id, result, outcome = null) {
      setResult.run(result, outcome === null ? null : JSON.stringify(outcome), account, id);
    },
    setPopMs(account, id, popMs) {
      setPopMs.run(popMs, account, id);
    },
    setCallerName(account, id, name) {
      setCallerName.run(name, account, id);
    },
    move: (id, from, { account, e164, display, callerName }) =>
      move.run({ id, from, account, e164, display, callerName }) === 1,
    get(account, id) {
      const flat = get.get(account, id);
      return flat === null ? null : unflattenCall(flat);
    },
    accountOf: (id) => accountOf.get(id)?.account ?? null,
    since(account, at) {
      const undone = earlierUndone.all({ account, at });
      const known = new Set(undone.map(({ id }) => id));
      const unlogged = earlierUnlogged.all(account, at).filter(({ id }) => !known.has(id));
      const earlier = [...undone, ...unlogged].toSorted((a, b) => b.startedAt - a.startedAt);
      return [...since.all(account, at), ...earlier].map(unflattenCall);
    },
    open: () => open.all().map(unflattenCall),
  };
}
