import { shell } from 'electron';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';

/** The one gate to the system browser (Electron's checklist, item 15): https pages of known hosts only. */
export interface ExternalGate {
  open(url: string): Promise<Result<null, 'refused' | 'failed'>>;
}

/**
 * `isTrusted` says whether a host may be opened: the platform's own sites, the accounts' own hosts, and
 * the sandbox on this computer (the only one allowed without TLS).
 */
export function createExternalGate(isTrusted: (host: string) => boolean): ExternalGate {
  return {
    async open(url) {
      if (!URL.canParse(url)) return fail('refused');
      const { protocol, hostname, host, username, password, href } = new URL(url);
      const local = hostname === 'localhost' || hostname.endsWith('.localhost');
      const scheme = local ? 'http:' : 'https:';
      if (protocol !== scheme || username !== '' || password !== '' || !isTrusted(host))
        return fail('refused');
      try {
        await shell.openExternal(href);
        return ok(null);
      } catch {
        return fail('failed');
      }
    },
  };
}
