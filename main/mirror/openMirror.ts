import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { makePrivate, privateFile } from '../common/privateFiles.ts';
import { MIRROR_VERSION, schema } from './mirrorSchema.ts';

/** A log longer than this is cut back after a checkpoint, so that it does not grow without bound. */
const LARGEST_WAL_BYTES = 32 * 1024 * 1024;
/** Pages in the log before it is folded into the file: 16 MiB, so that the first sync does not do it each page. */
const CHECKPOINT_PAGES = 4_000;

/** What SQLite calls files that cannot be a mirror (any more). */
const BROKEN = /^SQLITE_(?:CORRUPT|NOTADB|FORMAT|SCHEMA)/u;

/** True for an error that says the file itself is broken, not the statement. */
export function isBroken(error: unknown): boolean {
  return error instanceof Database.SqliteError && BROKEN.test(error.code);
}

/**
 * Opens the mirror for writing, created if it is not there. All of it can be fetched again, so a broken
 * file or one of another schema version is deleted and begun anew.
 * @param rebuilding told before the file is deleted, so that its reader lets go of it
 */
export function openMirror(file: string, rebuilding: () => void): Database.Database {
  const known = tryOpen(file);
  if (known) return known;
  rebuilding();
  deleteMirror(file);
  const db = tryOpen(file);
  if (!db) throw new Error('a new mirror cannot be opened');
  return db;
}

/** Deletes the mirror with its log. On Windows a reader may still hold it for a moment. */
export function deleteMirror(file: string): void {
  for (const name of [`${file}-wal`, `${file}-shm`, file]) {
    rmSync(name, { force: true, recursive: true, maxRetries: 20, retryDelay: 50 });
  }
}

function tryOpen(file: string): Database.Database | null {
  makePrivate(`${file}-wal`);
  makePrivate(`${file}-shm`);
  privateFile(file);
  const db = new Database(file);
  try {
    db.pragma('journal_mode = WAL');
    // The mirror may lose its last page in a power cut, never its form: the page is fetched again.
    db.pragma('synchronous = NORMAL');
    db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    db.pragma(`journal_size_limit = ${LARGEST_WAL_BYTES}`);
    db.pragma('cache_size = -32000');
    if (db.pragma('user_version', { simple: true }) === 0) create(db);
    if (db.pragma('user_version', { simple: true }) === MIRROR_VERSION) return db;
  } catch (error) {
    if (!isBroken(error)) throw error;
  }
  db.close();
  return null;
}

function create(db: Database.Database): void {
  db.transaction(() => {
    db.exec(schema);
    db.pragma(`user_version = ${MIRROR_VERSION}`);
  })();
}
