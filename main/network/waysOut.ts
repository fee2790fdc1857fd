import { Agent, globalAgent, type AgentOptions, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { HttpsProxyAgent } from 'hpagent';
import { SOCKS_ONLY, wayTroubleOf } from './networkTrouble.ts';

/** The ways out that a PAC file names, in its order. */
export interface WaysOut {
  /** Proxies to ask one after the other, as URLs. */
  readonly proxies: readonly string[];
  /** Whether to go directly once none of them answers. */
  readonly direct: boolean;
  /** Only SOCKS was named, which is not spoken here: gone directly, and said when that fails. */
  readonly socksOnly: boolean;
}

/** How long one way may take to be open; a request has 20 s in all. */
const OPEN_MS = 4_000;

type Opened = (error: Error | null, socket?: Duplex) => void;

/**
 * The ways out in an answer of `resolveProxy`: `PROXY host:port; SOCKS host:port; DIRECT`. What cannot be used here is
 * passed over.
 */
export function waysIn(answer: string): WaysOut {
  const proxies: string[] = [];
  let hasSocks = false;
  for (const entry of answer.split(';')) {
    const [kind = '', host = ''] = entry.trim().split(/\s+/u);
    if (/^direct$/iu.test(kind)) return { proxies, direct: true, socksOnly: false };
    if (/^socks[45]?$/iu.test(kind)) hasSocks = true;
    const scheme = /^https$/iu.test(kind) ? 'https' : /^(?:proxy|http)$/iu.test(kind) ? 'http' : null;
    if (scheme === null || !/^(?:[\w.-]+|\[[\da-f:]+\]):\d{1,5}$/iu.test(host)) continue;
    if (URL.canParse(`${scheme}://${host}`)) proxies.push(`${scheme}://${host}`);
  }
  const isNone = proxies.length === 0;
  return { proxies, direct: isNone, socksOnly: isNone && hasSocks };
}

/**
 * Opens a TLS connection by the first of several ways that opens. A proxy that says no to the address has spoken for
 * the network: the next is not asked. Nothing is sent before a way is open, so that nothing is ever sent twice.
 */
export class WaysOutAgent extends Agent {
  readonly #ways: WaysOut;
  readonly #agents: readonly HttpsProxyAgent[];

  constructor(ways: WaysOut) {
    const options: AgentOptions = { keepAlive: true, maxFreeSockets: 2 };
    if (globalAgent.options.ca !== undefined) options.ca = globalAgent.options.ca;
    super(options);
    this.#ways = ways;
    this.#agents = ways.proxies.map((proxy) => new HttpsProxyAgent({ ...options, proxy }));
  }

  override createConnection(
    options: RequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    // Node's own callback takes an error alone, which its types do not say.
    const opened = callback as Opened | undefined;
    this.#open(options, this.#agents, (error, socket) => opened?.(error, socket));
  }

  #open(options: RequestOptions, [next, ...others]: readonly HttpsProxyAgent[], opened: Opened): void {
    if (next === undefined) {
      opened(null, this.#direct(options));
      return;
    }
    next.createConnection({ ...options, timeout: OPEN_MS }, (error: Error | null, socket) => {
      if (error === null) opened(null, socket);
      else if (wayTroubleOf(error) !== null || (others.length === 0 && !this.#ways.direct)) opened(error);
      else this.#open(options, others, opened);
    });
  }

  #direct(options: RequestOptions): Duplex | undefined {
    const socket = super.createConnection(options) ?? undefined;
    if (socket === undefined || !this.#ways.socksOnly) return socket;
    const limit = setTimeout(() => socket.destroy(new Error('connect timeout')), OPEN_MS);
    const isOpen = (): void => {
      clearTimeout(limit);
      socket.off('error', failed);
    };
    const failed = (error: NodeJS.ErrnoException): void => {
      clearTimeout(limit);
      error.code = SOCKS_ONLY;
    };
    socket.once('connect', isOpen).once('close', isOpen).prependOnceListener('error', failed);
    return socket;
  }
}
