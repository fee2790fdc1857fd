import { pathToFileURL } from 'node:url';
import { app, session } from 'electron';
import { createExchange } from '../amocrm/exchange.ts';
import type { Exchange } from '../amocrm/exchange.ts';
import type { Vault } from '../accounts/vault.ts';
import type { Clock } from '../clock.ts';
import { createCrmSessions } from '../crmSessions.ts';
import type { CrmSessions } from '../crmSessions.ts';
import type { Log } from '../log.ts';
import type { MirrorChange, SyncProgress } from '../mirror/mirror.ts';
import type { MirrorFact } from '../mirror/news.ts';
import type { FactSource } from '../mirror/syncMessages.ts';
import { createMirrorReader } from '../mirror/reader.ts';
import type { OpenMirrorReader } from '../mirror/reader.ts';
import { createSearchHost } from '../mirror/searchHost.ts';
import type { SearchHost } from '../mirror/searchHost.ts';
import { createSyncHost } from '../mirror/syncHost.ts';
import type { SyncHost } from '../mirror/syncHost.ts';
import { createNetwork } from '../network/network.ts';
import type { Network } from '../network/network.ts';
import { trustSystemStore } from '../network/systemTrust.ts';
import type { Opening } from '../opening.ts';
import type { Serving } from '../serving.ts';

/** The accounts' lines to the CRM, and the mirror they fill. */
export interface CrmLines {
  readonly exchange: Exchange;
  readonly network: Network;
  readonly sessions: CrmSessions;
  readonly mirror: OpenMirrorReader;
  readonly sync: SyncHost;
  readonly search: SearchHost;
}

interface CrmLinesDeps {
  readonly opening: Opening;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly serving: Serving;
  /** Rows of the mirror changed. */
  readonly onChanged: (account: string, change: MirrorChange) => void;
  /** Something happened that an agent may want to hear of. */
  readonly onFacts: (account: string, facts: readonly MirrorFact[], from: FactSource) => void;
}

export function composeCrmLines(deps: CrmLinesDeps): CrmLines {
  const { opening, vault, clock, random, log } = deps;
  const { journal, list, registry, inData, built } = opening;
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
    clock,
    onRebuild: () => {
      mirror.release();
      search.release();
    },
    onCrash: (error) => {
      log.error('the sync worker', error);
    },
    onChanged: deps.onChanged,
    onFacts: deps.onFacts,
    onProgress: (progress) => {
      const { account } = progress;
      tellTrouble(progress);
      registry.tell('sync', sync.state(account), { kinds: ['account'], account });
    },
  });
  return { exchange, network, sessions, mirror, sync, search };
}
