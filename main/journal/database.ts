import Database from 'better-sqlite3';
import { JournalWriteError } from './writeError.ts';

/** A prepared statement; `P` are its parameters in order, `R` one row as SQLite gives it. */
export interface Statement<P extends unknown[], R> {
  /** Rows changed. */
  run(...params: P): number;
  /** Id of the row inserted. */
  insert(...params: P): number;
  get(...params: P): R | null;
  all(...params: P): readonly R[];
}

/** The one connection to the journal's file. Errors of the disk or file come as `JournalWriteError`. */
export interface JournalDatabase {
  prepare<P extends unknown[], R = never>(sql: string): Statement<P, R>;
  exec(sql: string): void;
  /** Value of a pragma that answers one row with one column. */
  pragma(text: string): unknown;
  /** Takes the write lock at once; nested calls become savepoints. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** How long a statement waits for another process (a backup, a virus scanner) to let go. */
const BUSY_TIMEOUT_MS = 5_000;

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
  const raw = guarded(() => new Database(file, { timeout: BUSY_TIMEOUT_MS }));
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
  return {
    prepare<P extends unknown[], R>(sql: string): Statement<P, R> {
      const statement = guarded(() => raw.prepare<P, R>(sql));
      return {
        run: (...params) => guarded(() => statement.run(...params).changes),
        insert: (...params) => guarded(() => Number(statement.run(...params).lastInsertRowid)),
        get: (...params) => guarded(() => statement.get(...params) ?? null),
        all: (...params) => guarded(() => statement.all(...params)),
      };
    },
    exec(sql) {
      guarded(() => raw.exec(sql));
    },
    pragma: (text) => guarded(() => raw.pragma(text, { simple: true })),
    transaction: (work) => guarded(() => raw.transaction(work).immediate()),
    close() {
      raw.close();
    },
  };
}
