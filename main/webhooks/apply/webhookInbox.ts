import * as z from 'zod';
import { parseJson } from '../../crm/transport/responseCheck.ts';
import type { Vault } from '../../accounts/vault/vault.ts';
import type { Clock } from '../../common/clock.ts';
import type { Journal } from '../../journal/journal.ts';
import type {
  Applied,
  ChangeFact,
  WebhookFrame,
  StreamPosition,
  Refetch,
} from '../../mirror/changes/changeEvents.ts';
import type { Network } from '../../network/systemNetwork.ts';
import { fail, ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import { joinRelay } from '../relay/joinRelay.ts';
import type { JoinFailure } from '../relay/joinRelay.ts';
import { createTrust, paceOf } from './catchUpPace.ts';
import type { Trust } from './catchUpPace.ts';
import { openRelayConnection } from '../relay/relayConnection.ts';
import type { RelayFollower, RelayConnection, RelayConnectionState } from '../relay/relayConnection.ts';

/** An account whose changes are wanted. */
export interface InboxAccount {
  readonly key: string;
  /** Its number at the CRM. */
  readonly accountId: number;
  readonly timezone: string | null;
}

/** How an account's changes come. */
export interface InboxState {
  /** The relay's address without what is secret; null when this computer has joined none. */
  readonly relay: string | null;
  readonly line: RelayConnectionState | null;
  /** Unix ms of the last webhook that was stored, in this run; null before. */
  readonly lastAt: number | null;
}

/** Where changes of every account come in: by relays, or by webhooks posted to this computer; and how often to poll besides. */
export interface Inbox {
  /** Begins to follow an account; again when it changed. */
  open(account: InboxAccount): void;
  close(account: string): void;
  /** Joins a relay by the link of an invite: its token is sealed before it is used. */
  join(account: string, link: string): Promise<Result<null, JoinFailure | 'keychain'>>;
  /** The agent wants the relay's line at this computer again, which the one that replaced it then loses. */
  takeBack(account: string): void;
  /** Forgets the relay of an account. */
  leave(account: string): void;
  state(account: string): InboxState;
  /** A webhook posted to this computer; true once it is stored. */
  receive(account: string, body: string): Promise<boolean>;
  /** A window of the account can be seen now, or none any more. */
  windowsChanged(account: string): void;
  /** What catch-ups and events brought. */
  onChangeFacts(account: string, facts: readonly ChangeFact[], from: 'sync' | 'webhook' | 'answer'): void;
  /** The computer woke, or somebody wants to know now. */
  wake(): void;
  stop(): void;
}

interface InboxDeps {
  readonly journal: Pick<Journal, 'memory'>;
  readonly vault: Pick<Vault, 'open' | 'forget'>;
  readonly sync: {
    applyWebhooks(account: string, frame: WebhookFrame): Promise<Applied | null>;
    streamPosition(account: string): Promise<StreamPosition | null>;
    setStreamPosition(account: string, place: StreamPosition): void;
    setPace(account: string, everyMs: number): void;
    catchUpNow(account: string): void;
  };
  /** A window of the account can be seen. */
  readonly isUsed: (account: string) => boolean;
  readonly refetch: (account: string, wanted: readonly Refetch[]) => void;
  readonly clock: Clock;
  readonly random: () => number;
  /** How the admin's list calls this computer. */
  readonly computerName: string;
  readonly changed: (account: string) => void;
  /** A body came and is stored. */
  readonly stored: (body: string) => void;
  /** A relay that could not be reached is reached again, and the network with it. */
  readonly reached?: () => void;
  readonly report: (message: string) => void;
  readonly network?: Network;
  /** For tests: what connects. */
  readonly openLine?: typeof openRelayConnection;
  readonly join?: typeof joinRelay;
}

/** What is kept of a relay in the journal's memory; the token is sealed beside it. */
const savedRelay = z.object({
  relay: z.string(),
  socketUrl: z.string(),
  desktop: z.string(),
  accounts: z.array(z.number()),
  /** Another computer came with the same token: only the agent's word brings the line back here. */
  isReplaced: z.boolean().optional(),
});
type SavedRelay = z.infer<typeof savedRelay>;
const RELAY = 'relay';

interface Open {
  readonly account: InboxAccount;
  readonly trust: Trust;
  lastAt: number | null;
}

export function createInbox(deps: InboxDeps): Inbox {
  const { journal, vault, sync, clock } = deps;
  const open = new Map<string, Open>();
  /** One line for each token: accounts that joined together share it. */
  const lines = new Map<string, { readonly line: RelayConnection; readonly keys: readonly string[] }>();

  function saved(account: string): SavedRelay | null {
    const json = parseJson(journal.memory.get(account, RELAY) ?? 'null');
    const read = savedRelay.safeParse(json.ok ? json.value : null);
    return read.success ? read.data : null;
  }

  const lineOf = (account: string): RelayConnection | null =>
    lines.get(saved(account)?.desktop ?? '')?.line ?? null;

  function pace(account: string): void {
    const known = open.get(account);
    if (known === undefined) return;
    const line = lineOf(account)?.state();
    const isLive = line?.kind === 'live' && line.accounts.includes(known.account.accountId);
    // What is posted to this computer needs no line; without a relay its trust speaks for itself.
    const reaches = saved(account) === null || isLive;
    const hasWebhooks = reaches && known.trust.isTrusted(clock.monotonic());
    sync.setPace(account, paceOf({ isUsed: deps.isUsed(account), hasWebhooks }));
  }

  async function store(account: string, frame: Pick<WebhookFrame, 'epoch' | 'events'>): Promise<boolean> {
    const known = open.get(account);
    if (known === undefined) return false;
    const { accountId, timezone } = known.account;
    const applied = await sync.applyWebhooks(account, { ...frame, accountId, timezone });
    if (applied?.outcome !== 'stored') return false;
    if (applied.ignored > 0)
      deps.report(`${applied.ignored} webhooks were of another account or no webhooks`);
    if (applied.ignored < frame.events.length) {
      known.trust.webhookArrived(clock.monotonic());
      pace(account);
    }
    known.lastAt = clock.now();
    deps.refetch(account, applied.refetch);
    for (const { body } of frame.events) deps.stored(body);
    deps.changed(account);
    return true;
  }

  function followerOf({ key, accountId }: InboxAccount): RelayFollower {
    return {
      accountId,
      place: () => sync.streamPosition(key),
      setPlace: (place) => {
        sync.setStreamPosition(key, place);
      },
      store: (epoch, events) => store(key, { epoch, events }),
      // A catch-up asks from where the last one stood, which is before anything the relay could have missed.
      resync: () => {
        sync.catchUpNow(key);
      },
    };
  }

  /** Kept over restarts, which are no word of the agent. */
  function mark(keys: readonly string[], isReplaced: boolean): void {
    for (const key of keys) {
      const relay = saved(key);
      if (relay !== null) journal.memory.put(key, RELAY, JSON.stringify({ ...relay, isReplaced }));
    }
  }

  function connect(desktop: string): void {
    lines.get(desktop)?.line.end();
    lines.delete(desktop);
    const members = [...open.values()].filter(({ account }) => saved(account.key)?.desktop === desktop);
    const [first] = members;
    const relay = first && saved(first.account.key);
    if (!first || !relay || relay.isReplaced === true) return;
    const keys = members.map(({ account }) => account.key);
    let wasAway = false;
    const line = (deps.openLine ?? openRelayConnection)({
      socketUrl: relay.socketUrl,
      token: () => tokenOf(first.account.key),
      followers: members.map(({ account }) => followerOf(account)),
      clock,
      ...(deps.network === undefined ? {} : { network: deps.network }),
      random: deps.random,
      changed: (state) => {
        if (state.kind === 'replaced') mark(keys, true);
        if (state.kind === 'live' && wasAway) deps.reached?.();
        wasAway = state.kind === 'waiting';
        for (const key of keys) {
          pace(key);
          deps.changed(key);
        }
      },
      report: deps.report,
    });
    lines.set(desktop, { line, keys });
  }

  async function tokenOf(account: string): Promise<string | null> {
    const opened = await vault.open();
    const token = opened.ok ? opened.value.get(account, 'relayToken') : null;
    return token?.ok === true ? token.value : null;
  }

  function leave(account: string): void {
    const relay = saved(account);
    const known = open.get(account);
    // Whatever came by it says nothing of what comes without it.
    if (known !== undefined) open.set(account, { ...known, trust: createTrust() });
    journal.memory.delete(account, RELAY);
    vault.forget(account, ['relayToken']);
    if (relay) connect(relay.desktop);
    pace(account);
    deps.changed(account);
  }

  return {
    open(account) {
      const before = open.get(account.key);
      open.set(account.key, {
        account,
        trust: before?.trust ?? createTrust(),
        lastAt: before?.lastAt ?? null,
      });
      pace(account.key);
      const relay = saved(account.key);
      if (relay) connect(relay.desktop);
    },
    close(account) {
      const relay = saved(account);
      open.delete(account);
      if (relay) connect(relay.desktop);
    },
    async join(account, link) {
      const known = open.get(account);
      const vaultOpen = await vault.open();
      if (!vaultOpen.ok || known === undefined) return fail('keychain');
      const joined = await (deps.join ?? joinRelay)(link, deps.computerName);
      if (!joined.ok) return joined;
      const { relay, socketUrl, desktop, accounts, token } = joined.value;
      // Others of this computer that the invite is for as well, and that have no relay yet.
      const members = [...open.values()].filter(
        (one) =>
          accounts.includes(one.account.accountId) &&
          (one.account.key === account || saved(one.account.key) === null),
      );
      if (!members.some((one) => one.account.key === account)) return fail('otherAccount');
      const before = saved(account);
      for (const { account: one } of members) {
        vaultOpen.value.put(one.key, 'relayToken', token);
        const kept: SavedRelay = { relay, socketUrl, desktop, accounts };
        journal.memory.put(one.key, RELAY, JSON.stringify(kept));
      }
      if (before) connect(before.desktop);
      connect(desktop);
      for (const { account: one } of members) deps.changed(one.key);
      return ok(null);
    },
    takeBack(account) {
      const relay = saved(account);
      if (relay?.isReplaced !== true) return;
      mark(
        [...open.keys()].filter((key) => saved(key)?.desktop === relay.desktop),
        false,
      );
      connect(relay.desktop);
      deps.changed(account);
    },
    leave,
    state(account) {
      const relay = saved(account);
      return {
        relay: relay?.relay ?? null,
        line: relay?.isReplaced === true ? { kind: 'replaced' } : (lineOf(account)?.state() ?? null),
        lastAt: open.get(account)?.lastAt ?? null,
      };
    },
    receive: (account, body) => store(account, { epoch: null, events: [{ seq: 0, at: clock.now(), body }] }),
    windowsChanged: pace,
    onChangeFacts(account, facts, from) {
      const known = open.get(account);
      if (known === undefined || from !== 'sync' || facts.length === 0) return;
      known.trust.missed(clock.monotonic());
      pace(account);
    },
    wake() {
      for (const { line } of lines.values()) line.wake();
    },
    stop() {
      for (const { line } of lines.values()) line.end();
      lines.clear();
      open.clear();
    },
  };
}
