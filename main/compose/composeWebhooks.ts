import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { net } from 'electron';
import type { Clock } from '../common/clock.ts';
import { createInbox } from '../webhooks/apply/webhookInbox.ts';
import type { Inbox } from '../webhooks/apply/webhookInbox.ts';
import { joinRelay } from '../webhooks/relay/joinRelay.ts';
import { createWebhookCheck } from '../webhooks/receiver/webhookCheck.ts';
import type { WebhookCheck } from '../webhooks/receiver/webhookCheck.ts';
import { createReceiverManager } from '../webhooks/receiver/receiverManager.ts';
import type { ReceiverManager } from '../webhooks/receiver/receiverManager.ts';
import { createRelayAdmin } from '../webhooks/relay/relayAdmin.ts';
import type { RelayAdmin } from '../webhooks/relay/relayAdmin.ts';
import { createSubscriptions } from '../webhooks/receiver/webhookSubscriptions.ts';
import type { Subscriptions } from '../webhooks/receiver/webhookSubscriptions.ts';
import { shownState } from '../ipc/crm/webhookHandlers.ts';
import { createRefetchQueue } from '../webhooks/apply/refetch.ts';
import type { Log } from '../common/log.ts';
import type { Startup } from './startup.ts';
import type { CrmConnections } from './composeCrm.ts';

/** By Chromium's own network: it knows the system's proxy and authorities. */
const askRelay: typeof fetch = (input, init) => net.fetch(input instanceof URL ? input.href : input, init);

/** Where the CRM's changes come in, and what is made of them. */
export interface ComposedWebhooks {
  readonly inbox: Inbox;
  readonly receiver: ReceiverManager;
  readonly subscriptionsOf: (account: string) => Subscriptions;
  readonly test: WebhookCheck;
  readonly admin: RelayAdmin;
  accountOf(account: string): { readonly accountId: number } | null;
  wake(): void;
  stop(): void;
}

interface WebhookParts {
  readonly opening: Startup;
  readonly crm: CrmConnections;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly noteAdded: (account: string, card: { readonly entity: string; readonly id: number }) => void;
  /** A relay was reached again. */
  readonly reached: () => void;
}

export function composeWebhooks(deps: WebhookParts): ComposedWebhooks {
  const { opening, crm, clock, random, log } = deps;
  const { journal, vault, list, registry, settingsFile, events } = opening;
  const { sync, sessions } = crm;
  const readBacks = createRefetchQueue({
    clientOf: (account) => sessions.clientOf(account),
    remember: (account, fetched) => {
      sync.remember(account, fetched);
    },
    catchUpNow: (account) => {
      sync.catchUpNow(account);
    },
    clock,
  });
  const subscriptions = new Map<string, Subscriptions>();
  const accountOf = (account: string): { readonly accountId: number } | null => journal.accounts.get(account);
  const test = createWebhookCheck({
    clock,
    monotonic: () => performance.now(),
    nonce: () => randomBytes(12).toString('hex'),
  });
  const inbox = createInbox({
    journal,
    vault,
    sync,
    isUsed: (account) => registry.isSeen(account),
    refetch: (account, wanted) => {
      readBacks.add(account, wanted);
    },
    clock,
    network: crm.network,
    join: (link, name) => joinRelay(link, name, askRelay),
    random,
    computerName: hostname(),
    changed: (account) => void events.emit('webhooksChanged', account),
    stored: (body) => {
      test.received(body);
    },
    reached: deps.reached,
    report: (message) => {
      log.info(message);
    },
  });
  const receiver = createReceiverManager({
    clock,
    settings: () => settingsFile.get().webhookReceiver,
    save: (webhookReceiver) => {
      settingsFile.change({ webhookReceiver });
    },
    vault,
    accounts: () => list.list().map(({ key }) => key),
    receive: (account, body) => inbox.receive(account, body),
    newSecret: () => randomBytes(32).toString('base64url'),
    changed: () => {
      for (const { key } of list.list()) events.emit('webhooksChanged', key);
    },
  });
  events.on('webhooksChanged', (account) => {
    const state = shownState(inbox.state(account), receiver, accountOf(account)?.accountId ?? 0);
    registry.tell('webhooks', state, { kinds: ['account'], account });
  });
  events.on('changeFacts', (account, facts, from) => {
    inbox.onChangeFacts(account, facts, from);
    for (const fact of facts) {
      if (fact.kind !== 'noteAdded') continue;
      deps.noteAdded(account, { entity: fact.parent, id: fact.parentId });
    }
  });
  registry.onSeen((account) => {
    inbox.windowsChanged(account);
  });
  return {
    inbox,
    receiver,
    subscriptionsOf(account) {
      const known =
        subscriptions.get(account) ?? createSubscriptions(() => sessions.clientOf(account)?.webhooks ?? null);
      subscriptions.set(account, known);
      return known;
    },
    test,
    admin: createRelayAdmin({
      journal,
      vault,
      accountId: (account) => accountOf(account)?.accountId ?? null,
      ask: askRelay,
    }),
    accountOf,
    wake() {
      inbox.wake();
    },
    stop() {
      receiver.stop();
      inbox.stop();
      readBacks.stop();
    },
  };
}
