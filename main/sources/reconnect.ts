import { connect as connectTcp } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { backoffMs } from '../common/backoff.ts';
import type { Backoff } from '../common/backoff.ts';
import type { Clock } from '../common/clock.ts';

/** One connection, while it lasts. */
export interface Line {
  write(text: string): void;
  /** Ends it; it is opened again after a while unless `isHopeless` says no. */
  close(): void;
  /** For a protocol that a library speaks. */
  readonly socket: Socket;
}

/** What a source does with its connection. Each `opened` is a new conversation from its beginning. */
export interface LineUser {
  opened(line: Line): void;
  data?(bytes: Buffer): void;
  /** Lost or never made; `why` is the system's code (`ECONNREFUSED`), null when the other side just closed. */
  closed(why: string | null): void;
}

interface LineOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: boolean;
  readonly clock: Clock;
  /** 0 to 1. */
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** True to stop trying: what was refused would be refused again. */
  readonly isHopeless: () => boolean;
}

const WAIT: Backoff = { firstMs: 500, longestMs: 15_000, jitter: 0.5 };
const CONNECT_MS = 10_000;
/** A line that lived this long was a good one: the next wait is short again. */
const GOOD_MS = 20_000;

/**
 * Keeps a TCP or TLS connection until the signal aborts: connects again after every loss, sooner at
 * first, at the latest every 15 s, with jitter so that a team does not storm a switchboard that restarts.
 *
 * @returns resolves once the first try was decided, either way
 */
export function keepConnected(options: LineOptions, user: LineUser): Promise<void> {
  const { clock, signal } = options;
  let failures = 0;
  return new Promise((decided) => {
    const attempt = (): void => {
      if (signal.aborted || options.isHopeless()) {
        decided();
        return;
      }
      let why: string | null = null;
      let openedAt: number | null = null;
      const wire = connectTcp({ host: options.host, port: options.port });
      let secured: Socket | null = null;
      const cancelLimit = clock.schedule(CONNECT_MS, () => {
        why = 'ETIMEDOUT';
        stop();
      });
      const stop = (): void => {
        secured?.destroy();
        wire.destroy();
      };
      const failed = (error: NodeJS.ErrnoException): void => {
        why ??= error.code ?? error.message;
      };
      const opened = (socket: Socket): void => {
        cancelLimit();
        openedAt = clock.monotonic();
        if (user.data) socket.on('data', (bytes: Buffer) => user.data?.(bytes));
        user.opened({
          write: (text) => {
            socket.write(text);
          },
          close: stop,
          socket,
        });
        decided();
      };
      signal.addEventListener('abort', stop, { once: true });
      wire.once('connect', () => {
        wire.setNoDelay(true);
        wire.setKeepAlive(true, 30_000);
        if (options.tls !== true) {
          opened(wire);
          return;
        }
        // Begun only where somebody listens: most tries of a day find nobody, and cost next to nothing so.
        const wrapped = connectTls({ socket: wire, servername: options.host });
        secured = wrapped;
        wrapped.on('error', failed);
        wrapped.once('close', stop);
        wrapped.once('secureConnect', () => {
          opened(wrapped);
        });
      });
      wire.on('error', failed);
      wire.once('close', () => {
        cancelLimit();
        signal.removeEventListener('abort', stop);
        if (signal.aborted) {
          decided();
          return;
        }
        user.closed(why);
        decided();
        failures = openedAt !== null && clock.monotonic() - openedAt > GOOD_MS ? 1 : failures + 1;
        const cancel = clock.schedule(backoffMs(failures, WAIT, options.random), () => {
          signal.removeEventListener('abort', cancel);
          attempt();
        });
        signal.addEventListener('abort', cancel, { once: true });
      });
    };
    attempt();
  });
}
