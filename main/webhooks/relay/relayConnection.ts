import { globalAgent } from 'node:https';
import type { Agent } from 'node:https';
import { WebSocket } from 'ws';
import type { RawData } from 'ws';
import { backoffMs } from '../../common/backoff.ts';
import type { Backoff } from '../../common/backoff.ts';
import { LONGEST_BODY } from '../../../webhooks/formBody.ts';
import { CLOSED, PROTOCOL, tellSchema } from '../../../webhooks/relayProtocol.ts';
import type { Ask, Cursor, Tell } from '../../../webhooks/relayProtocol.ts';
import type { Clock, MonotonicTime } from '../../common/clock.ts';
import type { Network } from '../../network/systemNetwork.ts';
import { parseRelayMessage } from './parseRelayMessage.ts';

/** How the line to a relay fares. */
export type RelayConnectionState =
  | { readonly kind: 'connecting' }
  /** Events of these accounts come. */
  | { readonly kind: 'live'; readonly accounts: readonly number[] }
  /** Not reached; tried again by itself. */
  | { readonly kind: 'waiting'; readonly why: 'unreachable' | 'relayError' | 'protocol' }
  /** The token was revoked or is unknown: a new invite is needed. */
  | { readonly kind: 'refused' }
  /** The same token is used on another computer: this line stays down. Trying again would throw that one out. */
  | { readonly kind: 'replaced' }
  | { readonly kind: 'ended' };

/** Where the events of an account go, and from where on they are wanted. */
export interface RelayFollower {
  /** The account's number at the CRM. */
  readonly accountId: number;
  /** What is stored; null when nothing ever was. */
  place(): Promise<Cursor | null>;
  /** Events come from after here on. */
  setPlace(place: Cursor): void;
  /** Stores events durably; false when that did not work. */
  store(epoch: string, events: Extract<Tell, { type: 'events' }>['events']): Promise<boolean>;
  /** Events since then (Unix ms) are lost: what changed has to be polled. */
  resync(since: number): void;
}

export interface RelayConnection {
  state(): RelayConnectionState;
  /** Tries again now, as the computer woke; what was refused or replaced stays down. */
  wake(): void;
  end(): void;
}

export interface RelayConnectionDeps {
  readonly socketUrl: string;
  /** Null: the keychain does not give it out now. */
  readonly token: () => Promise<string | null>;
  readonly followers: readonly RelayFollower[];
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly changed: (state: RelayConnectionState) => void;
  /** For the log, without anything of anybody. */
  readonly report: (message: string) => void;
  /** The system's way out; without, the connection is made directly. */
  readonly network?: Network;
  readonly connect?: (url: string, token: string, agent: Agent | undefined) => WebSocket;
}

/** A team does not come back in step. */
const WAIT: Backoff = { firstMs: 500, longestMs: 60_000, jitter: 0.5 };
/** After these closings (docs/relay.md). */
const RESTART_WAIT_MS = 5_000;
const PROTOCOL_WAIT_MS = 60_000;
/** A line that lived this long was a good one. */
const GOOD_MS = 30_000;
const PING_EVERY_MS = 30_000;
/** The longest frame of a relay: its window of 512 kB, and the JSON around it. */
const LONGEST_FRAME = LONGEST_BODY + 8 * 1024 * 1024;

/** Keeps the WebSocket to a relay for one token: follows its accounts, stores what comes, acknowledges what is stored. */
export function openRelayConnection(deps: RelayConnectionDeps): RelayConnection {
  const { clock, followers } = deps;
  let state: RelayConnectionState = { kind: 'connecting' };
  let socket: WebSocket | null = null;
  let cancelWait: (() => void) | null = null;
  let failures = 0;
  let ended = false;

  function say(next: RelayConnectionState): void {
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    deps.changed(next);
  }

  function again(afterMs: number): void {
    cancelWait?.();
    cancelWait = clock.schedule(afterMs, () => {
      cancelWait = null;
      void attempt();
    });
  }

  const backoff = (): number => backoffMs(failures, WAIT, deps.random);

  async function attempt(): Promise<void> {
    if (ended || socket !== null) return;
    const token = await deps.token();
    if (hasEnded() || socket !== null) return;
    if (token === null) {
      failures += 1;
      say({ kind: 'waiting', why: 'unreachable' });
      return again(backoff());
    }
    const agent = await deps.network?.agentFor(new URL(deps.socketUrl));
    if (hasEnded() || socket !== null) return;
    const made = (deps.connect ?? connectTo)(deps.socketUrl, token, agent);
    socket = made;
    talk(made);
  }

  // A function, because the analyser cannot know what happened while we waited.
  const hasEnded = (): boolean => ended;

  function talk(made: WebSocket): void {
    let openedAt: MonotonicTime | null = null;
    let refusedWith: number | null = null;
    let isAlive = true;
    let cancelPing: (() => void) | null = null;
    const live = new Set<number>();
    /** Frames are stored one after the other, in the order they came. */
    let queue: Promise<void> = Promise.resolve();

    const send = (message: Ask): void => {
      if (made.readyState === WebSocket.OPEN) made.send(JSON.stringify(message));
    };
    const ping = (): void => {
      cancelPing = clock.schedule(PING_EVERY_MS, () => {
        // Asleep, or the way is cut: neither end would notice by itself.
        if (!isAlive) return made.terminate();
        isAlive = false;
        made.ping();
        ping();
      });
    };
    made.on('open', () => {
      openedAt = clock.monotonic();
      ping();
    });
    made.on('pong', () => {
      isAlive = true;
    });
    made.on('unexpected-response', (_request, response) => {
      refusedWith = response.statusCode ?? 0;
      response.resume();
      made.terminate();
    });
    made.on('message', (data: RawData) => {
      isAlive = true;
      const incoming = parseRelayMessage(data, tellSchema);
      if (incoming === null) {
        deps.report('the relay said what is not in the protocol');
        return made.close(CLOSED.protocol);
      }
      queue = queue
        .then(() => hear(made, incoming, { live, send }))
        .catch((error: unknown) => {
          // As if it could not be stored: what follows must not stand behind it for ever.
          deps.report(`a message of the relay could not be taken: ${String(error)}`);
          made.terminate();
        });
    });
    made.on('error', () => {
      // `close` follows and says what to do.
    });
    made.on('close', (code) => {
      cancelPing?.();
      if (socket === made) socket = null;
      if (hasEnded()) return;
      const isGood = openedAt !== null && clock.monotonic() - openedAt > GOOD_MS;
      failures = isGood ? 1 : failures + 1;
      closed(code, refusedWith);
    });
  }

  function closed(code: number, refusedWith: number | null): void {
    if (code === CLOSED.revoked || refusedWith === 401) return say({ kind: 'refused' });
    if (code === CLOSED.replaced) return say({ kind: 'replaced' });
    if (code === CLOSED.protocol || code === 1009) {
      say({ kind: 'waiting', why: 'protocol' });
      return again(PROTOCOL_WAIT_MS);
    }
    say({ kind: 'waiting', why: refusedWith === null ? 'unreachable' : 'relayError' });
    if (code === CLOSED.restart && failures === 1) return again(deps.random() * RESTART_WAIT_MS);
    if (code === CLOSED.slow && failures === 1) return again(0);
    again(backoff());
  }

  async function hear(
    made: WebSocket,
    incoming: Tell,
    line: { readonly live: Set<number>; readonly send: (message: Ask) => void },
  ): Promise<void> {
    if (socket !== made) return;
    if (incoming.type === 'hello') {
      if (incoming.protocol !== PROTOCOL) deps.report(`the relay speaks protocol ${incoming.protocol}`);
      return follow(incoming.accounts, line.send);
    }
    const mine = followers.filter(({ accountId }) => accountId === incoming.account);
    switch (incoming.type) {
      case 'following':
        for (const follower of mine) await begin(follower, incoming.cursor);
        break;
      case 'resync':
        for (const follower of mine) {
          follower.setPlace(incoming.cursor);
          follower.resync(incoming.since);
        }
        break;
      case 'refused':
        line.live.delete(incoming.account);
        if (incoming.reason === 'unavailable') made.close(1000);
        else deps.report('an account is not among those of this token');
        break;
      case 'events': {
        const last = incoming.events.at(-1);
        for (const follower of mine) {
          // Not acknowledged: it comes again on the next connection, from what is stored.
          if (!(await follower.store(incoming.epoch, incoming.events))) return made.terminate();
        }
        if (last) line.send({ type: 'ack', account: incoming.account, seq: last.seq });
        return;
      }
    }
    if (incoming.type !== 'refused') line.live.add(incoming.account);
    say({ kind: 'live', accounts: [...line.live] });
  }

  /** From the oldest place of those who want an account's events: who is further on knows what it has. */
  async function follow(offered: readonly number[], send: (message: Ask) => void): Promise<void> {
    const accounts: { account: number; cursor: Cursor | null }[] = [];
    for (const account of offered) {
      const mine = followers.filter(({ accountId }) => accountId === account);
      if (mine.length === 0) continue;
      const places = await Promise.all(mine.map((follower) => follower.place()));
      const known = places.filter((place) => place !== null);
      accounts.push({ account, cursor: known.toSorted((a, b) => a.seq - b.seq)[0] ?? null });
    }
    if (accounts.length > 0) send({ type: 'follow', accounts });
    else say({ kind: 'live', accounts: [] });
  }

  /** Who has no place in this stream yet begins here. */
  async function begin(follower: RelayFollower, cursor: Cursor): Promise<void> {
    const place = await follower.place();
    if (place?.epoch === cursor.epoch) return;
    follower.setPlace(cursor);
    // What happened before this moment no event will tell.
    follower.resync(place?.at ?? cursor.at);
  }

  void attempt();
  return {
    state: () => state,
    wake() {
      if (ended || state.kind === 'refused' || state.kind === 'replaced') return;
      failures = 0;
      if (socket !== null) {
        // It may have been asleep with us.
        if (state.kind === 'live') socket.ping();
        return;
      }
      cancelWait?.();
      cancelWait = null;
      void attempt();
    },
    end() {
      ended = true;
      cancelWait?.();
      socket?.close(1000);
      socket?.terminate();
      socket = null;
      say({ kind: 'ended' });
    },
  };
}

function connectTo(url: string, token: string, agent: Agent | undefined): WebSocket {
  return new WebSocket(url, {
    // Node's own, which knows whom the system trusts.
    agent: agent ?? (url.startsWith('wss:') ? globalAgent : undefined),
    headers: { authorization: `Bearer ${token}` },
    perMessageDeflate: false,
    handshakeTimeout: 20_000,
    maxPayload: LONGEST_FRAME,
    followRedirects: false,
  });
}
