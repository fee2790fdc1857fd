import Database from 'better-sqlite3';
import { JournalWriteError } from './journalError.ts';

/** A prepared statement; `P` are its parameters in order, `R` one row as SQLite gives it. */
export interface Statement<P extends unknown[], R> {
  /** Rows changed. */
  run(...params: P): number;
  /** Id of the row inserted. */
  insert(...params: P): number;
  get(...params: P): R | null;
  all(...params: P): readonly R[];
  /** The rows of a broken file that can be read, up to the first that cannot. */
  readable(...params: P): readonly R[];
}

/** The one connection to the journal's file. Errors of the disk or file come as `JournalWriteError`. */
export interface JournalDatabase {
  readonly file: string;
  prepare<P extends unknown[], R = never>(sql: string): Statement<P, R>;
  exec(sql: string): void;
  /** Value of a pragma that answers one row with one column. */
  pragma(text: string): unknown;
  /** Takes the write lock at once; nested calls become savepoints. */
  transaction<T>(work: () => T): T;
  /** SQLite's code of what it refused last since `accepted`; null when nothing. */
  refusal(): string | null;
  /** A write that needed room was done: what was refused before is over. */
  accepted(): void;
  /** Hears of each refusal. */
  onRefused(listener: () => void): void;
  close(): void;
}

/**
 * How long the opening waits for another process (a backup, a virus scanner) to let go. Later nothing waits
 * (createJournal.ts): a lock would stand between a ring and its pop.
 */
const OPENING_WAITS_MS = 5_000;

/**
 * Result codes that say something of the disk or the file and nothing of our SQL
 * (sqlite.org, "Result and Error Codes"). Extended codes start with these words.
 */
const ENVIRONMENT_CODES =
  /^SQLITE_(FULL|IOERR|READONLY|BUSY|LOCKED|CORRUPT|NOTADB|CANTOPEN|NOMEM|PERM|AUTH|PROTOCOL|NOLFS)/;

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Database.SqliteError && ENVIRONMENT_CODES.test(error.code)) {
      throw new JournalWriteError(error.code, error.message);
    }
    throw error;
  }
}

/**
 * Opens the file with every commit on the disk before it returns: WAL, `synchronous=FULL`, and on
 * macOS `F_FULLFSYNC`, without which a commit may sit in the drive's own cache.
 * Throws `JournalWriteError` when the file cannot be opened or is no database.
 */
export function openDatabase(file: string): JournalDatabase {
  const raw = guarded(() => new Database(file, { timeout: OPENING_WAITS_MS }));
  try {
    guarded(() => {
      raw.pragma('journal_mode = WAL');
      raw.pragma('synchronous = FULL');
      raw.pragma('fullfsync = ON');
      raw.pragma('checkpoint_fullfsync = ON');
      raw.pragma('foreign_keys = ON');
      raw.pragma('trusted_schema = OFF');
    });
  } catch (error) {
    raw.close();
    throw error;
  }
  let refusal: string | null = null;
  const listeners: (() => void)[] = [];
  const watched = <T>(work: () => T): T => {
    try {
      return guarded(work);
    } catch (error) {
      if (error instanceof JournalWriteError) {
        refusal = error.code;
        for (const listener of listeners) listener();
      }
      throw error;
    }
  };
  return {
    file,
    prepare<P extends unknown[], R>(sql: string): Statement<P, R> {
      const statement = watched(() => raw.prepare<P, R>(sql));
      return {
        run: (...params) => watched(() => statement.run(...params).changes),
        insert: (...params) => watched(() => Number(statement.run(...params).lastInsertRowid)),
        get: (...params) => watched(() => statement.get(...params) ?? null),
        all: (...params) => watched(() => statement.all(...params)),
        readable(...params) {
          const rows: R[] = [];
          try {
            for (const row of statement.iterate(...params)) rows.push(row);
          } catch (error) {
            if (!(error instanceof Database.SqliteError)) throw error;
          }
          return rows;
        },
      };
    },
    exec(sql) {
      watched(() => raw.exec(sql));
    },
    pragma: (text) => watched(() => raw.pragma(text, { simple: true })),
    transaction: (work) => watched(() => raw.transaction(work).immediate()),
    refusal: () => refusal,
    accepted() {
      refusal = null;
    },
    onRefused(listener) {
      listeners.push(listener);
    },
    close() {
      raw.close();
    },
  };
}
