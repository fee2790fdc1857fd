import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Clock } from '../../common/clock.ts';
import { makePrivate, privateFolder } from '../../common/privateFiles.ts';
import { openDatabase } from '../journalDatabase.ts';

/** Copies of the journal, one a day, the newest three. */
export interface DailyCopies {
  /** Makes today's when it is time; resolves when it is there, or was not made. */
  look(): Promise<void>;
  stop(): void;
}

interface CopiesDeps {
  /** Path of `journal.db`. */
  readonly file: string;
  readonly folder: string;
  readonly clock: Clock;
  /** The built `copyWorker.js`, or `copyWorker.ts` where Node runs it. */
  readonly workerUrl: URL;
  readonly logError: (message: string, error: unknown) => void;
}

/** Where they lie, in the data folder. */
export const COPIES = 'copies';

/** What SQLite keeps beside a file. */
const PARTS = ['-journal', '-wal', '-shm'];
const DRAFT = /^journal-[\d-]+\.db\.new/u;

const KEPT = 3;
const LOOK_MS = 60 * 60_000;
/** Not while everything starts. */
const FIRST_LOOK_MS = 2 * 60_000;
const NAME = /^journal-\d{4}-\d\d-\d\d\.db$/u;

/** Paths of the copies, the newest first. */
export function copiesIn(folder: string): readonly string[] {
  return namesIn(folder)
    .filter((name) => NAME.test(name))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)
    .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
}

/** None where there is no folder: a file in its place, for one, must not keep Ringside from starting. */
const namesIn = (folder: string): readonly string[] =>
  statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(folder) : [];

/** The copies' order is that of their making, also of one that was made while the clock was ahead. */
function makeNewest(copy: string): void {
  if (!existsSync(copy)) return;
  const others = copiesIn(dirname(copy)).filter((path) => path !== copy);
  const newest = Math.max(0, ...others.map((path) => statSync(path).mtimeMs));
  if (statSync(copy).mtimeMs <= newest) utimesSync(copy, new Date(), new Date(newest + 1_000));
}

/**
 * Puts a copy in the place of a journal that was set aside. What waits in it may have been sent since it was made, and
 * says so before the file has its name: killed at any moment, no start finds it without. The system's or SQLite's
 * error is thrown, and no half of it stays.
 *
 * @param memo key and value that the restored journal remembers (`memory`, of no account)
 */
export function restoreCopy(copy: string, file: string, memo?: readonly [string, string]): void {
  const draft = `${file}.new`;
  const parts = [draft, ...PARTS.map((part) => draft + part)];
  const remove = (): void => {
    for (const part of parts) rmSync(part, { force: true });
  };
  remove();
  try {
    copyFileSync(copy, draft);
    makePrivate(draft);
    const database = openDatabase(draft);
    try {
      database
        .prepare<[number]>(
          `UPDATE outbox SET unsure_since = ? WHERE state <> 'done' AND unsure_since IS NULL`,
        )
        .run(Math.floor(statSync(copy).mtimeMs));
      if (memo !== undefined)
        database
          .prepare<[string, string]>(`INSERT OR REPLACE INTO memory (account, key, value) VALUES ('', ?, ?)`)
          .run(...memo);
    } finally {
      database.close();
    }
    renameSync(draft, file);
  } finally {
    remove();
  }
}

/** Drafts of a thread that was killed: they would take the disk's room for ever. */
function removeDrafts(folder: string): void {
  for (const name of namesIn(folder)) if (DRAFT.test(name)) rmSync(join(folder, name), { force: true });
}

export function createDailyCopies({ file, folder, clock, workerUrl, logError }: CopiesDeps): DailyCopies {
  let running: Worker | null = null;
  let cancel = clock.schedule(FIRST_LOOK_MS, again);

  function again(): void {
    cancel = clock.schedule(LOOK_MS, again);
    void look();
  }
  async function look(): Promise<void> {
    const day = new Date(clock.now()).toISOString().slice(0, 10);
    const to = join(folder, `journal-${day}.db`);
    if (running !== null || existsSync(to)) return;
    try {
      privateFolder(folder);
      removeDrafts(folder);
      await copy(to);
      makeNewest(to);
      for (const old of copiesIn(folder).slice(KEPT)) rmSync(old, { force: true });
    } catch (error) {
      removeDrafts(folder);
      // A full disk, for one: the copies there are stay, and it is tried again in an hour.
      logError('the journal could not be copied', error);
    }
  }
  function copy(to: string): Promise<void> {
    const worker = new Worker(workerUrl, { workerData: { file, to }, name: 'copy' });
    running = worker;
    return new Promise((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', () => {
        running = null;
        resolve();
      });
    });
  }

  return {
    look,
    stop() {
      cancel();
      void running?.terminate();
    },
  };
}
