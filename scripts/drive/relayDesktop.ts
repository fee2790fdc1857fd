import { WebSocket } from 'ws';
import { joinedSchema, tellSchema } from '../../webhooks/relayProtocol.ts';
import type { Ask, Cursor, Tell } from '../../webhooks/relayProtocol.ts';

/** An event as a simulated desktop stores it. */
export interface Received {
  readonly account: number;
  readonly seq: number;
  readonly at: number;
  readonly body: string;
}

/** What survives a desktop's crash: its cursors, and whatever `apply` keeps, changed together. */
export interface DesktopDisk {
  readonly cursors: Map<number, Cursor>;
  readonly apply: (events: readonly Received[]) => void;
}

/** A desktop without a screen: the far end of the relay's socket for tests, bench and soak. */
export interface RelayDesktop {
  /** Resolves once the relay has told of every account where it stands. */
  connect(): Promise<void>;
  /** The way a desktop goes to sleep: the connection is cut, nothing said. */
  cut(): void;
  /** Acknowledges no more, as a desktop that cannot keep up. */
  stopAcknowledging(): void;
  /** Sends what no desktop of ours would. */
  say(text: string): void;
  readonly messages: readonly Tell[];
  /** Resolves with the code once the connection is closed. */
  closed(): Promise<number>;
}

/** Turns an invite into a token. */
export async function join(url: string, invite: string, name = 'test'): Promise<string> {
  const answer = await fetch(`${url}/desktops`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ invite, name }),
  });
  if (!answer.ok) throw new Error(`not joined: ${answer.status}`);
  return joinedSchema.parse(await answer.json()).token;
}

/**
 * A simulated desktop. It stores what comes and moves its cursor in one step, then acknowledges, and fails loudly when
 * an event comes twice or one is left out.
 *
 * @param keepTold false for thousands of desktops over millions of events
 */
export function createRelayDesktop(
  socketUrl: string,
  token: string,
  accounts: readonly number[],
  disk: DesktopDisk,
  keepMessages = true,
): RelayDesktop {
  let socket: WebSocket | null = null;
  let closed: Promise<number> = Promise.resolve(0);
  let acknowledging = true;
  const messages: Tell[] = [];

  const say = (message: Ask): void => socket?.send(JSON.stringify(message));

  const hear = (message: Tell): void => {
    if (keepMessages) messages.push(message);
    if (message.type === 'following' || message.type === 'resync') {
      disk.cursors.set(message.account, message.cursor);
    }
    if (message.type !== 'events') return;
    const { account, epoch, events } = message;
    const stored = disk.cursors.get(account)?.seq ?? 0;
    const [first] = events;
    const last = events.at(-1);
    if (!first || !last) return;
    if (first.seq !== stored + 1) throw new Error(`account ${account}: ${first.seq} came after ${stored}`);
    disk.apply(events.map((event) => ({ account, ...event })));
    disk.cursors.set(account, { epoch, seq: last.seq, at: last.at });
    if (acknowledging) say({ type: 'ack', account, seq: last.seq });
  };

  return {
    messages,
    connect() {
      return new Promise((resolve, reject) => {
        const made = new WebSocket(socketUrl, {
          headers: { authorization: `Bearer ${token}` },
          perMessageDeflate: false,
          handshakeTimeout: 20_000,
        });
        socket = made;
        const missing = new Set(accounts);
        closed = new Promise((end) => {
          made.once('close', (code) => {
            end(code);
            reject(new Error(`closed: ${code}`));
          });
        });
        made.on('error', reject);
        made.on('message', (data: Buffer) => {
          // Cut off already: what was still in the pipe counts as never received.
          if (socket !== made) return;
          const message = tellSchema.parse(JSON.parse(data.toString('utf8')));
          if (message.type === 'hello') {
            const wanted = accounts.map((account) => ({
              account,
              cursor: disk.cursors.get(account) ?? null,
            }));
            made.send(JSON.stringify({ type: 'follow', accounts: wanted } satisfies Ask));
          }
          // As the app does: it is told of no event then, and asks again on a new connection.
          if (message.type === 'refused' && message.reason === 'unavailable') return made.terminate();
          hear(message);
          if ('account' in message) missing.delete(message.account);
          if (message.type !== 'hello' && missing.size === 0) resolve();
        });
      });
    },
    cut() {
      const cut = socket;
      socket = null;
      cut?.terminate();
    },
    stopAcknowledging() {
      acknowledging = false;
    },
    say: (text) => socket?.send(text),
    closed: () => closed,
  };
}
