import { copyFileSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makePrivate } from '../../common/privateFiles.ts';
import { fail } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import { recoverUnsent } from './recoverUnsent.ts';
import type { RecoveredRows } from './recoverUnsent.ts';
import type { JournalDatabase } from '../journalDatabase.ts';
import { openDatabase } from '../journalDatabase.ts';
import { attempt, JournalWriteError } from '../journalError.ts';

/** A journal that was set aside because it was broken. */
export interface SetAside {
  /** Name of the file in the data folder. */
  readonly name: string;
  /** Unix ms of its last change. */
  readonly at: number;
  /** When what was unsent in it was brought back, Unix ms; null when it was not. */
  readonly recoveredAt: number | null;
  /** Calls and writes that the CRM has not got and that could be read; null when nothing of it can be. */
  readonly unsent: { readonly calls: number; readonly writes: number } | null;
}

/** Journals that were set aside, and what can be had of them. */
export interface SetAsideJournals {
  list(): readonly SetAside[];
  /** Once: `again` when it was done before. */
  recoverUnsent(
    name: string,
    now: number,
  ): Result<RecoveredRows, 'unknown' | 'again' | 'unreadable' | 'journal'>;
}

/** Not what SQLite keeps beside it. */
const NAME = /^journal\.db\.broken-[\w-]+(?<!-wal|-shm)$/u;
const markOf = (name: string): string => `recovered:${name}`;

/** They lie beside the journal. */
export function setAsideJournals(
  database: JournalDatabase,
  transaction: <T>(work: () => T) => T,
): SetAsideJournals {
  const folder = dirname(database.file);
  const mark = database.prepare<[string], { readonly value: string }>(
    `SELECT value FROM memory WHERE account = '' AND key = ?`,
  );
  const setMark = database.prepare<[string, string]>(
    `INSERT INTO memory (account, key, value) VALUES ('', ?, ?)`,
  );
  const recoveredAt = (name: string): number | null => {
    const value = mark.get(markOf(name))?.value;
    return value === undefined ? null : Number(value);
  };
  const names = (): readonly string[] =>
    existsSync(folder) ? readdirSync(folder).filter((name) => NAME.test(name)) : [];

  return {
    list: () =>
      names().map((name) => ({
        name,
        at: statSync(join(folder, name)).mtimeMs,
        recoveredAt: recoveredAt(name),
        unsent: withCopy(join(folder, name), unsentIn),
      })),
    recoverUnsent(name, now) {
      if (!names().includes(name)) return fail('unknown');
      if (recoveredAt(name) !== null) return fail('again');
      const restored = withCopy(join(folder, name), (old) =>
        attempt(() =>
          transaction(() => {
            const taken = recoverUnsent(database, old);
            setMark.run(markOf(name), String(now));
            return taken;
          }),
        ),
      );
      return restored ?? fail('unreadable');
    },
  };
}

/** A copy is read: the file itself stays as it was found. Null when it is no journal, or nothing of it can be read. */
function withCopy<T>(file: string, read: (old: JournalDatabase) => T): T | null {
  const copy = join(dirname(file), `.reading-${basename(file)}`);
  const parts = ['', '-wal'];
  try {
    for (const part of parts) {
      if (!existsSync(file + part)) continue;
      copyFileSync(file + part, copy + part);
      makePrivate(copy + part);
    }
    const old = openDatabase(copy);
    try {
      const tables = old
        .prepare<[], { readonly name: string }>(
          `SELECT name FROM sqlite_schema WHERE name IN ('calls', 'outbox')`,
        )
        .readable();
      return tables.length === 2 ? read(old) : null;
    } finally {
      old.close();
    }
  } catch (error) {
    const isOfTheFile = error instanceof JournalWriteError || (error instanceof Error && 'code' in error);
    if (isOfTheFile) return null;
    throw error;
  } finally {
    for (const part of [...parts, '-shm']) rmSync(copy + part, { force: true });
  }
}

function unsentIn(old: JournalDatabase): { readonly calls: number; readonly writes: number } {
  const rows = (sql: string): number => old.prepare(sql).readable().length;
  return {
    calls: rows(
      `SELECT 1 FROM calls NOT INDEXED WHERE result IS NULL AND end_reason IS NOT 'answeredElsewhere'`,
    ),
    writes: rows(`SELECT 1 FROM outbox NOT INDEXED WHERE state <> 'done'`),
  };
}
