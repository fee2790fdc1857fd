import type { JournalDatabase } from '../journalDatabase.ts';
import { JournalWriteError } from '../journalError.ts';

/**
 * Writes that a rule made and nobody waits for (a call began, it ended): what the disk refuses is kept here and
 * written later, before anything else. Without it the end of a call that a full disk refused is never written, and
 * the call can be given no result.
 */
export interface KeptWrites {
  /** Writes now; what the disk refuses is kept (false). Of one key only the latest is, in the place of the first. */
  write(key: string, work: () => void): boolean;
  /** What is kept under this key will not be written. */
  drop(key: string): void;
  /** How many are kept. */
  count(): number;
  /** Work in one transaction, behind all that is kept; throws `JournalWriteError`, and then all is kept as before. */
  behind<T>(work: () => T): T;
}

/** About 0.5 KB each. A disk that refuses for longer than so many calls loses the oldest. */
export const MOST_KEPT = 5_000;

interface KeptWritesDeps {
  readonly database: Pick<JournalDatabase, 'transaction'>;
  /** A write is kept no more: it is on the disk, or was given up. */
  readonly gone: (key: string) => void;
}

export function createKeptWrites({ database, gone }: KeptWritesDeps): KeptWrites {
  const kept = new Map<string, () => void>();
  let depth = 0;

  function drop(key: string): void {
    if (kept.delete(key)) gone(key);
  }

  /** Each in a savepoint: one that can never be written (its account is gone) must not hold the others back. */
  function writeAll(): readonly string[] {
    const keys = [...kept.keys()];
    for (const work of kept.values()) {
      try {
        database.transaction(work);
      } catch (error) {
        if (error instanceof JournalWriteError) throw error;
        reportBug(error);
      }
    }
    return keys;
  }

  function behind<T>(work: () => T): T {
    if (kept.size === 0 || depth > 0) return within(work);
    const { written, value } = within(() => ({ written: writeAll(), value: work() }));
    for (const key of written) drop(key);
    return value;
  }

  function within<T>(work: () => T): T {
    depth += 1;
    try {
      return database.transaction(work);
    } finally {
      depth -= 1;
    }
  }

  return {
    write(key, work) {
      try {
        // Inside a transaction its caller hears of the failure: the whole of it is undone.
        if (depth > 0) work();
        else if (kept.has(key)) {
          kept.set(key, work);
          behind(() => undefined);
        } else behind(work);
        return true;
      } catch (error) {
        if (!(error instanceof JournalWriteError) || depth > 0) throw error;
        kept.set(key, work);
        const oldest = kept.size > MOST_KEPT ? kept.keys().next().value : undefined;
        if (oldest !== undefined) drop(oldest);
        return false;
      }
    },
    drop,
    count: () => kept.size,
    behind,
  };
}

function reportBug(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
