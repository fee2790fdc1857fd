import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { MIRROR_VERSION } from './mirrorSchema.ts';

/** A read-only connection to the mirror's file, opened when it is first asked. */
export interface ReadConnection<T> {
  /** Asks the open mirror, or answers `nothing`: there is none, it is of another schema, or broken. */
  ask<A>(nothing: A, question: (open: T) => A): A;
  /** Lets go of the file; the next question opens it again. */
  release(): void;
}

/** The file is read through the page cache of the system: more than a million contacts take. */
const MAPPED_BYTES = 2 * 1024 * 1024 * 1024;
/** A ring asks here: another program that holds the file may not keep its pop waiting. */
const LOCKED_MS = 50;

/**
 * Reads the mirror file, which the sync worker makes. As long as it is not there, is of another schema or
 * turns out broken, nobody is known: every answer is empty, and the file is tried again next time.
 */
export function createReadConnection<T>(
  file: string,
  prepare: (db: Database.Database) => T,
): ReadConnection<T> {
  let open: { readonly db: Database.Database; readonly prepared: T } | null = null;

  function release(): void {
    open?.db.close();
    open = null;
  }

  function connect(): typeof open {
    if (!existsSync(file)) return null;
    const db = new Database(file, { readonly: true, fileMustExist: true, timeout: LOCKED_MS });
    try {
      if (db.pragma('user_version', { simple: true }) === MIRROR_VERSION) {
        db.pragma(`mmap_size = ${MAPPED_BYTES}`);
        return { db, prepared: prepare(db) };
      }
    } catch (error) {
      db.close();
      throw error;
    }
    db.close();
    return null;
  }

  return {
    ask(nothing, question) {
      try {
        open ??= connect();
        return open ? question(open.prepared) : nothing;
      } catch (error) {
        if (!(error instanceof Database.SqliteError)) throw error;
        // Replaced under our hands, or broken: the worker rebuilds it.
        release();
        return nothing;
      }
    },
    release,
  };
}
