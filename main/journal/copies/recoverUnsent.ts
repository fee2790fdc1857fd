import { withSubject } from '../../../preload/contract/agentWrites.ts';
import type { JournalDatabase, Statement } from '../journalDatabase.ts';
import { migration014 } from '../migrations/014.ts';
import { aboutOf, isCallWrite, outboxWrite } from '../outboxPayload.ts';

/** What was taken over from another journal. */
export interface RecoveredRows {
  readonly calls: number;
  readonly writes: number;
}

type Row = Readonly<Record<string, string | number | Buffer | null>>;

/** As SQLite names a table's columns. */
const columnsOf = (database: JournalDatabase, table: 'calls' | 'outbox'): readonly string[] =>
  database
    .prepare<[string], { readonly name: string }>('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map(({ name }) => name);

/**
 * Takes over what another journal (set aside, or a daily copy) holds and the CRM has not got: calls without a result,
 * and calls and writes that wait or failed, of accounts that are here. No secrets are read. What this journal knows, or
 * knew until the agent undid or discarded it, stays as it is here, so that nothing comes twice or unasked. One
 * transaction of the caller's.
 *
 * @param since Unix ms of the other journal's last change. Since then whatever waits in it may have been sent, by a
 *   journal that is lost: the CRM is read before it is sent from here.
 */
export function recoverUnsent(journal: JournalDatabase, old: JournalDatabase, since: number): RecoveredRows {
  // Broken indexes are no reason to lose rows.
  const undone = rowsOf(old, `SELECT * FROM outbox NOT INDEXED WHERE state <> 'done' ORDER BY +id`);
  const wanted = new Set(undone.map((row) => row['call_id']));
  const calls = rowsOf(old, 'SELECT * FROM calls NOT INDEXED').filter(
    (row) =>
      wanted.has(row['id'] ?? null) || (row['result'] === null && row['end_reason'] !== 'answeredElsewhere'),
  );
  const accounts = new Set(
    journal
      .prepare<[], { readonly key: string }>('SELECT key FROM accounts')
      .all()
      .map(({ key }) => key),
  );
  const isHere = (row: Row): boolean => accounts.has(String(row['account']));

  const hasRows = journal.prepare<[string, string], { readonly one: 1 }>(
    'SELECT 1 AS one FROM outbox WHERE account = ? AND call_id = ? LIMIT 1',
  );
  const isThere = journal.prepare<[string, number, string], { readonly one: 1 }>(
    'SELECT 1 AS one FROM outbox WHERE account = ? AND stamp = ? AND kind = ? LIMIT 1',
  );
  const isGone = journal.prepare<[string, string], { readonly one: 1 }>(
    'SELECT 1 AS one FROM outbox_gone WHERE account = ? AND key = ?',
  );
  const isElsewhere = journal.prepare<[string, string], { readonly one: 1 }>(
    'SELECT 1 AS one FROM calls WHERE account IN (SELECT key FROM accounts WHERE key <> ?) AND id = ? LIMIT 1',
  );
  const putCall = inserting(journal, old, 'calls', 'ON CONFLICT (account, id) DO NOTHING');
  const putRow = inserting(journal, old, 'outbox', '');
  const complete = journal.prepare<[{ [name: string]: unknown }]>(`
    UPDATE calls SET result = @result, outcome = @outcome, note = iif(note = '', @note, note),
      chosen_entity = coalesce(chosen_entity, @chosen_entity), chosen_id = coalesce(chosen_id, @chosen_id),
      chosen_lead = coalesce(chosen_lead, @chosen_lead), chosen_name = coalesce(chosen_name, @chosen_name)
    WHERE account = @account AND id = @id AND result IS NULL`);

  let recoveredCalls = 0;
  const open = new Set<string>();
  for (const call of before(journal, calls.filter(isHere))) {
    const [account, id] = [String(call['account']), String(call['id'])];
    // The agent has gone on with it here, has undone it, or gave it to another account.
    if ([hasRows, isGone, isElsewhere].some((known) => known.get(account, id) !== null)) continue;
    open.add(`${account} ${id}`);
    const isNew = putCall(ended(call)).changes > 0;
    const isCompleted = !isNew && call['result'] !== null && complete.run({ outcome: null, ...call }) > 0;
    if (isNew || isCompleted) recoveredCalls += 1;
  }
  // With what is done of these calls: without it they would seem never to have been sent.
  const rows = rowsOf(old, 'SELECT * FROM outbox NOT INDEXED ORDER BY +id').filter(
    (row) => isHere(row) && (row['state'] !== 'done' || wanted.has(row['call_id'] ?? null)),
  );
  const ids = new Map<number, number>();
  let recoveredWrites = 0;
  for (const row of rows) {
    const { account, call_id: callId, stamp, kind } = row;
    const isOurs =
      callId === null || callId === undefined
        ? isThere.get(String(account), Number(stamp), String(kind)) !== null ||
          isGone.get(String(account), `${String(kind)}:${String(stamp)}`) !== null
        : !open.has(`${String(account)} ${String(callId)}`);
    const renewed = isOurs ? null : renumbered(row, ids);
    if (renewed === null) continue;
    const isUndone = row['state'] !== 'done';
    const unsure = renewed['unsure_since'] ?? (isUndone ? Math.floor(since) : null);
    ids.set(Number(row['id']), putRow({ ...renewed, unsure_since: unsure }).id);
    if (isUndone) recoveredWrites += 1;
  }
  journal.exec(migration014);
  return { calls: recoveredCalls, writes: recoveredWrites };
}

/** All rows that can be read: a broken page ends the list, and what came before it is worth having. */
function rowsOf(old: JournalDatabase, sql: string): readonly Row[] {
  return old.prepare<[], Row>(sql).readable();
}

/** Inserts the columns that both journals have. */
function inserting(
  journal: JournalDatabase,
  old: JournalDatabase,
  table: 'calls' | 'outbox',
  conflict: string,
): (row: Row) => { readonly changes: number; readonly id: number } {
  const theirs = new Set(columnsOf(old, table));
  const names = columnsOf(journal, table).filter(
    (name) => (theirs.has(name) || name === 'seq') && !(table === 'outbox' && name === 'id'),
  );
  const sql = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')}) ${conflict}`;
  const statement: Statement<[Row], never> = journal.prepare(sql);
  const last = journal.prepare<[], { readonly id: number }>('SELECT last_insert_rowid() AS id');
  return (row) => ({ changes: statement.run(row), id: last.get()?.id ?? 0 });
}

/** In the order they began, all before those that are here. */
function before(journal: JournalDatabase, calls: readonly Row[]): readonly Row[] {
  const first = journal
    .prepare<[], { readonly seq: number | null }>(
      'SELECT min(seq) AS seq FROM calls WHERE account IN (SELECT key FROM accounts)',
    )
    .get()?.seq;
  const orderOf = (row: Row): number => Number(row['seq'] ?? row['started_at'] ?? 0);
  const from = Math.min(first ?? 1, 1) - calls.length;
  return calls
    .toSorted((a, b) => orderOf(a) - orderOf(b))
    .map((call, place) => ({ ...call, seq: from + place }));
}

/** A call that was going on when its journal broke is over. */
function ended(call: Row): Row {
  if (call['state'] === 'ended') return call;
  const at = call['answered_at'] ?? call['started_at'] ?? 0;
  return { ...call, state: 'ended', end_reason: 'unknown', ended_at: at };
}

/** The row about what the rows before it make here; null when what it waits for did not come along. */
function renumbered(row: Row, ids: ReadonlyMap<number, number>): Row | null {
  const state = row['state'] === 'inFlight' ? 'pending' : (row['state'] ?? 'pending');
  const waitsFor = row['waits_for'] ?? null;
  if (waitsFor === null) return { ...row, state, holds: 0 };
  const maker = ids.get(Number(waitsFor));
  const parsed = outboxWrite.safeParse(JSON.parse(String(row['write'])));
  if (maker === undefined || !parsed.success || isCallWrite(parsed.data)) return null;
  const write = withSubject(parsed.data, -maker);
  const about = aboutOf(write);
  const lane = row['call_id'] === null ? about : (row['lane'] ?? about);
  return { ...row, state, holds: 0, waits_for: maker, write: JSON.stringify(write), about, lane };
}
