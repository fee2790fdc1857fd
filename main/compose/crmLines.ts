import { pathToFileURL } from 'node:url';
import { app } from 'electron';
import { createExchange } from '../amocrm/exchange.ts';
import type { Exchange } from '../amocrm/exchange.ts';
import type { Vault } from '../accounts/vault.ts';
import type { Clock } from '../clock.ts';
import { createCrmSessions } from '../crmSessions.ts';
import type { CrmSessions } from '../crmSessions.ts';
import type { Log } from '../log.ts';
import type { MirrorChange } from '../mirror/mirror.ts';
import type { MirrorFact } from '../mirror/news.ts';
import type { FactSource } from '../mirror/syncMessages.ts';
import { createMirrorReader } from '../mirror/reader.ts';
import type { OpenMirrorReader } from '../mirror/reader.ts';
import { createSearchHost } from '../mirror/searchHost.ts';
import type { SearchHost } from '../mirror/searchHost.ts';
import { createSyncHost } from '../mirror/syncHost.ts';
import type { SyncHost } from '../mirror/syncHost.ts';
import type { Opening } from '../opening.ts';

/** The accounts' lines to the CRM, and the mirror they fill. */
export interface CrmLines {
  readonly exchange: Exchange;
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
  /** The CRM of an account answers again after silence. */
  readonly onAnswersAgain: (account: string) => void;
  /** Rows of the mirror changed. */
  readonly onChanged: (account: string, change: MirrorChange) => void;
  /** Something happened that an agent may want to hear of. */
  readonly onFacts: (account: string, facts: readonly MirrorFact[], from: FactSource) => void;
}

export function composeCrmLines(deps: CrmLinesDeps): CrmLines {
  const { opening, vault, clock, random, log } = deps;
  const { journal, list, registry, inData, built } = opening;
  const exchange = createExchange({
    userAgent: `Ringside/${app.getVersion()} (${process.platform}; telephony companion)`,
  });
  const sessions = createCrmSessions({ journal, vault, list, exchange, clock, random });

  const silent = new Set<string>();
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
    onProgress: ({ account, phase }) => {
      if (phase === 'waiting' || phase === 'failed') silent.add(account);
      else if (silent.delete(account)) deps.onAnswersAgain(account);
      registry.tell('sync', sync.state(account), { kinds: ['account'], account });
    },
  });
  return { exchange, sessions, mirror, sync, search };
}
