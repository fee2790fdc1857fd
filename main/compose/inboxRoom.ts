import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { net } from 'electron';
import type { Vault } from '../accounts/vault.ts';
import type { Clock } from '../clock.ts';
import { createInbox } from '../inbox/inboxDesk.ts';
import type { Inbox } from '../inbox/inboxDesk.ts';
import { joinRelay } from '../inbox/join.ts';
import { createNewsTest } from '../inbox/newsTest.ts';
import type { NewsTest } from '../inbox/newsTest.ts';
import { createReceiverDesk } from '../inbox/receiverDesk.ts';
import type { ReceiverDesk } from '../inbox/receiverDesk.ts';
import { createRelayAdmin } from '../inbox/relayAdmin.ts';
import type { RelayAdmin } from '../inbox/relayAdmin.ts';
import { createSubscriptions } from '../inbox/subscriptions.ts';
import type { Subscriptions } from '../inbox/subscriptions.ts';
import { shownState } from '../ipc/news.ts';
import { createReadBacks } from '../inbox/readBack.ts';
import type { Log } from '../log.ts';
import type { MirrorFact } from '../mirror/news.ts';
import type { FactSource } from '../mirror/syncMessages.ts';
import type { Opening } from '../opening.ts';
import type { CrmLines } from './crmLines.ts';

/** By Chromium's own network: it knows the system's proxy and authorities. */
const askRelay: typeof fetch = (input, init) => net.fetch(input instanceof URL ? input.href : input, init);

/** Where news of the CRM come in, and what is made of them. */
export interface InboxRoom {
  readonly inbox: Inbox;
  readonly receiver: ReceiverDesk;
  readonly subscriptionsOf: (account: string) => Subscriptions;
  readonly test: NewsTest;
  readonly admin: RelayAdmin;
  accountOf(account: string): { readonly accountId: number } | null;
  heardFacts(account: string, facts: readonly MirrorFact[], from: FactSource): void;
  wake(): void;
  stop(): void;
}

interface InboxRoomDeps {
  readonly opening: Opening;
  readonly lines: CrmLines;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly noteAdded: (account: string, card: { readonly entity: string; readonly id: number }) => void;
  /** A relay was reached again. */
  readonly reached: () => void;
}

export function composeInboxRoom(deps: InboxRoomDeps): InboxRoom {
  const { opening, lines, vault, clock, random, log } = deps;
  const { journal, list, registry, settingsFile } = opening;
  const { sync, sessions } = lines;
  const readBacks = createReadBacks({
    clientOf: (account) => sessions.clientOf(account),
    remember: (account, brought) => {
      sync.remember(account, brought);
    },
    catchUpNow: (account) => {
      sync.catchUpNow(account);
    },
    clock,
  });
  const subscriptions = new Map<string, Subscriptions>();
  const accountOf = (account: string): { readonly accountId: number } | null => journal.accounts.get(account);
  const tell = (account: string): void => {
    const state = shownState(inbox.state(account), receiver, accountOf(account)?.accountId ?? 0);
    registry.tell('news', state, { kinds: ['account'], account });
  };
  const test = createNewsTest({
    clock,
    monotonic: () => performance.now(),
    nonce: () => randomBytes(12).toString('hex'),
  });
  const receiver = createReceiverDesk({
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
      for (const { key } of list.list()) tell(key);
    },
  });
  const inbox = createInbox({
    journal,
    vault,
    sync,
    isUsed: (account) => registry.isSeen(account),
    readBack: (account, wanted) => {
      readBacks.add(account, wanted);
    },
    clock,
    network: lines.network,
    join: (link, name) => joinRelay(link, name, askRelay),
    random,
    computerName: hostname(),
    changed: tell,
    stored: (body) => {
      test.heard(body);
    },
    reached: deps.reached,
    report: (message) => {
      log.info(message);
    },
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
    heardFacts(account, facts, from) {
      inbox.heardFacts(account, facts, from);
      for (const fact of facts) {
        if (fact.kind !== 'noteAdded') continue;
        deps.noteAdded(account, { entity: fact.parent, id: fact.parentId });
      }
    },
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
