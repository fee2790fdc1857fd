import { createInbox } from '../../../main/webhooks/apply/webhookInbox.ts';
import type { Inbox } from '../../../main/webhooks/apply/webhookInbox.ts';
import { createRefetchQueue } from '../../../main/webhooks/apply/refetch.ts';
import { systemClock } from '../../../main/common/clock.ts';
import type { MirrorChange } from '../../../main/mirror/mirror.ts';
import type { ChangeFact, Refetch } from '../../../main/mirror/changes/changeEvents.ts';
import type { SyncHost } from '../../../main/mirror/sync/syncHost.ts';
import { ok } from '../../../main/common/result.ts';
import { ROMASHKA, startSyncedSandbox, until } from '../mirror/syncedSandbox.ts';
import type { SyncedSandbox } from '../mirror/syncedSandbox.ts';
import { startTestRelay } from '../relay/testRelay.ts';
import type { TestRelay, TestRelayOptions } from '../relay/testRelay.ts';

const A_DAY_MS = 24 * 3_600_000;

/** A real sandbox that posts to a real relay, and a desktop's inbox over a real mirror that follows it. */
export interface RelayedInbox {
  readonly crm: SyncedSandbox;
  readonly relay: TestRelay;
  /** The account's number at the CRM. */
  readonly accountId: number;
  readonly changes: MirrorChange[];
  readonly facts: ChangeFact[];
  readonly paces: number[];
  readonly wanted: Refetch[];
  readonly said: string[];
  readonly memory: Map<string, string>;
  readonly secrets: Map<string, string>;
  sync(): SyncHost;
  inbox(): Inbox;
  /** Ends the desktop as a crash does, and starts it again on the same data. */
  restartDesktop(): Promise<void>;
  isLive(): Promise<void>;
  close(): Promise<void>;
}

/** @param settings codes the relay's address is subscribed to at the CRM */
export async function startRelayedInbox(
  settings: readonly string[],
  relayOptions: Omit<TestRelayOptions, 'queue'> = {},
): Promise<RelayedInbox> {
  const crm = await startSyncedSandbox({ contacts: 30 });
  const about = await crm.clientOf(ROMASHKA.key)?.account();
  if (about?.ok !== true) throw new Error('the sandbox does not say which account it is');
  const accountId = about.value.id;
  const relay = await startTestRelay({
    queue: 'sqlite',
    ...relayOptions,
    options: { accounts: [accountId], ...relayOptions.options },
  });
  await crm.clientOf(ROMASHKA.key)?.webhooks.subscribe(relay.webhookUrl(accountId), settings);

  const memory = new Map<string, string>();
  const secrets = new Map<string, string>();
  const test: Omit<RelayedInbox, 'sync' | 'inbox' | 'restartDesktop' | 'isLive' | 'close'> = {
    crm,
    relay,
    accountId,
    changes: [],
    facts: [],
    paces: [],
    wanted: [],
    said: [],
    memory,
    secrets,
  };
  let sync: SyncHost;
  let inbox: Inbox;

  async function startDesktop(): Promise<void> {
    sync = crm.host({
      // Nothing but a webhook tells of a change.
      catchUpEveryMs: A_DAY_MS,
      onChanged: (_account, change) => test.changes.push(change),
      onFacts: (account, facts, from) => {
        test.facts.push(...facts);
        inbox.onChangeFacts(account, facts, from);
      },
    });
    const readBacks = createRefetchQueue({
      clientOf: (account) => crm.clientOf(account),
      remember: (account, fetched) => sync.remember(account, fetched),
      catchUpNow: (account) => sync.catchUpNow(account),
      clock: systemClock,
    });
    const vault = {
      get: (account: string) => ok(secrets.get(account) ?? null),
      put: (account: string, _kind: string, text: string) => void secrets.set(account, text),
      delete: (account: string) => void secrets.delete(account),
    };
    inbox = createInbox({
      journal: {
        memory: {
          get: (account, key) => memory.get(`${account} ${key}`) ?? null,
          put: (account, key, value) => void memory.set(`${account} ${key}`, value),
          delete: (account, key) => void memory.delete(`${account} ${key}`),
        },
      },
      vault: { open: () => Promise.resolve(ok(vault)), forget: (account) => void secrets.delete(account) },
      sync: {
        applyWebhooks: (account, frame) => sync.applyWebhooks(account, frame),
        streamPosition: (account) => sync.streamPosition(account),
        setStreamPosition: (account, place) => sync.setStreamPosition(account, place),
        catchUpNow: (account) => sync.catchUpNow(account),
        setPace: (_account, everyMs) => void test.paces.push(everyMs),
      },
      isUsed: () => true,
      refetch: (account, wanted) => {
        test.wanted.push(...wanted);
        readBacks.add(account, wanted);
      },
      clock: systemClock,
      random: () => 0,
      computerName: 'test',
      changed: () => {},
      stored: () => {},
      report: (message) => void test.said.push(message),
    });
    const { length } = crm.progress;
    sync.start(ROMASHKA);
    await until(() => crm.progress.slice(length).some(({ phase }) => phase === 'idle'));
    inbox.open({ key: ROMASHKA.key, accountId, timezone: 'Europe/Moscow' });
  }

  await startDesktop();
  return {
    ...test,
    sync: () => sync,
    inbox: () => inbox,
    async restartDesktop() {
      inbox.stop();
      await sync.close();
      await startDesktop();
    },
    isLive: () => until(() => inbox.state(ROMASHKA.key).line?.kind === 'live'),
    async close() {
      inbox.stop();
      await sync.close();
      await relay.close();
      await crm.close();
    },
  };
}
