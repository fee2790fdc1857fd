import type { Journal } from '../../journal/journal.ts';

/**
 * Ends the calls that an earlier life of the app left open (a crash, a lost power supply): nobody will
 * tell of their end any more. They wait for their result like any other.
 */
export function closeLeftOpen(journal: Journal): void {
  for (const row of journal.calls.open()) {
    journal.calls.putFacts({
      ...row,
      state: 'ended',
      endReason: 'unknown',
      endedAt: row.answeredAt ?? row.startedAt,
    });
  }
}
