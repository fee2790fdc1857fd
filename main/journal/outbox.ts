import { z } from 'zod';
import type { JournalDatabase } from './database.ts';
import type { OutboxRow, OutboxRows, OutboxWrite } from './journal.ts';

const outboxWrite = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('createContact'),
    callId: z.string(),
    name: z.string(),
    phone: z.string(),
    evenIfDuplicates: z.boolean(),
  }),
  z.object({ kind: z.literal('logCall'), callId: z.string() }),
]) satisfies z.ZodType<OutboxWrite>;

/** A contact is created before the call is logged to it, whichever was asked for first. */
const RANK: Readonly<Record<OutboxWrite['kind'], number>> = { createContact: 0, logCall: 1 };

/**
 * Tries after which a row no longer holds its account's later rows back, about four hours of backoff,
 * if the service is reached and stumbles: by then it is this one write, and the others must not wait.
 */
const HOLDS_FOR_ATTEMPTS = 100;
const STUMBLES = `('timeout', 'server', 'malformed')`;

type Stored = Omit<OutboxRow, 'write'> & { readonly write: string };

const COLUMNS = `o.id, o.account, o.lane, o.write, o.state, o.attempts, o.not_before AS notBefore,
  o.unsure_since AS unsureSince, o.failure, o.words, o.remote_id AS remoteId, o.done_at AS doneAt`;

/** Without the hint SQLite walks all rows ever done, to have them in the order of their ids. */
const PENDING = 'outbox o INDEXED BY outbox_pending';

/** Pending, first undone of its lane, of no account in the JSON list `@paused`. */
const CANDIDATE = `o.state = 'pending'
  AND o.account NOT IN (SELECT value FROM json_each(@paused))
  AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.account = o.account AND e.lane = o.lane
    AND e.state <> 'done' AND (e.rank, e.id) < (o.rank, o.id))`;

/** Latest `not_before` of the rows that hold this one back, 0 when none does. */
const HELD_UNTIL = `coalesce((SELECT max(h.not_before) FROM outbox h WHERE h.account = o.account
  AND h.id < o.id AND h.state = 'pending' AND h.holds = 1), 0)`;

function unfold(stored: Stored): OutboxRow {
  return { ...stored, write: outboxWrite.parse(JSON.parse(stored.write)) };
}

/** The queue of writes to the CRM; the dispatcher (main/outbox) is its only consumer. */
export function outboxRows(database: JournalDatabase): OutboxRows {
  const add = database.prepare<[string, string, number, string, number]>(
    'INSERT INTO outbox (account, lane, rank, write, not_before) VALUES (?, ?, ?, ?, ?)',
  );
  const due = database.prepare<[{ now: number; limit: number; paused: string }], Stored>(`
    SELECT ${COLUMNS} FROM ${PENDING} WHERE ${CANDIDATE} AND o.not_before <= @now AND ${HELD_UNTIL} <= @now
    ORDER BY o.id LIMIT @limit`);
  const nextDue = database.prepare<[{ paused: string }], { readonly at: number | null }>(
    `SELECT min(max(o.not_before, ${HELD_UNTIL})) AS at FROM ${PENDING} WHERE ${CANDIDATE}`,
  );
  const lease = database.prepare<[number, number]>(`
    UPDATE outbox SET state = 'inFlight', attempts = attempts + 1, unsure_since = ?, holds = 0
    WHERE id = ? AND state = 'pending'`);
  const done = database.prepare<[number | null, number, number]>(`
    UPDATE outbox SET state = 'done', remote_id = ?, done_at = ?, unsure_since = NULL, holds = 0,
      failure = NULL, words = NULL
    WHERE id = ? AND state IN ('pending', 'inFlight')`);
  const retry = database.prepare<
    [{ id: number; notBefore: number; failure: string; words: string; unsureSince: number | null }]
  >(`
    UPDATE outbox SET state = 'pending', not_before = @notBefore, failure = @failure, words = @words,
      unsure_since = @unsureSince,
      holds = (attempts <= ${HOLDS_FOR_ATTEMPTS} OR @failure NOT IN ${STUMBLES})
    WHERE id = @id AND state = 'inFlight'`);
  const deferred = database.prepare<[number, number]>(`
    UPDATE outbox SET not_before = ?, holds = (attempts BETWEEN 1 AND ${HOLDS_FOR_ATTEMPTS})
    WHERE id = ? AND state = 'pending'`);
  const failedBefore = database.prepare<[{ id: number; notBefore: number; failure: string; words: string }]>(`
    UPDATE outbox SET not_before = @notBefore, failure = @failure, words = @words,
      attempts = attempts + 1,
      holds = (attempts < ${HOLDS_FOR_ATTEMPTS} OR @failure NOT IN ${STUMBLES})
    WHERE id = @id AND state = 'pending'`);
  const dead = database.prepare<[string, string, number | null, number]>(`
    UPDATE outbox SET state = 'dead', failure = ?, words = ?, unsure_since = ?, holds = 0
    WHERE id = ? AND state IN ('pending', 'inFlight')`);
  const revive = database.prepare<[number, number]>(`
    UPDATE outbox SET state = 'pending', not_before = ?, attempts = 0, failure = NULL, words = NULL
    WHERE id = ? AND state = 'dead'`);
  const cancel = database.prepare<[number]>(
    `DELETE FROM outbox WHERE id = ? AND state IN ('pending', 'dead') AND unsure_since IS NULL`,
  );
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
  const undone = database.prepare<[string], { readonly rows: number }>(
    `SELECT count(*) AS rows FROM outbox WHERE account = ? AND state <> 'done'`,
  );

  /** A row that is not in the state its caller believes is a bug, and silence would lose a call. */
  const one = (changed: number, id: number, step: string): void => {
    if (changed !== 1) throw new Error(`outbox row ${id} cannot ${step} from its state`);
  };

  return {
    add: (account, lane, write, notBefore) =>
      add.insert(account, lane, RANK[write.kind], JSON.stringify(write), notBefore),
    due: (now, limit, pausedAccounts) =>
      due.all({ now, limit, paused: JSON.stringify(pausedAccounts) }).map(unfold),
    nextDue: (pausedAccounts) => nextDue.get({ paused: JSON.stringify(pausedAccounts) })?.at ?? null,
    lease(id, now) {
      one(lease.run(now, id), id, 'be leased');
    },
    done(id, remoteId, now) {
      one(done.run(remoteId, now, id), id, 'be done');
    },
    retry(id, notBefore, failure, words, unsureSince) {
      one(retry.run({ id, notBefore, failure, words, unsureSince }), id, 'be retried');
    },
    defer(id, notBefore, failure) {
      const changed =
        failure === null
          ? deferred.run(notBefore, id)
          : failedBefore.run({ id, notBefore, failure: failure.kind, words: failure.words });
      one(changed, id, 'be deferred');
    },
    dead(id, failure, words, unsureSince) {
      one(dead.run(failure, words, unsureSince, id), id, 'die');
    },
    revive(id, notBefore) {
      one(revive.run(notBefore, id), id, 'be revived');
    },
    cancel: (id) => cancel.run(id) === 1,
    bringForward(account, now) {
      bringForward.run({ account, now });
    },
    reopenLeases: () => reopen.run(),
    ofCall: (account, callId) => ofCall.all(account, callId).map(unfold),
    undone: (account) => undone.get(account)?.rows ?? 0,
  };
}
