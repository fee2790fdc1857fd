import type { CallRow } from '../../journal/callRows.ts';
import type { Journal } from '../../journal/journal.ts';

/** A recording is often there only once it was copied or converted, long after nobody follows the call any more. */
const RECENT_MS = 24 * 3_600_000;
/** So long a call may still be put right by what is told of it. */
const FOLLOWED_MS = 60_000;

/**
 * The call of the last day that a source means by its id, in whichever account. A number alone names no call: the same caller may have
 * called again since.
 * @param now Unix ms
 */
export function endedCall(
  journal: Pick<Journal, 'calls'>,
  accounts: readonly string[],
  source: string,
  sourceCallId: string,
  now: number,
): CallRow | null {
  for (const account of accounts) {
    const found = journal.calls
      .since(account, now - RECENT_MS)
      .find((call) => call.source === source && call.sourceCallId === sourceCallId);
    if (found !== undefined) return now - (found.endedAt ?? now) > FOLLOWED_MS ? found : null;
  }
  return null;
}
