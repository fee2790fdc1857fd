import type { JournalDatabase } from '../journalDatabase.ts';
import type { OutboxRow, OutboxRows } from '../journal.ts';
import { agentWriteKinds, agentWrites, withSubject } from '../../../preload/contract/agentWrites.ts';
import { aboutOf, isCallWrite, outboxWrite, RANK, rankOf } from '../outboxPayload.ts';
import type { AgentWrite, OutboxWrite } from '../outboxPayload.ts';
import { waitsFor } from '../writeSubject.ts';

/**
 * Tries after which a row no longer holds its account's later rows back, at most ten minutes of backoff,
 * if the service is reached and stumbles: by then it is this one write, and the others must not wait.
 */
const HOLDS_FOR_ATTEMPTS = 8;
const STUMBLES = `('timeout', 'server', 'malformed')`;
/** What our own code stumbled over is nobody else's. */
const BUG = `'aborted'`;

type Stored = Omit<OutboxRow, 'write' | 'insists'> & { readonly write: string; readonly insists: number };

const COLUMNS = `o.id, o.account, o.lane, o.call_id AS callId, o.write, o.stamp, o.created_at AS createdAt,
  o.state, o.insists, o.attempts, o.not_before AS notBefore, o.waits_for AS waitsFor, o.unsure_since AS unsureSince,
  o.sent_from AS sentFrom, o.skew, o.failure,
  o.words, o.remote_id AS remoteId, o.placed, o.done_at AS doneAt, o.pbx`;

/** Of what was written within one second each has a second of its own. */
const STAMPS_AHEAD_S = 60;

/** Without the hint SQLite walks all rows ever done, to have them in the order of their ids. */
const PENDING = 'outbox o INDEXED BY outbox_pending';

/**
 * Pending, of this account, about something the CRM has, first undone of its lane. Of dead rows only a call's contact and result hold
 * back what follows: without them nobody knows where it goes.
 */
const CANDIDATE = `o.account = @account AND o.state = 'pending' AND o.waits_for IS NULL
  AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.account = o.account AND e.lane = o.lane
    AND e.state <> 'done' AND (e.state <> 'dead' OR e.rank < ${RANK.others})
    AND (e.rank, e.id) < (o.rank, o.id))`;

/** Latest `not_before` of the rows that hold this one back, 0 when none does. */
const HELD_UNTIL = `coalesce((SELECT max(h.not_before) FROM outbox h WHERE h.account = o.account
  AND h.id < o.id AND h.state = 'pending' AND h.holds = 1), 0)`;

/** Null for a row that cannot be read (a damaged file, another program): it stands in nobody else's way. */
function unfold(stored: Stored): OutboxRow | null {
  const write = outboxWrite.safeParse(parsed(stored.write));
  return write.success ? { ...stored, insists: stored.insists === 1, write: write.data } : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const unfoldAll = (stored: readonly Stored[]): OutboxRow[] =>
  stored.map(unfold).filter((row) => row !== null);

const isAgents = (row: OutboxRow): row is OutboxRow<AgentWrite> => !isCallWrite(row.write);
const unfoldAgents = (stored: Stored): OutboxRow<AgentWrite>[] => unfoldAll([stored]).filter(isAgents);

interface NewRow {
  readonly account: string;
  readonly lane: string;
  readonly callId: string | null;
  readonly about: string | null;
  readonly kind: OutboxWrite['kind'];
  readonly rank: number;
  readonly write: string;
  readonly stamp: number | null;
  readonly createdAt: number | null;
  readonly notBefore: number;
  readonly waitsFor: number | null;
  readonly skew: number | null;
}

const UNREADABLE = { failure: 'rejected', words: 'what was stored cannot be read' } as const;

/** Kinds of which a later one takes the place of an earlier one. */
const CHANGES = agentWriteKinds
  .filter((kind) => agentWrites[kind].effect === 'changes')
  .map((kind) => `'${kind}'`)
  .join(', ');

/** Kinds of which the agent's "all the same" is for one attempt. */
const UNSEEN = agentWriteKinds
  .filter((kind) => agentWrites[kind].unseen)
  .map((kind) => `'${kind}'`)
  .join(', ');

/** More undone writes of an agent than this are not shown at once. */
const MOST_READ = 1000;

/** The queue of writes to the CRM; the dispatcher (main/outbox) is its only consumer. */
export function outboxRows(database: JournalDatabase): OutboxRows {
  const insert = database.prepare<[NewRow]>(`
    INSERT INTO outbox (account, lane, call_id, about, kind, rank, write, stamp, created_at, not_before,
      waits_for, skew)
    VALUES (@account, @lane, @callId, @about, @kind, @rank, @write, @stamp, @createdAt, @notBefore, @waitsFor, @skew)`);
  const accounts = database.prepare<[], { readonly key: string }>('SELECT key FROM accounts');
  const stampTaken = database.prepare<[string, number], { readonly one: 1 }>(
    'SELECT 1 AS one FROM outbox WHERE account = ? AND stamp = ?',
  );
  // Of those in their undo time; what was tried, or waits for the PBX, has a time of its own.
  const lastResult = database.prepare<[string], { readonly notBefore: number }>(`
    SELECT not_before AS notBefore FROM outbox INDEXED BY outbox_kind
    WHERE account = ? AND kind = 'logCall' AND state <> 'done' AND state = 'pending' AND attempts = 0 AND pbx IS NULL
    ORDER BY id DESC LIMIT 1`);
  const byId = database.prepare<[number], Stored>(`SELECT ${COLUMNS} FROM outbox o WHERE o.id = ?`);
  const due = database.prepare<[{ now: number; limit: number; account: string }], Stored>(`
    SELECT ${COLUMNS} FROM ${PENDING} WHERE ${CANDIDATE} AND o.not_before <= @now AND ${HELD_UNTIL} <= @now
    ORDER BY o.id LIMIT @limit`);
  const nextDue = database.prepare<[{ account: string }], { readonly at: number | null }>(
    `SELECT min(max(o.not_before, ${HELD_UNTIL})) AS at FROM ${PENDING} WHERE ${CANDIDATE}`,
  );
  const lease = database.prepare<[{ id: number; now: number; from: number | null }]>(`
    UPDATE outbox SET state = 'inFlight', attempts = attempts + 1, unsure_since = @now, holds = 0,
      insists = iif(kind IN (${UNSEEN}), 0, insists),
      sent_from = iif(unsure_since IS NULL, @from, min(sent_from, @from))
    WHERE id = @id AND state = 'pending'`);
  const restamp = database.prepare<[number, number]>(
    'UPDATE outbox SET stamp = ? WHERE id = ? AND stamp IS NOT NULL',
  );
  const shift = database.prepare<[{ ms: number }]>(`
    UPDATE outbox SET not_before = not_before + @ms, unsure_since = unsure_since + @ms WHERE state <> 'done'`);
  const capWaits = database.prepare<[{ now: number; untried: number; tried: number }]>(`
    UPDATE outbox SET unsure_since = min(unsure_since, @now),
      not_before = CASE WHEN attempts = 0 AND pbx IS NULL THEN min(not_before, @now + @untried)
        ELSE iif(not_before > @now + @tried, @now, not_before) END
    WHERE state <> 'done'`);
  const done = database.prepare<[number | null, string | null, number, number]>(`
    UPDATE outbox SET state = 'done', remote_id = ?, placed = ?, done_at = ?, unsure_since = NULL,
      sent_from = NULL, holds = 0,
      failure = NULL, words = NULL
    WHERE id = ? AND state IN ('pending', 'inFlight')`);
  const retry = database.prepare<
    [{ id: number; notBefore: number; failure: string; words: string; unsureSince: number | null }]
  >(`
    UPDATE outbox SET state = 'pending', not_before = @notBefore, failure = @failure, words = @words,
      unsure_since = @unsureSince, sent_from = iif(@unsureSince IS NULL, NULL, sent_from),
      holds = (@failure <> ${BUG} AND (attempts <= ${HOLDS_FOR_ATTEMPTS} OR @failure NOT IN ${STUMBLES}))
    WHERE id = @id AND state = 'inFlight'`);
  const deferred = database.prepare<[number, number]>(`
    UPDATE outbox SET not_before = ?, holds = (attempts BETWEEN 1 AND ${HOLDS_FOR_ATTEMPTS} AND coalesce(failure, '') <> ${BUG})
    WHERE id = ? AND state = 'pending'`);
  const failedBefore = database.prepare<[{ id: number; notBefore: number; failure: string; words: string }]>(`
    UPDATE outbox SET not_before = @notBefore, failure = @failure, words = @words,
      attempts = attempts + 1,
      holds = (@failure <> ${BUG} AND (attempts < ${HOLDS_FOR_ATTEMPTS} OR @failure NOT IN ${STUMBLES}))
    WHERE id = @id AND state = 'pending'`);
  const dead = database.prepare<
    [{ id: number; failure: string; words: string; unsureSince: number | null }]
  >(`
    UPDATE outbox SET state = 'dead', failure = @failure, words = @words, unsure_since = @unsureSince,
      sent_from = iif(@unsureSince IS NULL, NULL, sent_from), holds = 0
    WHERE id = @id AND state IN ('pending', 'inFlight')`);
  const revive = database.prepare<[number, number, number]>(`
    UPDATE outbox SET state = 'pending', not_before = ?, insists = ?, attempts = 0, failure = NULL, words = NULL
    WHERE id = ? AND state = 'dead'`);
  const replace = database.prepare<
    [{ id: number; write: string; about: string | null; waitsFor: number | null; notBefore: number }]
  >(`
    UPDATE outbox SET write = @write, about = @about, waits_for = @waitsFor, state = 'pending', not_before = @notBefore, insists = 0,
      attempts = 0, holds = 0, failure = NULL, words = NULL
    WHERE id = @id AND state IN ('pending', 'dead') AND unsure_since IS NULL`);
  const giveUp = database.prepare<[number]>(`DELETE FROM outbox WHERE id = ? AND state = 'dead'`);
  const cancel = database.prepare<[number]>(
    `DELETE FROM outbox WHERE id = ? AND state IN ('pending', 'dead') AND unsure_since IS NULL`,
  );
  const waiting = database.prepare<[{ account: string; id: number }], Stored>(`
    WITH RECURSIVE after (id) AS (
      SELECT id FROM outbox WHERE account = @account AND waits_for = @id
      UNION SELECT o.id FROM outbox o JOIN after ON o.account = @account AND o.waits_for = after.id)
    SELECT ${COLUMNS} FROM outbox o WHERE o.id IN (SELECT id FROM after) ORDER BY o.id`);
  const follow = database.prepare<[{ id: number; write: string; about: string | null }]>(`
    UPDATE outbox SET write = @write, about = @about, lane = iif(call_id IS NULL, @about, lane), waits_for = NULL
    WHERE id = @id AND waits_for IS NOT NULL`);
  const remove = database.prepare<[number]>('DELETE FROM outbox WHERE id = ? AND waits_for IS NOT NULL');
  const bringForward = database.prepare<[{ now: number; account: string | null }]>(`
    UPDATE outbox SET not_before = @now WHERE state = 'pending' AND attempts > 0 AND not_before > @now
      AND (@account IS NULL OR account = @account)
      AND (failure IS NULL OR failure NOT IN ('rateLimited', 'blocked'))`);
  const reopen = database.prepare<[]>(
    `UPDATE outbox SET state = 'pending', holds = 1 WHERE state = 'inFlight'`,
  );
  const ofCall = database.prepare<[string, string], Stored>(
    `SELECT ${COLUMNS} FROM outbox o WHERE o.account = ? AND o.lane = ? ORDER BY o.rank, o.id`,
  );
  const ofKinds = database.prepare<[string, string], Stored>(`
    SELECT ${COLUMNS} FROM outbox o WHERE o.account = ? AND o.state <> 'done'
      AND o.kind IN (SELECT value FROM json_each(?)) ORDER BY o.id LIMIT ${MOST_READ}`);
  const about = database.prepare<[string, string], Stored>(`
    SELECT ${COLUMNS} FROM outbox o WHERE o.account = ? AND o.about = ? AND o.state <> 'done' ORDER BY o.id`);
  const sent = database.prepare<[string, number], Stored>(`
    SELECT ${COLUMNS} FROM outbox o WHERE o.account = ? AND o.state = 'done' AND o.stamp IS NOT NULL
    ORDER BY o.id DESC LIMIT ?`);
  const made = database.prepare<[string, string, number], { readonly one: 1 }>(`
    SELECT 1 AS one FROM outbox WHERE account = ? AND kind = ? AND remote_id = ? AND state = 'done'
      AND stamp IS NOT NULL LIMIT 1`);
  const joinPbx = database.prepare<[number]>(`UPDATE outbox SET pbx = 'joined' WHERE id = ?`);
  const awaitPbx = database.prepare<[number, number]>(`
    UPDATE outbox SET pbx = 'awaited', not_before = ?, holds = 0 WHERE id = ? AND state = 'pending'`);
  const joined = database.prepare<[string, number], { readonly one: 1 }>(
    `SELECT 1 AS one FROM outbox WHERE account = ? AND remote_id = ? AND pbx = 'joined' LIMIT 1`,
  );
  // Two looks for the later change, each with an index of its own: one that is on its way, one that is done.
  const refused = database.prepare<[string], Stored>(`
    SELECT ${COLUMNS} FROM outbox o
    WHERE o.account = ? AND o.state = 'dead' AND o.failure = 'forbidden'
      AND NOT (o.kind IN (${CHANGES}) AND (
        EXISTS (SELECT 1 FROM outbox e WHERE e.account = o.account AND e.about = o.about AND e.kind = o.kind
          AND e.id > o.id AND e.state <> 'done' AND e.state <> 'dead')
        OR EXISTS (SELECT 1 FROM outbox e WHERE e.account = o.account AND e.about = o.about AND e.kind = o.kind
          AND e.id > o.id AND e.state = 'done' AND e.stamp IS NOT NULL
          AND e.remote_id = CAST(substr(o.about, instr(o.about, ':') + 1) AS INTEGER))))
    ORDER BY o.id`);
  const undone = database.prepare<[string, number], { readonly rows: number }>(
    `SELECT count(*) AS rows FROM outbox WHERE account = ? AND state <> 'done' AND id > ?`,
  );
  const allUndone = database.prepare<[string], Stored>(
    `SELECT ${COLUMNS} FROM outbox o WHERE o.account = ? AND o.state <> 'done' ORDER BY o.id`,
  );

  const counts = database.prepare<[string], { readonly state: OutboxRow['state']; readonly rows: number }>(
    'SELECT state, count(*) AS rows FROM outbox WHERE account = ? GROUP BY state',
  );

  /** A row that is not in the state its caller believes is a bug, and silence would lose a call. */
  const one = (changed: number, id: number, step: string): void => {
    if (changed !== 1) throw new Error(`outbox row ${id} cannot ${step} from its state`);
  };

  const add = (row: Omit<NewRow, 'kind' | 'rank' | 'write'>, write: OutboxWrite): number =>
    insert.insert({ ...row, kind: write.kind, rank: rankOf(write), write: JSON.stringify(write) });

  /** Asked one by one, so that thousands of rows of a paused account are not walked past. */
  const awake = (paused: readonly string[]): readonly string[] =>
    accounts.all().flatMap(({ key }) => (paused.includes(key) ? [] : [key]));

  const waitingOn = (account: string, id: number): OutboxRow<AgentWrite>[] =>
    waiting.all({ account, id }).flatMap(unfoldAgents);

  /** What was about the thing a row makes goes with it when it is taken out. */
  const takeOut = (out: typeof cancel, id: number): boolean =>
    database.transaction(() => {
      const account = byId.get(id)?.account;
      if (account === undefined || out.run(id) !== 1) return false;
      for (const after of waitingOn(account, id)) one(remove.run(after.id), after.id, 'be taken out');
      return true;
    });

  /** The second of the writing by the CRM's clock, or the next that is free. */
  const freeStamp = (account: string, serviceMs: number): number => {
    let stamp = Math.floor(serviceMs / 1000);
    while (stampTaken.get(account, stamp) !== null) stamp += 1;
    return stamp;
  };

  return {
    add: (account, callId, write, notBefore, skew = null, writtenAt = notBefore) =>
      add(
        {
          account,
          lane: callId,
          callId,
          about: null,
          // A call is recognised by its `uniq`.
          stamp: write.kind === 'logCall' ? null : freeStamp(account, writtenAt + (skew ?? 0)),
          createdAt: null,
          notBefore,
          waitsFor: null,
          skew,
        },
        write,
      ),
    lastResultDue: (account) => lastResult.get(account)?.notBefore ?? null,
    addAgents(account, callId, write, { now, notBefore, skew = null }) {
      const stamp = freeStamp(account, now + (skew ?? 0));
      const subject = aboutOf(write);
      const lane = callId ?? subject ?? `new:${String(stamp)}`;
      const after = waitsFor(write);
      return add(
        { account, lane, callId, about: subject, stamp, createdAt: now, notBefore, waitsFor: after, skew },
        write,
      );
    },
    get(id) {
      const stored = byId.get(id);
      return stored === null ? null : unfold(stored);
    },
    due(now, limit, pausedAccounts) {
      for (;;) {
        const stored = awake(pausedAccounts)
          .flatMap((account) => due.all({ now, limit, account }))
          .toSorted((a, b) => a.id - b.id)
          .slice(0, limit);
        const unreadable = stored.filter((row) => unfold(row) === null);
        for (const { id } of unreadable) dead.run({ id, ...UNREADABLE, unsureSince: null });
        if (unreadable.length === 0) return unfoldAll(stored);
      }
    },
    nextDue(pausedAccounts) {
      const times = awake(pausedAccounts).map((account) => nextDue.get({ account })?.at ?? null);
      const known = times.filter((at) => at !== null);
      return known.length === 0 ? null : Math.min(...known);
    },
    lease(id, now, sentFrom) {
      one(lease.run({ id, now, from: sentFrom ?? null }), id, 'be leased');
    },
    restamp(id, latest) {
      return database.transaction(() => {
        const row = byId.get(id);
        const isAhead = row?.stamp && row.stamp > latest + STAMPS_AHEAD_S && row.unsureSince === null;
        if (isAhead) restamp.run(freeStamp(row.account, latest * 1000), id);
        const stored = byId.get(id);
        return stored === null ? null : unfold(stored);
      });
    },
    shift(ms) {
      shift.run({ ms });
    },
    capWaits(now, longest) {
      capWaits.run({ now, ...longest });
    },
    done(id, remoteId, now, placed = null) {
      return database.transaction(() => {
        one(done.run(remoteId, placed, now, id), id, 'be done');
        const account = byId.get(id)?.account;
        if (remoteId === null || account === undefined) return [];
        const next = waitingOn(account, id).filter((row) => row.waitsFor === id);
        for (const row of next) {
          const write = withSubject(row.write, remoteId);
          const about = aboutOf(write);
          one(follow.run({ id: row.id, write: JSON.stringify(write), about }), row.id, 'follow');
        }
        return next;
      });
    },
    awaitPbx(id, notBefore) {
      one(awaitPbx.run(Math.ceil(notBefore), id), id, 'wait for the PBX');
    },
    joinPbxNote(id) {
      one(joinPbx.run(id), id, 'join a note');
    },
    isJoined: (account, noteId) => joined.get(account, noteId) !== null,
    retry(id, notBefore, { kind: failure, words }, unsureSince) {
      one(retry.run({ id, notBefore: Math.ceil(notBefore), failure, words, unsureSince }), id, 'be retried');
    },
    defer(id, at, failure) {
      const notBefore = Math.ceil(at);
      const changed =
        failure === null
          ? deferred.run(notBefore, id)
          : failedBefore.run({ id, notBefore, failure: failure.kind, words: failure.words });
      one(changed, id, 'be deferred');
    },
    dead(id, { kind: failure, words }, unsureSince) {
      one(dead.run({ id, failure, words, unsureSince }), id, 'die');
    },
    revive(id, notBefore, insists = false) {
      one(revive.run(notBefore, insists ? 1 : 0, id), id, 'be revived');
    },
    replace: (id, write, notBefore) =>
      replace.run({
        id,
        write: JSON.stringify(write),
        about: aboutOf(write),
        waitsFor: waitsFor(write),
        notBefore,
      }) === 1,
    cancel: (id) => takeOut(cancel, id),
    giveUp: (id) => takeOut(giveUp, id),
    waitingOn,
    bringForward(account, now) {
      bringForward.run({ account, now });
    },
    reopenLeases: () => reopen.run(),
    ofCall: (account, callId) => unfoldAll(ofCall.all(account, callId)),
    refused: (account) => unfoldAll(refused.all(account)),
    undone: (account, after = 0) => undone.get(account, after)?.rows ?? 0,
    allUndone: (account) => unfoldAll(allUndone.all(account)),
    counts: (account) => ({
      pending: 0,
      inFlight: 0,
      done: 0,
      dead: 0,
      ...Object.fromEntries(counts.all(account).map(({ state, rows }) => [state, rows])),
    }),
    undoneAgents: (account) => ofKinds.all(account, JSON.stringify(agentWriteKinds)).flatMap(unfoldAgents),
    doneAgents: (account, limit) => sent.all(account, limit).flatMap(unfoldAgents),
    undoneAbout: (account, key) => about.all(account, key).flatMap(unfoldAgents),
    isKnownRemote: (account, kind, remoteId) => made.get(account, kind, remoteId) !== null,
  };
}
