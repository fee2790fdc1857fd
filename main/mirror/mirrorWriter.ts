import type { Database, Statement } from 'better-sqlite3';
import { apiPathOf } from '../crm/transport/serviceAddress.ts';
import { type Changes, createChanges } from './changeSet.ts';
import { LIST_OF, deletionsOf } from './sync/deletions.ts';
import { createLeadRows } from './lead/leadWriter.ts';
import type { MirrorChange } from './mirror.ts';
import { createNameIndex } from './search/nameIndex.ts';
import type { ChangeFact, StreamPosition } from './changes/changeEvents.ts';
import { type StoredChanges, type ReadEvents, createChangeApplier } from './changes/applyChanges.ts';
import { createContactOrCompanyRows } from './contact/contactOrCompanyWriter.ts';
import { createReferenceRows } from './referenceWriter.ts';
import { REMOVED, sweepRemoved } from './sweepRemoved.ts';
import { type PlaceName, type PageRows, type TimedList } from './mirrorRecords.ts';
import { createTaskRows } from './task/taskWriter.ts';
import { leadFacts, taskFact } from './changes/changeFacts.ts';

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
  /** Where the pass goes on, a path of the account's host; null between passes. */
  readonly nextHref: string | null;
  /** The watermark once the pass that is going on is through. */
  readonly newest: number | null;
  /** Unix ms at which the last pass was through. */
  readonly completedAt: number | null;
  /** Items the pass has walked. */
  readonly walked: number;
  /** Ids the list begins and ends with, where the first pass could learn them. */
  readonly firstId: number | null;
  readonly lastId: number | null;
  /** Items the list has, as far as can be told; null before and where nothing tells. */
  readonly total: number | null;
}

/** The writing side of the mirror, in the sync worker only. Every method is one transaction. */
export interface MirrorWriter {
  /** Makes the account known. Another region means other phone keys: its lists begin anew. */
  addAccount(account: SyncAccount): void;
  /** Deletes the account and all its rows, in steps that each take a few milliseconds. */
  removeAccount(key: string): void;
  /**
   * Stores the rows of a page together with the place to go on from, so that a kill loses neither. Events of
   * deletions delete. Answers what changed, null when nothing did.
   */
  savePage(key: string, page: PageRows, place: ListPlace, now: number, name?: PlaceName): MirrorChange | null;
  /** Moves on without rows (a 204). */
  savePlace(key: string, list: PlaceName, place: ListPlace): void;
  /** Drops tasks that no pass has brought since (Unix ms). */
  sweepTasks(key: string, seenSince: number): MirrorChange | null;
  place(key: string, list: PlaceName): ListPlace;
  /** Stores what an interactive answer brought; never over newer rows. */
  remember(key: string, rows: readonly PageRows[], gone: readonly Gone[], now: number): MirrorChange | null;
  /**
   * Stores what events say, each once, together with the place in their stream. `null` when events before them are
   * missing: nothing was stored then.
   */
  saveChanges(key: string, changeEvents: ReadEvents, now: number): StoredChanges | null;
  /** How far the account's stream of events is stored; null before the first. */
  streamPosition(key: string): StreamPosition | null;
  setStreamPosition(key: string, place: StreamPosition): void;
  /** Facts since they were last taken, of rows stored after the first pass over their list. */
  takeFacts(): readonly ChangeFact[];
  /** Ids of a list's rows above `after` and up to `through`, ascending. */
  idsBetween(key: string, list: TimedList, after: number, through: number): readonly number[];
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

/** An entity that is not in the CRM any more. */
export interface Gone {
  readonly entity: 'contact' | 'company' | 'lead' | 'task';
  readonly id: number;
}

export interface MirrorCounts {
  readonly contacts: number;
  readonly companies: number;
  readonly leads: number;
}

const START: ListPlace = {
  watermark: null,
  nextHref: null,
  newest: null,
  completedAt: null,
  walked: 0,
  firstId: null,
  lastId: null,
  total: null,
};

interface AccountRow extends MirrorCounts {
  readonly account: number;
  readonly region: string;
  readonly user_id: number;
  readonly paused: number;
  readonly completed_at: number | null;
}

export function createMirrorWriter(db: Database): MirrorWriter {
  sweepRemoved(db);
  const names = createNameIndex(db);
  const rowsOf = {
    contacts: createContactOrCompanyRows(db, 'contact', names),
    companies: createContactOrCompanyRows(db, 'company', names),
    leads: createLeadRows(db, names),
    tasks: createTaskRows(db),
  };
  const reference = createReferenceRows(db);
  const changeApplier = createChangeApplier(db, rowsOf);
  let facts: ChangeFact[] = [];
  const byKey = db.prepare<[string], AccountRow>(
    `SELECT account, region, user_id, paused, completed_at, contacts, companies, leads FROM accounts WHERE key = ?`,
  );
  const putAccount = db.prepare<[string, string, number]>(
    `INSERT INTO accounts (key, region, user_id) VALUES (?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET region = excluded.region, user_id = excluded.user_id`,
  );
  const count = db.prepare<[number, number, number, number]>(
    `UPDATE accounts SET contacts = contacts + ?, companies = companies + ?, leads = leads + ? WHERE account = ?`,
  );
  const readPlace = db.prepare<[number, string], ListPlace>(
    `SELECT watermark, next_href AS nextHref, newest, completed_at AS completedAt, walked, first_id AS firstId,
       last_id AS lastId, total FROM sync_state WHERE account = ? AND list = ?`,
  );
  const writePlace = db.prepare<
    [
      number,
      string,
      number | null,
      string | null,
      number | null,
      number | null,
      number,
      number | null,
      number | null,
      number | null,
    ]
  >(
    `INSERT OR REPLACE INTO sync_state
       (account, list, watermark, next_href, newest, completed_at, walked, first_id, last_id, total)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const idsBetween = (table: TimedList): Statement<[number, number, number], { readonly id: number }> =>
    db.prepare(`SELECT id FROM ${table} WHERE account = ? AND id > ? AND id <= ? ORDER BY id`);
  const between = {
    contacts: idsBetween('contacts'),
    companies: idsBetween('companies'),
    leads: idsBetween('leads'),
  };

  /** Accounts are added before anything else is asked of them. */
  function known(key: string): AccountRow {
    const row = byKey.get(key);
    if (!row) throw new Error('the mirror does not know this account');
    return row;
  }

  function putPlace(account: number, list: PlaceName, place: ListPlace): void {
    const { watermark, nextHref, newest, completedAt, walked, firstId, lastId, total } = place;
    writePlace.run(account, list, watermark, nextHref, newest, completedAt, walked, firstId, lastId, total);
  }

  function putRows(
    row: AccountRow,
    page: PageRows,
    {
      now,
      changes,
      withLinks,
      isFirst,
      pass = null,
    }: {
      readonly now: number;
      readonly changes: Changes;
      readonly withLinks: boolean;
      /** Of the first pass over the list: nothing in it is a change. */
      readonly isFirst: boolean;
      /** Of tasks: the number of the pass that brings them, see `sweepTasks`. */
      readonly pass?: number | null;
    },
  ): void {
    const { account, region } = row;
    switch (page.list) {
      case 'contacts':
      case 'companies':
        for (const one of page.rows) {
          if (!isFirst) changeApplier.isBack(account, page.list, one.id);
          changes.note(page.list, one.id, rowsOf[page.list].put(account, region, one, withLinks));
        }
        return;
      case 'leads':
        for (const one of page.rows) {
          if (!isFirst) changeApplier.isBack(account, 'leads', one.id);
          const before = isFirst ? null : rowsOf.leads.standing(account, one.id);
          const written = rowsOf.leads.put(account, one, now);
          changes.note('leads', one.id, written);
          if (!isFirst) leadFacts(changes, before, one, written);
        }
        return;
      case 'tasks':
        for (const one of page.rows) {
          const written = rowsOf.tasks.put(account, row.user_id, one, pass);
          changes.note('tasks', one.id, written);
          if (!isFirst) taskFact(changes, one, written);
        }
        return;
      case 'events':
        for (const { list, id } of deletionsOf(page.rows)) {
          changes.note(list, id, rowsOf[list].remove(account, id));
        }
        return;
      case 'incoming':
        for (const { uid, category, leadId, updatedAt: at } of page.rows) {
          changeApplier.incoming(
            account,
            { kind: 'incomingLead', uid, category, leadId, by: null, at },
            isFirst ? null : changes,
            now,
          );
        }
        return;
      default:
        reference.put(account, page);
    }
  }

  function counted(account: number, changes: Changes): MirrorChange | null {
    const { contacts, companies, leads } = changes.added;
    if (contacts !== 0 || companies !== 0 || leads !== 0) count.run(contacts, companies, leads, account);
    facts.push(...changes.facts);
    return changes.sum();
  }

  const savePage = db.transaction(
    (key: string, page: PageRows, place: ListPlace, now: number, name: PlaceName) => {
      const row = known(key);
      const changes = createChanges();
      // In a first pass the leads come after their contacts.
      const isFirst = (readPlace.get(row.account, name)?.watermark ?? null) === null;
      const pass = place.newest ?? place.watermark;
      putRows(row, page, { now, changes, withLinks: place.watermark !== null, isFirst, pass });
      putPlace(row.account, name, place);
      return counted(row.account, changes);
    },
  );
  const addAccount = db.transaction((account: SyncAccount) => {
    const before = byKey.get(account.key);
    putAccount.run(account.key, account.region, account.userId);
    if (before && before.region !== account.region) {
      db.prepare('DELETE FROM sync_state WHERE account = ?').run(before.account);
    }
  });
  const remember = db.transaction(
    (key: string, pages: readonly PageRows[], gone: readonly Gone[], now: number) => {
      const row = known(key);
      const changes = createChanges();
      for (const page of pages) putRows(row, page, { now, changes, withLinks: true, isFirst: false });
      for (const { entity, id } of gone) {
        const list = LIST_OF[entity];
        changes.note(list, id, rowsOf[list].remove(row.account, id));
      }
      return counted(row.account, changes);
    },
  );
  const saveChanges = db.transaction(
    (key: string, changeEvents: ReadEvents, now: number): StoredChanges | null => {
      const row = known(key);
      const changes = createChanges();
      const stored = changeApplier.store(row, changeEvents, changes, now);
      return stored && { ...stored, change: counted(row.account, changes) };
    },
  );
  const sweepTasks = db.transaction((key: string, seenSince: number) => {
    const changes = createChanges();
    for (const id of rowsOf.tasks.sweep(known(key).account, seenSince)) changes.note('tasks', id, 'gone');
    return changes.sum();
  });

  return {
    addAccount: (account) => addAccount.immediate(account),
    removeAccount(key) {
      // First the key: from then on nobody finds a row of it, and a kill in between leaves a mark.
      db.prepare(`UPDATE accounts SET key = '${REMOVED}' || account WHERE key = ?`).run(key);
      sweepRemoved(db);
    },
    savePage: (key, page, place, now, name = page.list) => savePage.immediate(key, page, place, now, name),
    savePlace: (key, list, place) => {
      putPlace(known(key).account, list, place);
    },
    sweepTasks: (key, seenSince) => sweepTasks.immediate(key, seenSince),
    place(key, list) {
      const place = readPlace.get(known(key).account, list) ?? START;
      // Whoever wrote it: only a path of the API is gone on from.
      return place.nextHref === null ? place : { ...place, nextHref: apiPathOf(place.nextHref) };
    },
    saveChanges: (key, changeEvents, now) => saveChanges.immediate(key, changeEvents, now),
    streamPosition: (key) => changeApplier.place(known(key).account),
    setStreamPosition: (key, place) => {
      changeApplier.setPlace(known(key).account, place);
    },
    takeFacts() {
      const taken = facts;
      facts = [];
      return taken;
    },
    remember: (key, rows, gone, now) => remember.immediate(key, rows, gone, now),
    idsBetween: (key, list, after, through) =>
      between[list].all(known(key).account, after, through).map(({ id }) => id),
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
