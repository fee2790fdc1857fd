import { accountRows } from './accounts.ts';
import { callRows } from './calls.ts';
import type { JournalDatabase } from './database.ts';
import { historyRows } from './history.ts';
import type { Journal } from './journal.ts';
import { lineRows } from './lines.ts';
import { memoryRows } from './memory.ts';
import { outboxRows } from './outbox.ts';
import { removeAccount } from './removeAccount.ts';
import { secretRows } from './secrets.ts';

/**
 * The journal over a database that was checked and brought up to date (open.ts). Every statement is
 * prepared here, so that a schema that lacks something is noticed at the start and not at a ring.
 */
export function createJournal(database: JournalDatabase): Journal {
  return {
    accounts: accountRows(database),
    secrets: secretRows(database),
    calls: callRows(database),
    history: historyRows(database),
    outbox: outboxRows(database),
    lines: lineRows(database),
    memory: memoryRows(database),
    removeAccount(account) {
      removeAccount(database, account);
    },
    transaction: (work) => database.transaction(work),
    close() {
      database.close();
    },
  };
}
