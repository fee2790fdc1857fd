import type { Agent as HttpsAgent } from 'node:https';
import { WaysOutAgent, waysIn } from './waysOut.ts';

/** The way out of this computer: by the system's proxy where it has one, and with the authorities the system trusts. */
export interface Network {
  /**
   * The agent a TLS connection to this address goes by; undefined for the ordinary way. Asked anew for each connection,
   * because a laptop changes networks. What stays on this computer never goes by a proxy.
   *
   * @param url https or wss; of any other nothing is sent to a proxy, which would read it
   */
  agentFor(url: URL): Promise<HttpsAgent | undefined>;
}

export interface NetworkDeps {
  /** As Electron's `session.resolveProxy`: a PAC file's answer, `PROXY host:port; DIRECT`. */
  readonly resolveProxy: (url: string) => Promise<string>;
  /** Has the system's authorities trusted besides Node's own; called once, before the first connection. */
  readonly trustSystem: () => void;
  /** For the log; names no address. */
  readonly report: (message: string) => void;
}

/** A name that never leaves this computer, or an address of it. */
const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u;

/** Creates the way out. */
export function createNetwork({ resolveProxy, trustSystem, report }: NetworkDeps): Network {
  const agents = new Map<string, HttpsAgent>();
  let isTrusting = false;
  let lastWay = '';

  const trustOnce = (): void => {
    if (isTrusting) return;
    isTrusting = true;
    try {
      trustSystem();
    } catch (error) {
      // Node's own authorities are still there.
      report(`the system's certificates could not be read: ${error instanceof Error ? error.name : ''}`);
    }
  };

  const tell = (way: string): void => {
    if (way !== lastWay) report(`requests go ${way}`);
    lastWay = way;
  };

  return {
    async agentFor(url) {
      if (LOOPBACK.test(url.hostname) || (url.protocol !== 'https:' && url.protocol !== 'wss:'))
        return undefined;
      trustOnce();
      const asked = new URL(url.origin.replace(/^wss:/u, 'https:'));
      const answer = await resolveProxy(asked.href).catch(() => 'DIRECT');
      const ways = waysIn(answer);
      tell(
        ways.socksOnly
          ? 'directly: the system names a SOCKS proxy, which is not spoken'
          : ways.proxies.length === 0
            ? 'directly'
            : 'by the system’s proxy',
      );
      if (ways.proxies.length === 0 && !ways.socksOnly) return undefined;
      const key = JSON.stringify(ways);
      const known = agents.get(key) ?? new WaysOutAgent(ways);
      agents.set(key, known);
      return known;
    },
  };
}
