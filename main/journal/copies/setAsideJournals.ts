import { copyFileSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makePrivate } from '../../common/privateFiles.ts';
import { fail, ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import { COPIES, copiesIn } from './dailyCopies.ts';
import { recoverUnsent } from './recoverUnsent.ts';
import type { RecoveredRows } from './recoverUnsent.ts';
import type { JournalDatabase } from '../journalDatabase.ts';
import { openDatabase } from '../journalDatabase.ts';
import { attempt } from '../journalError.ts';

/** A journal that was set aside because it was broken, or one of the daily copies. */
export interface SetAside {
  /** Path of the file in the data folder, with `/`. */
  readonly name: string;
  /** A daily copy: what it holds is mostly here, and is not counted. */
  readonly isCopy: boolean;
  readonly bytes: number;
  /** Unix ms of its last change. */
  readonly at: number;
  /** When what was unsent in it was brought back, Unix ms; null when it was not. */
  readonly recoveredAt: number | null;
  /** Calls and writes that the CRM has not got and that could be read; null when nothing of it can be, and of a copy. */
  readonly unsent: { readonly calls: number; readonly writes: number } | null;
}

/** Journals that were set aside and daily copies, and what can be had of them. */
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
/** Which of the data folder's names are journals that were set aside. */
export const brokenJournalsIn = (names: readonly string[]): readonly string[] =>
  names.filter((name) => NAME.test(name));
const markOf = (name: string): string => `recovered:${name}`;

/** They lie beside the journal, the copies in a folder of their own. */
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
  const broken = (): readonly string[] => (existsSync(folder) ? brokenJournalsIn(readdirSync(folder)) : []);
  const copies = (): readonly string[] =>
    copiesIn(join(folder, COPIES)).map((path) => `${COPIES}/${basename(path)}`);
  const entry = (name: string, isCopy: boolean): SetAside => {
    const { mtimeMs, size } = statSync(join(folder, name));
    // Three copies of a year of calls would be read on main's thread each time the page is opened.
    const counted = isCopy ? fail('unread') : withCopy(join(folder, name), unsentIn);
    return {
      name,
      isCopy,
      bytes: size,
      at: mtimeMs,
      recoveredAt: recoveredAt(name),
      unsent: counted.ok ? counted.value : null,
    };
  };

  return {
    list: () => [...broken().map((name) => entry(name, false)), ...copies().map((name) => entry(name, true))],
    recoverUnsent(name, now) {
      if (![...broken(), ...copies()].includes(name)) return fail('unknown');
      if (recoveredAt(name) !== null) return fail('again');
      const { mtimeMs } = statSync(join(folder, name));
      const restored = withCopy(join(folder, name), (old) =>
        attempt(() =>
          transaction(() => {
            const taken = recoverUnsent(database, old, Math.min(mtimeMs, now));
            setMark.run(markOf(name), String(now));
            return taken;
          }),
        ),
      );
      return restored.ok ? restored.value : restored;
    },
  };
}

/** A disk without room for the copy that is read: nothing is said of the file. */
const NO_ROOM = /^(ENOSPC|EDQUOT|EROFS|SQLITE_FULL)/u;

/**
 * A copy is read: the file itself stays as it was found. `unreadable`: it is no journal, or nothing of it can be read.
 * `journal`: the disk has no room for that copy.
 */
function withCopy<T>(file: string, read: (old: JournalDatabase) => T): Result<T, 'unreadable' | 'journal'> {
  const copy = join(dirname(file), `.reading-${basename(file)}`);
  const parts = ['', '-wal'];
  const remove = (): void => {
    for (const part of [...parts, '-shm']) rmSync(copy + part, { force: true });
  };
  // Of a process that was killed while it read: an old log is not to be read with this file.
  remove();
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
      return tables.length === 2 ? ok(read(old)) : fail('unreadable');
    } finally {
      old.close();
    }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return fail(NO_ROOM.test(String(error.code)) ? 'journal' : 'unreadable');
  } finally {
    remove();
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
