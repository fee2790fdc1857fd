import { shell } from 'electron';
import { fail, ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import { externalAddress } from './externalAddress.ts';

/** The one gate to the system browser (Electron's checklist, item 15): https pages of known hosts only. */
export interface ExternalGate {
  open(url: string): Promise<Result<null, 'refused' | 'failed'>>;
}

/**
 * `isTrusted` says whether a host may be opened: the platform's own sites, the accounts' own hosts, and
 * the sandbox on this computer (externalAddress.ts).
 */
export function createExternalGate(isTrusted: (host: string) => boolean): ExternalGate {
  return {
    async open(url) {
      const address = externalAddress(url, isTrusted);
      if (address === null) return fail('refused');
      try {
        await shell.openExternal(address);
        return ok(null);
      } catch {
        return fail('failed');
      }
    },
  };
}
