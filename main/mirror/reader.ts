import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type MirrorAccount, lookUp, matchOf } from './lookup.ts';
import { type LookupStatements, prepareLookup } from './lookupStatements.ts';
import type { MirrorLists } from './lists.ts';
import type { MirrorNames, MirrorReader } from './mirror.ts';
import { MIRROR_VERSION } from './openMirror.ts';
import { type Search, createSearch } from './search.ts';

/** The mirror as main reads it, on a connection of its own that cannot write. */
export interface OpenMirrorReader extends MirrorReader, MirrorNames, MirrorLists {
  /** Lets go of the file, because the worker is about to delete it; the next question opens it again. */
  release(): void;
  close(): void;
}

/** The file is read through the page cache of the system: more than a million contacts take. */
const MAPPED_BYTES = 2 * 1024 * 1024 * 1024;

/** Nothing is known, until the lists are read. */
const NO_LISTS: MirrorLists = {
  partyPage: () => ({ rows: [], next: null, total: 0 }),
  party: () => null,
  leadPage: () => ({ rows: [], next: null, total: 0 }),
  leadBoard: () => [],
  lead: () => null,
  taskPage: () => ({ rows: [], next: null, total: 0 }),
  taskCounts: () => ({ overdue: 0, today: 0, later: 0 }),
  tasksOf: () => [],
  dictionary: () => ({ pipelines: [], users: [], taskTypes: [], lossReasons: [] }),
};

interface Connection {
  readonly db: Database.Database;
  readonly lookup: LookupStatements;
  readonly search: Search;
  readonly counts: Database.Statement<[string], { contacts: number; companies: number; leads: number }>;
  readonly user: Database.Statement<[number, number], { readonly name: string }>;
  readonly stage: Database.Statement<
    [number, number, number],
    { readonly stage: string; readonly pipeline: string; readonly colour: string | null }
  >;
}

/**
 * Reads the mirror file, which the sync worker makes. As long as it is not there, is of another schema or
 * turns out broken, nobody is known: every answer is empty, and the file is tried again next time.
 */
export function createMirrorReader(file: string): OpenMirrorReader {
  let connection: Connection | null = null;
  let closed = false;

  function release(): void {
    connection?.db.close();
    connection = null;
  }

  /** Asks the open mirror about a known account, or answers `nothing`. */
  function ask<T>(key: string, nothing: T, question: (open: Connection, account: MirrorAccount) => T): T {
    if (closed) return nothing;
    try {
      connection ??= connect(file);
      const account = connection?.lookup.account.get(key);
      return connection && account ? question(connection, account) : nothing;
    } catch (error) {
      if (!(error instanceof Database.SqliteError)) throw error;
      // Replaced under our hands, or broken: the worker rebuilds it.
      release();
      return nothing;
    }
  }

  return {
    lookup: (key, number) => ask(key, [], ({ lookup }, account) => lookUp(lookup, account, number)),
    search: (key, text, limit) => ask(key, [], ({ search }, account) => search.search(account, text, limit)),
    match: (key, entity, id) =>
      ask(key, null, ({ lookup }, account) => matchOf(lookup, account, entity, id, null)[0] ?? null),
    counts(key) {
      const none = { contacts: 0, companies: 0, leads: 0 };
      return ask(key, none, ({ counts }) => counts.get(key) ?? none);
    },
    userName: (key, userId) =>
      ask(key, null, ({ user }, { account }) => user.get(account, userId)?.name ?? null),
    stage: (key, pipelineId, statusId) =>
      ask(key, null, ({ stage }, { account }) => stage.get(account, pipelineId, statusId) ?? null),
    ...NO_LISTS,
    release,
    close() {
      closed = true;
      release();
    },
  };
}

function connect(file: string): Connection | null {
  if (!existsSync(file)) return null;
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    if (db.pragma('user_version', { simple: true }) === MIRROR_VERSION) return prepared(db);
  } catch (error) {
    db.close();
    throw error;
  }
  db.close();
  return null;
}

function prepared(db: Database.Database): Connection {
  db.pragma(`mmap_size = ${MAPPED_BYTES}`);
  const lookup = prepareLookup(db);
  return {
    db,
    lookup,
    search: createSearch(db, lookup),
    counts: db.prepare('SELECT contacts, companies, leads FROM accounts WHERE key = ?'),
    user: db.prepare('SELECT name FROM users WHERE account = ? AND id = ?'),
    stage: db.prepare(
      `SELECT s.name AS stage, p.name AS pipeline, s.color AS colour FROM statuses s
       JOIN pipelines p ON p.account = s.account AND p.id = s.pipeline_id
       WHERE s.account = ? AND s.pipeline_id = ? AND s.id = ?`,
    ),
  };
}
