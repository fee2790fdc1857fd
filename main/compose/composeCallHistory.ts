import type { Match } from '../../preload/contract.ts';
import { createCallCountTracker } from '../calls/history/callCountTracker.ts';
import type { CallCountTracker } from '../calls/history/callCountTracker.ts';
import type { CallViews } from '../calls/history/callViews.ts';
import { createCallHistory } from '../calls/history/callHistory.ts';
import type { CallHistory } from '../calls/history/callHistory.ts';
import { watchDay } from '../calls/history/dayChange.ts';
import { createMissedCallTracker } from '../calls/history/missedCallTracker.ts';
import type { MissedCallTracker } from '../calls/history/missedCallTracker.ts';
import type { Clock } from '../common/clock.ts';
import type { Log } from '../common/log.ts';
import type { Startup } from './startup.ts';
import type { CrmConnections } from './composeCrm.ts';

/** Calls of every day, who was missed, and how many calls need something. */
export interface ComposedCallHistory {
  readonly history: CallHistory;
  readonly missed: MissedCallTracker;
  readonly counts: CallCountTracker;
  stop(): void;
}

interface CallHistoryParts {
  readonly opening: Startup;
  readonly crm: CrmConnections;
  readonly callViews: CallViews;
  readonly clock: Clock;
  readonly log: Log;
  /** A colleague called a missed caller back. */
  readonly calledBack: (account: string, who: Pick<Match, 'entity' | 'id' | 'name'>) => void;
}

export function composeCallHistory({
  opening,
  crm,
  callViews,
  clock,
  log,
  calledBack,
}: CallHistoryParts): ComposedCallHistory {
  const { journal, list, registry, events } = opening;
  const missed = createMissedCallTracker({
    journal,
    mirror: crm.mirror,
    clock,
    accounts: () => list.list(),
    clientOf: (account) => crm.sessions.clientOf(account),
    serviceClockOf: (account) => crm.sessions.serviceClockOf(account),
    changed: (account) => void events.emit('missedChanged', account),
    userOf: (account) => list.get(account)?.userId ?? null,
    calledBack,
    logError: (message, error) => {
      log.error(message, error);
    },
  });
  const counts = createCallCountTracker({
    journal,
    missed,
    clock,
    emit: (account, value) => {
      registry.tell('callCounts', value, { kinds: ['account'], account });
      events.emit('callCountsChanged');
    },
  });
  const allChanged = (): void => {
    for (const { key } of list.list()) counts.changed(key);
  };
  const changed = (account: string): void => {
    counts.changed(account);
  };
  callViews.onTell(changed);
  events.on('missedChanged', changed);
  events.on('callsArchived', changed);
  events.on('journalRecovered', allChanged);
  events.on('accountPaused', (event) => {
    counts.paused(event);
  });
  events.on('writeChanged', ({ account }) => {
    counts.changed(account);
  });
  const stopWatchingDay = watchDay(clock, () => {
    callViews.tellDay();
    allChanged();
  });
  return {
    history: createCallHistory(journal, callViews, opening.speech.t),
    missed,
    counts,
    stop() {
      missed.stop();
      counts.stop();
      stopWatchingDay();
    },
  };
}
