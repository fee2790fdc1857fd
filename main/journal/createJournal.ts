import { accountRows } from './tables/accountTable.ts';
import { callRows } from './tables/callTable.ts';
import type { JournalDatabase } from './journalDatabase.ts';
import { historyRows } from './tables/callHistoryTable.ts';
import { callNumbersRows } from './tables/callNumbersTable.ts';
import type { Journal } from './journal.ts';
import { keepingCalls } from './disk/deferredCalls.ts';
import { createKeptWrites } from './disk/deferredWrites.ts';
import { lineRows } from './tables/phoneLineTable.ts';
import { missedToLogRows } from './tables/missedToLogTable.ts';
import { memoryRows } from './tables/keyValueTable.ts';
import { oldCalls } from './tables/oldCalls.ts';
import { outboxRows } from './tables/outboxTable.ts';
import { removeAccount } from './tables/removeAccount.ts';
import { secretRows } from './tables/secretTable.ts';
import { setAsideJournals } from './copies/setAsideJournals.ts';
import { attempt } from './journalError.ts';

/** At the end of the app there is nothing to be kept waiting by a lock, and what is kept would be lost. */
const CLOSING_WAITS_MS = 2_000;
/** Room that a disk must have before it is believed to take writes again. */
const PROBE_BYTES = 65_536;

/**
 * The journal over a database that was checked and brought up to date (openJournal.ts). Every statement is
 * prepared here, so that a schema that lacks something is noticed at the start and not at a ring.
 */
export function createJournal(database: JournalDatabase): Journal {
  const kept = createKeptWrites({
    database,
    gone: (key) => {
      calls.gone(key);
    },
  });
  const calls = keepingCalls(callRows(database), kept);
  const memory = memoryRows(database);
  const probe = database.prepare<[string, number]>(
    `INSERT OR REPLACE INTO memory (account, key, value) VALUES ('', ?, hex(zeroblob(?)))`,
  );
  const journal: Journal = {
    accounts: accountRows(database),
    secrets: secretRows(database),
    calls: calls.rows,
    history: historyRows(database),
    numbers: callNumbersRows(database),
    outbox: outboxRows(database),
    missedToLog: missedToLogRows(database),
    oldCalls: oldCalls(database),
    lines: lineRows(database),
    memory,
    removeAccount(account) {
      calls.forget(account);
      removeAccount(database, account);
    },
    transaction: (work) => kept.behind(work),
    setAside: setAsideJournals(database, (work) => kept.behind(work)),
    disk: {
      write: (key, work) => {
        kept.write(key, work);
      },
      kept: () => kept.count(),
      refusal: () => database.refusal(),
      onRefused: (listener) => {
        database.onRefused(listener);
      },
      retry: () =>
        attempt(() => {
          // Committed once with the room it takes: small changes fit where nothing else does.
          kept.behind(() => probe.run('diskProbe', PROBE_BYTES / 2));
          memory.delete('', 'diskProbe');
          database.accepted();
        }),
    },
    close() {
      if (kept.count() > 0) {
        database.pragma(`busy_timeout = ${CLOSING_WAITS_MS}`);
        journal.disk.retry();
      }
      database.close();
    },
  };
  // From here on main's thread, which shows the pop, waits for nobody.
  database.pragma('busy_timeout = 0');
  return journal;
}
