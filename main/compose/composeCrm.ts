import { pathToFileURL } from 'node:url';
import { app, session } from 'electron';
import { createExchange } from '../crm/transport/httpExchange.ts';
import type { Exchange } from '../crm/transport/httpExchange.ts';
import type { Clock } from '../common/clock.ts';
import { createCrmSessions } from '../accounts/crmSessions.ts';
import type { CrmSessions } from '../accounts/crmSessions.ts';
import type { Log } from '../common/log.ts';
import type { SyncProgress } from '../mirror/mirror.ts';
import { createMirrorReader } from '../mirror/mirrorReader.ts';
import type { OpenMirrorReader } from '../mirror/mirrorReader.ts';
import { createSearchHost } from '../mirror/search/searchHost.ts';
import type { SearchHost } from '../mirror/search/searchHost.ts';
import { createSyncHost } from '../mirror/sync/syncHost.ts';
import type { SyncHost } from '../mirror/sync/syncHost.ts';
import { createNetwork } from '../network/systemNetwork.ts';
import type { Network } from '../network/systemNetwork.ts';
import { trustSystemStore } from '../network/systemTrust.ts';
import type { Startup } from './startup.ts';
import type { Serving } from '../accounts/accountServing.ts';

/** The accounts' lines to the CRM, and the mirror they fill. */
export interface CrmConnections {
  readonly exchange: Exchange;
  readonly network: Network;
  readonly sessions: CrmSessions;
  readonly mirror: OpenMirrorReader;
  readonly sync: SyncHost;
  readonly search: SearchHost;
}

interface CrmLinesDeps {
  readonly opening: Startup;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly serving: Serving;
}

export function composeCrm(deps: CrmLinesDeps): CrmConnections {
  const { opening, clock, random, log } = deps;
  const { journal, vault, list, registry, events, inData, built } = opening;
  const network = createNetwork({
    resolveProxy: (url) => session.defaultSession.resolveProxy(url),
    trustSystem: () => {
      trustSystemStore();
    },
    report: (message) => {
      log.info(message);
    },
  });
  const exchange = createExchange({
    network,
    userAgent: `Ringside/${app.getVersion()} (${process.platform}; telephony companion)`,
  });
  const { serving } = deps;
  const sessions = createCrmSessions({ journal, vault, list, exchange, clock, random, serving });

  const troubles = new Map<string, string>();
  /** A line in the log for each trouble of a copy, and one for its end. */
  const tellTrouble = ({ account, phase, failure, failedLists }: SyncProgress): void => {
    const isWell = phase !== 'waiting' && phase !== 'failed';
    // On the way through its lists a pass does not know yet whether it will be well.
    if (isWell && phase !== 'idle') return;
    const of = failedLists.length === 0 ? '' : ` (${failedLists.join(', ')})`;
    const trouble = isWell ? '' : `${phase}: ${failure ?? 'unknown'}${of}`;
    if ((troubles.get(account) ?? '') === trouble) return;
    troubles.set(account, trouble);
    const number = journal.accounts.list().findIndex(({ key }) => key === account) + 1;
    log.info(`the copy of account ${String(number)} ${isWell ? 'is well again' : trouble}`);
  };
  const mirror = createMirrorReader(inData('mirror.db'));
  const search = createSearchHost({
    file: inData('mirror.db'),
    workerUrl: pathToFileURL(built('main', 'searchWorker.js')),
    clock,
    onCrash: (error) => {
      log.error('the search worker', error);
    },
  });
  const sync = createSyncHost({
    file: inData('mirror.db'),
    workerUrl: pathToFileURL(built('main', 'syncWorker.js')),
    clientOf: (account) => sessions.clientOf(account),
    latestOf(account) {
      const latest = sessions.serviceClockOf(account).now()?.latest;
      return latest === undefined ? null : Math.ceil(latest / 1_000);
    },
    clock,
    onRebuild: () => {
      mirror.release();
      search.release();
    },
    onCrash: (error) => {
      log.error('the sync worker', error);
    },
    onChanged: (account, change) => void events.emit('mirrorChanged', account, change),
    onFacts: (account, facts, from) => void events.emit('changeFacts', account, facts, from),
    onProgress: (progress) => void events.emit('syncProgress', progress),
  });
  events.on('syncProgress', (progress) => {
    const { account } = progress;
    tellTrouble(progress);
    registry.tell('sync', sync.state(account), { kinds: ['account'], account });
  });
  return { exchange, network, sessions, mirror, sync, search };
}
