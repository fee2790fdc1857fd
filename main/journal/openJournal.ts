import { existsSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { systemClock } from '../common/clock.ts';
import type { Clock } from '../common/clock.ts';
import { makePrivate, privateFile, privateFolder } from '../common/privateFiles.ts';
import { fail, ok } from '../common/result.ts';
import type { Result } from '../common/result.ts';
import { createJournal } from './createJournal.ts';
import { openDatabase } from './journalDatabase.ts';
import type { JournalDatabase } from './journalDatabase.ts';
import type { Journal } from './journal.ts';
import { migrate } from './migrate.ts';
import { JournalWriteError } from './journalError.ts';

/** Why there is no journal. In none of these was anything deleted. */
export type JournalFailure =
  /** Written by a newer Ringside; untouched. */
  | { readonly kind: 'newer'; readonly version: number; readonly known: number }
  /**
   * Damaged, or no journal at all: now under the name `setAside`. Opening again makes a new one; that
   * is the caller's decision, after the path was shown.
   */
  | { readonly kind: 'broken'; readonly setAside: string; readonly words: string }
  /** The disk refused (rights, space, locked by another process); untouched, may work later. */
  | { readonly kind: 'unavailable'; readonly code: string; readonly words: string };

/** A journal of this many bytes (25,000 calls) is checked in a moment; a larger one not on main's thread (openAhead.ts). */
export const QUICK_BYTES = 4 * 1024 * 1024;

/** Whether the whole file is read for damage, or only one that is soon read. */
export type JournalCheck = 'whole' | 'small';

/** Codes of a damaged file, as against a disk that refuses (sqlite.org, "Result and Error Codes"). */
const DAMAGED = /^SQLITE_(CORRUPT|NOTADB)/;

/**
 * Opens the journal, making it when there is none, checks it and brings its schema up to date.
 *
 * @param file path of `journal.db`; its folder is made when missing
 * @param clock names the time in the name of a file set aside
 * @param check `small`: a larger file was checked by whoever copied it last, or by openAhead.ts a moment ago
 */
export function openJournal(
  file: string,
  clock: Pick<Clock, 'now'> = systemClock,
  check: JournalCheck = 'whole',
): Result<Journal, JournalFailure> {
  let database: JournalDatabase | null = null;
  const broken = (words: string): Result<never, JournalFailure> => {
    database?.close();
    return setAside(file, clock.now(), words);
  };
  try {
    privateFolder(dirname(file));
    for (const name of [file, `${file}-wal`, `${file}-shm`]) makePrivate(name);
    if (!existsSync(file)) privateFile(file);
    database = openDatabase(file);
    if (check === 'whole' || statSync(file).size <= QUICK_BYTES) {
      const integrity = database.pragma('quick_check(1)');
      if (integrity !== 'ok') return broken(String(integrity));
    }
    const migrated = migrate(database);
    if (!migrated.ok) {
      if (migrated.error.kind === 'foreign') return broken('not a journal of Ringside');
      database.close();
      return fail(migrated.error);
    }
    return ok(createJournal(database));
  } catch (error) {
    if (error instanceof JournalWriteError && !DAMAGED.test(error.code)) {
      database?.close();
      return fail({ kind: 'unavailable', code: error.code, words: error.message });
    }
    // Our own SQL does not fit what the file says its version is: a table was lost or changed.
    if (error instanceof JournalWriteError || error instanceof Database.SqliteError) {
      return broken(error.message);
    }
    database?.close();
    if (isSystemError(error)) return fail({ kind: 'unavailable', code: error.code, words: error.message });
    throw error;
  }
}

/** Renames the file and what SQLite keeps beside it, so that someone can still save what is inside. */
function setAside(file: string, now: number, words: string): Result<never, JournalFailure> {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  let aside = `${file}.broken-${stamp}`;
  for (let copy = 2; existsSync(aside); copy += 1) aside = `${file}.broken-${stamp}-${copy}`;
  try {
    renameSync(file, aside);
    for (const suffix of ['-wal', '-shm']) {
      if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
    }
  } catch (error) {
    if (isSystemError(error)) return fail({ kind: 'unavailable', code: error.code, words: error.message });
    throw error;
  }
  return fail({ kind: 'broken', setAside: aside, words });
}

function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error;
}
