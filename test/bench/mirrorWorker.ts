import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { nameRowIds } from '../../main/mirror/search/nameIndex.ts';
import { openMirror } from '../../main/mirror/openMirror.ts';
import { parsePage } from '../../main/mirror/sync/pageParser.ts';
import { type ListPlace, createMirrorWriter } from '../../main/mirror/mirrorWriter.ts';
import { PAGE_SIZE, crmPages } from './crmPages.ts';

/** How the thread of the bench is started. */
export interface MirrorBenchStart {
  readonly folder: string;
  readonly contacts: number;
}

export interface MirrorBenchReport {
  /** Rows a second, of all tables and the search index. */
  readonly rate: number;
  readonly floorRate: number;
  readonly rows: number;
  readonly bytes: number;
}

const KEY = 'bench';
/** Pages each side stores before it is the other's turn. */
const PAGES_A_TURN = 20;
const PLACE: ListPlace = {
  watermark: null,
  nextHref: 'next',
  newest: 0,
  completedAt: null,
  walked: 0,
  firstId: null,
  lastId: null,
  total: null,
};

type Values = readonly (string | number | null)[];

/** What the sync made of a turn's pages, in the order of ids. */
interface Rows {
  readonly contacts: readonly Values[];
  readonly phones: readonly Values[];
  /** Row id and text of the search index. */
  readonly names: readonly Values[];
}

/** Place of the id in a row of `contacts`, and of the contact's in one of `phones`. */
const ID = 1;
const ENTITY_ID = 2;

if (!parentPort) throw new Error('the bench starts it as a thread');
work(parentPort);

function work(port: MessagePort): void {
  const { folder, contacts } = z.object({ folder: z.string(), contacts: z.number() }).parse(workerData);
  // Unmeasured first: the compiler warms up.
  race(folder, 'warm', crmPages(10_000));
  const report: MirrorBenchReport = race(folder, 'mirror', crmPages(contacts));
  port.postMessage(report);
}

function race(folder: string, name: string, pages: readonly string[]): MirrorBenchReport {
  const file = join(folder, `${name}.db`);
  const ours = openMirror(file, () => {});
  const bare = openMirror(join(folder, `${name}Floor.db`), () => {});
  const store = storer(ours);
  const insert = inserter(bare);
  const rowsOf = reader(ours);
  let [ms, floorMs, count] = [0, 0, 0];
  for (let from = 0; from < pages.length; from += PAGES_A_TURN) {
    const turn = pages.slice(from, from + PAGES_A_TURN);
    ms += timed(() => {
      store(turn);
    });
    const rows = rowsOf(1 + from * PAGE_SIZE, (from + PAGES_A_TURN) * PAGE_SIZE);
    floorMs += timed(() => {
      insert(rows);
    });
    count += rows.contacts.length + rows.phones.length + rows.names.length;
  }
  ours.pragma('wal_checkpoint(TRUNCATE)');
  ours.close();
  bare.close();
  return {
    rate: count / (ms / 1_000),
    floorRate: count / (floorMs / 1_000),
    rows: count,
    bytes: statSync(file).size,
  };
}

/** The sync's own way. */
function storer(db: Database.Database): (pages: readonly string[]) => void {
  const writer = createMirrorWriter(db);
  writer.addAccount({ key: KEY, region: 'RU', userId: 1 });
  return (pages) => {
    for (const body of pages) {
      const page = parsePage('contacts', body);
      if (!page.ok || page.value.skipped > 0) throw new Error('the bench made a page that cannot be read');
      writer.savePage(KEY, page.value.rows, PLACE, 0);
    }
  };
}

/** Rows that are ready, a prepared statement a table, transactions as long as a page: no less can store them. */
function inserter(db: Database.Database): (rows: Rows) => void {
  const into = (table: string): Database.Statement<(string | number | null)[]> => {
    const columns =
      db.prepare<[string], number>('SELECT count(*) FROM pragma_table_info(?)').pluck().get(table) ?? 0;
    return db.prepare(
      `INSERT INTO ${table} VALUES (${Array.from({ length: columns }, () => '?').join(', ')})`,
    );
  };
  const contact = into('contacts');
  const phone = into('phones');
  const name = db.prepare<(string | number | null)[]>(
    'INSERT INTO contact_names (rowid, text) VALUES (?, ?)',
  );
  const page = db.transaction((rows: Rows, from: number, phonesDone: number) => {
    let next = phonesDone;
    for (let at = from; at < Math.min(from + PAGE_SIZE, rows.contacts.length); at += 1) {
      const row = rows.contacts[at] ?? [];
      contact.run(...row);
      name.run(...(rows.names[at] ?? []));
      for (let one = rows.phones[next]; one && one[ENTITY_ID] === row[ID]; one = rows.phones[next]) {
        phone.run(...one);
        next += 1;
      }
    }
    return next;
  });
  return (rows) => {
    let phonesDone = 0;
    for (let from = 0; from < rows.contacts.length; from += PAGE_SIZE)
      phonesDone = page(rows, from, phonesDone);
    if (phonesDone !== rows.phones.length) throw new Error('the floor left phones out');
  };
}

/** Reads what a turn stored, for the floor to store again. */
function reader(db: Database.Database): (first: number, last: number) => Rows {
  const all = (sql: string): Database.Statement<[number, number], Values> =>
    db.prepare<[number, number], Values>(sql).raw();
  const contacts = all('SELECT * FROM contacts WHERE account = 1 AND id BETWEEN ? AND ? ORDER BY id');
  const phones = all(
    'SELECT * FROM phones WHERE account = 1 AND entity = 0 AND entity_id BETWEEN ? AND ? ORDER BY entity_id, position',
  );
  const names = all(
    `SELECT ${nameRowIds(1).first} + id, name_key FROM contacts WHERE account = 1 AND id BETWEEN ? AND ? ORDER BY id`,
  );
  return (first, last) => ({
    contacts: contacts.all(first, last),
    phones: phones.all(first, last),
    names: names.all(first, last),
  });
}

function timed(run: () => void): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}
