import type { Database } from 'better-sqlite3';
import { assertNever } from '../result.ts';
import { createLeadRows } from './leadRows.ts';
import { createPartyRows } from './partyRows.ts';
import type { ListName, PageRows, PartyRow } from './rows.ts';

/** An account as the mirror needs to know it. */
export interface SyncAccount {
  /** Ringside's own account key. */
  readonly key: string;
  /** ISO 3166 alpha-2: how its phones are read. */
  readonly region: string;
  /** The agent, for `responsibleIsMe`. */
  readonly userId: number;
}

/** How far the sync of one list has come. */
export interface ListPlace {
  /** Unix seconds up to which every change is in the mirror; null before the first pass is through. */
  readonly watermark: number | null;
  /** Where the pass goes on, exactly as the service handed it out; null between passes. */
  readonly nextHref: string | null;
  /** The watermark once the pass that is going on is through. */
  readonly newest: number | null;
  /** Unix ms at which the last pass was through. */
  readonly completedAt: number | null;
}

/** The writing side of the mirror, in the sync worker only. Every method is one transaction. */
export interface MirrorWriter {
  /** Makes the account known. Another region means other phone keys: its lists begin anew. */
  addAccount(account: SyncAccount): void;
  /** Deletes the account and all its rows, in steps that each take a few milliseconds. */
  removeAccount(key: string): void;
  /** Stores the rows of a page together with the place to go on from, so that a kill loses neither. */
  savePage(key: string, page: PageRows, place: ListPlace, now: number): void;
  /** Moves on without rows (a 204). */
  savePlace(key: string, list: ListName, place: ListPlace): void;
  place(key: string, list: ListName): ListPlace;
  /** Adds a contact just created, before the service's own lists show it (facts/call-sources 2.3 step 4). */
  remember(key: string, contact: PartyRow): void;
  isPaused(key: string): boolean;
  setPaused(key: string, paused: boolean): void;
  completedAt(key: string): number | null;
  setCompletedAt(key: string, at: number): void;
  /** Rows per kind; zeros for an account not known. */
  counts(key: string): MirrorCounts;
  /** Folds the log into the file and cuts it, after much was written. */
  checkpoint(): void;
  close(): void;
}

export interface MirrorCounts {
  readonly contacts: number;
  readonly companies: number;
  readonly leads: number;
}

const START: ListPlace = { watermark: null, nextHref: null, newest: null, completedAt: null };
const TABLES = [
  'phones',
  'lead_links',
  'contacts',
  'companies',
  'leads',
  'users',
  'pipelines',
  'statuses',
  'sync_state',
];
/** Stands before the number of an account whose rows are being deleted; no account key begins so. */
const REMOVED = 'removed ';
/** Rows deleted in one transaction. */
const DELETED_AT_ONCE = 2_000;

interface AccountRow extends MirrorCounts {
  readonly account: number;
  readonly region: string;
  readonly paused: number;
  readonly completed_at: number | null;
}

export function createMirrorWriter(db: Database): MirrorWriter {
  sweepRemoved(db);
  const contacts = createPartyRows(db, 'contact');
  const companies = createPartyRows(db, 'company');
  const leads = createLeadRows(db);
  const byKey = db.prepare<[string], AccountRow>(
    'SELECT account, region, paused, completed_at, contacts, companies, leads FROM accounts WHERE key = ?',
  );
  const putAccount = db.prepare<[string, string, number]>(
    `INSERT INTO accounts (key, region, user_id) VALUES (?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET region = excluded.region, user_id = excluded.user_id`,
  );
  const putUser = db.prepare<[number, number, string, number]>(
    'INSERT OR REPLACE INTO users (account, id, name, is_admin) VALUES (?, ?, ?, ?)',
  );
  const putPipeline = db.prepare<[number, number, string]>(
    'INSERT OR REPLACE INTO pipelines (account, id, name) VALUES (?, ?, ?)',
  );
  const putStatus = db.prepare<[number, number, number, string, string | null, number]>(
    'INSERT OR REPLACE INTO statuses (account, pipeline_id, id, name, color, sort) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const readPlace = db.prepare<[number, string], ListPlace>(
    `SELECT watermark, next_href AS nextHref, newest, completed_at AS completedAt FROM sync_state
     WHERE account = ? AND list = ?`,
  );
  const writePlace = db.prepare<[number, string, number | null, string | null, number | null, number | null]>(
    `INSERT OR REPLACE INTO sync_state (account, list, watermark, next_href, newest, completed_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );

  /** Accounts are added before anything else is asked of them. */
  function known(key: string): AccountRow {
    const row = byKey.get(key);
    if (!row) throw new Error('the mirror does not know this account');
    return row;
  }

  function putPlace(account: number, list: ListName, place: ListPlace): void {
    writePlace.run(account, list, place.watermark, place.nextHref, place.newest, place.completedAt);
  }

  function putRows({ account, region }: AccountRow, page: PageRows, now: number): void {
    switch (page.list) {
      case 'contacts':
        for (const row of page.rows) contacts.put(account, region, row);
        return;
      case 'companies':
        for (const row of page.rows) companies.put(account, region, row);
        return;
      case 'leads':
        for (const row of page.rows) leads.put(account, row, now);
        return;
      case 'users':
        for (const { id, name, isAdmin } of page.rows) putUser.run(account, id, name, isAdmin ? 1 : 0);
        return;
      case 'pipelines':
        for (const { id, name, statuses } of page.rows) {
          putPipeline.run(account, id, name);
          for (const stage of statuses)
            putStatus.run(account, id, stage.id, stage.name, stage.color, stage.sort);
        }
        return;
      default:
        assertNever(page);
    }
  }

  const savePage = db.transaction((key: string, page: PageRows, place: ListPlace, now: number) => {
    const row = known(key);
    putRows(row, page, now);
    putPlace(row.account, page.list, place);
  });
  const addAccount = db.transaction((account: SyncAccount) => {
    const before = byKey.get(account.key);
    putAccount.run(account.key, account.region, account.userId);
    if (before && before.region !== account.region) {
      db.prepare('DELETE FROM sync_state WHERE account = ?').run(before.account);
    }
  });
  const remember = db.transaction((key: string, contact: PartyRow) => {
    const { account, region } = known(key);
    contacts.put(account, region, contact);
  });

  return {
    addAccount: (account) => addAccount.immediate(account),
    removeAccount(key) {
      // First the key: from then on nobody finds a row of it, and a kill in between leaves a mark.
      db.prepare(`UPDATE accounts SET key = '${REMOVED}' || account WHERE key = ?`).run(key);
      sweepRemoved(db);
    },
    savePage: (key, page, place, now) => savePage.immediate(key, page, place, now),
    savePlace: (key, list, place) => {
      putPlace(known(key).account, list, place);
    },
    place: (key, list) => readPlace.get(known(key).account, list) ?? START,
    remember: (key, contact) => remember.immediate(key, contact),
    isPaused: (key) => byKey.get(key)?.paused === 1,
    setPaused(key, paused) {
      db.prepare('UPDATE accounts SET paused = ? WHERE key = ?').run(paused ? 1 : 0, key);
    },
    completedAt: (key) => byKey.get(key)?.completed_at ?? null,
    setCompletedAt(key, at) {
      db.prepare('UPDATE accounts SET completed_at = ? WHERE key = ?').run(at, key);
    },
    counts: (key) => byKey.get(key) ?? { contacts: 0, companies: 0, leads: 0 },
    checkpoint() {
      db.pragma('wal_checkpoint(TRUNCATE)');
    },
    close() {
      db.close();
    },
  };
}

/** Deletes what is left of accounts that were removed. */
function sweepRemoved(db: Database): void {
  const removed = db
    .prepare<[], { readonly account: number }>(`SELECT account FROM accounts WHERE key GLOB '${REMOVED}*'`)
    .all();
  for (const { account } of removed) {
    for (const table of TABLES) deleteRows(db, table, account);
    db.prepare('DELETE FROM accounts WHERE account = ?').run(account);
  }
}

function deleteRows(db: Database, table: string, account: number): void {
  const key = primaryKey(db, table);
  const step = db.prepare<[number, number]>(
    `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE account = ? LIMIT ?)`,
  );
  while (step.run(account, DELETED_AT_ONCE).changes > 0);
}

function primaryKey(db: Database, table: string): string {
  return db
    .prepare<[string], { readonly name: string }>(
      'SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk',
    )
    .all(table)
    .map(({ name }) => name)
    .join(', ');
}
