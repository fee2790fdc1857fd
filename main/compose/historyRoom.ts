import type { Match } from '../../preload/contract.ts';
import { createCallCounts } from '../calls/callCounts.ts';
import type { CallCountsDesk } from '../calls/callCounts.ts';
import type { CallBook } from '../calls/callBook.ts';
import { createCallHistory } from '../calls/callHistory.ts';
import type { CallHistory } from '../calls/callHistory.ts';
import { watchDay } from '../calls/dayWatch.ts';
import { createMissedDesk } from '../calls/missedDesk.ts';
import type { MissedDesk } from '../calls/missedDesk.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Opening } from '../opening.ts';
import type { CrmLines } from './crmLines.ts';

/** Calls of every day, who was missed, and how many calls need something. */
export interface HistoryRoom {
  readonly history: CallHistory;
  readonly missed: MissedDesk;
  readonly counts: CallCountsDesk;
  stop(): void;
}

interface HistoryRoomDeps {
  readonly opening: Opening;
  readonly lines: CrmLines;
  readonly book: CallBook;
  readonly clock: Clock;
  readonly log: Log;
  /** Another desk called a missed caller back. */
  readonly calledBack: (account: string, who: Pick<Match, 'entity' | 'id' | 'name'>) => void;
  /** An account's counts are others now. */
  readonly onCounts: () => void;
}

export function composeHistoryRoom({
  opening,
  lines,
  book,
  clock,
  log,
  calledBack,
  onCounts,
}: HistoryRoomDeps): HistoryRoom {
  const { journal, list, registry } = opening;
  const missed = createMissedDesk({
    journal,
    mirror: lines.mirror,
    clock,
    accounts: () => list.list(),
    clientOf: (account) => lines.sessions.clientOf(account),
    serviceClockOf: (account) => lines.sessions.serviceClockOf(account),
    changed: (account) => {
      counts.changed(account);
    },
    userOf: (account) => list.get(account)?.userId ?? null,
    calledBack,
    logError: (message, error) => {
      log.error(message, error);
    },
  });
  const counts = createCallCounts({
    journal,
    missed,
    clock,
    emit: (account, value) => {
      registry.tell('callCounts', value, { kinds: ['account'], account });
      onCounts();
    },
  });
  book.onTell((account) => {
    counts.changed(account);
  });
  const stopWatchingDay = watchDay(clock, () => {
    book.tellDay();
    for (const { key } of list.list()) counts.changed(key);
  });
  return {
    history: createCallHistory(journal, book),
    missed,
    counts,
    stop() {
      missed.stop();
      counts.stop();
      stopWatchingDay();
    },
  };
}
