import { fail, ok } from '../common/result.ts';
import type { Result } from '../common/result.ts';

/**
 * The journal could not be written or read: disk full, an I/O error, the file locked or damaged under
 * us. Thrown by any method of `Journal`, because nearly every caller can only pass it on; whoever can
 * answer for it (a request of a window, the dispatcher) turns it into a value with `attempt`.
 */
export class JournalWriteError extends Error {
  /** SQLite's extended result code, for example `SQLITE_FULL`. */
  readonly code: string;

  constructor(code: string, words: string) {
    super(words);
    this.name = 'JournalWriteError';
    this.code = code;
  }
}

/**
 * Runs journal work and turns a `JournalWriteError` into the failure `journal`. Anything else thrown
 * is a bug and passes. The transaction was rolled back: nothing of the work is stored.
 */
export function attempt<T>(work: () => T): Result<T, 'journal'> {
  try {
    return ok(work());
  } catch (error) {
    if (error instanceof JournalWriteError) return fail('journal');
    throw error;
  }
}
