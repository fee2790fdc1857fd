import type { Clock } from '../../common/clock.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { MASTER_KEY_BYTES, type MasterKeyStore } from './masterKey.ts';
import { type KeychainFault } from '../../common/keychainFault.ts';

/** What of keytar is used. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

export interface KeychainDeps {
  readonly clock: Clock;
  /** Loads keytar when it is first needed. Default: the package; it throws where libsecret is not installed. */
  readonly load?: () => Promise<Keytar>;
  /** Time for the agent to answer the system's prompt, ms. */
  readonly limitMs?: number;
}

const SERVICE = 'Ringside';
const PROBE = 'is it open';
const LIMIT_MS = 30_000;

/** The system's keychain (keytar): macOS Keychain, Windows Credential Vault, the Secret Service of Linux. */
export function createKeychain(deps: KeychainDeps): MasterKeyStore {
  const { clock, load = loadKeytar, limitMs = LIMIT_MS } = deps;
  /**
   * A call that waits for a prompt holds one of Node's four worker threads until it is answered. So there
   * is never a second one: who asks again waits for the first to end.
   */
  let waiting: Promise<string | null> | null = null;

  const isWaiting = (running: Promise<string | null>): boolean => waiting === running;

  const call = async (
    ask: (keytar: Keytar) => Promise<string | null>,
  ): Promise<Result<string | null, KeychainFault>> => {
    let keytar: Keytar;
    try {
      keytar = await load();
    } catch {
      return fail({ kind: 'missing', words: 'libsecret' });
    }
    const earlier = waiting;
    if (earlier) {
      const end = await within(earlier, limitMs, clock);
      if (isWaiting(earlier)) return end.ok ? fail({ kind: 'slow', words: '' }) : end;
    }
    const running = ask(keytar);
    waiting = running;
    const forget = (): void => {
      if (isWaiting(running)) waiting = null;
    };
    running.then(forget, forget);
    return within(running, limitMs, clock);
  };

  return {
    async read(entry) {
      const found = await call((keytar) => keytar.getPassword(SERVICE, entry));
      if (!found.ok) return found;
      if (found.value === null) {
        const proven = await call(proveOpen);
        return proven.ok ? ok(null) : proven;
      }
      const key = Buffer.from(found.value, 'base64');
      return key.length === MASTER_KEY_BYTES ? ok(key) : fail({ kind: 'wrong', words: '' });
    },
    async write(entry, key) {
      const written = await call(async (keytar) => {
        await keytar.setPassword(SERVICE, entry, key.toString('base64'));
        return null;
      });
      return written.ok ? ok(null) : written;
    },
  };
}

/**
 * The Secret Service finds nothing in a locked collection and calls that no error. That there is no key is
 * believed only of a keychain that takes an entry: a locked one refuses.
 */
async function proveOpen(keytar: Keytar): Promise<null> {
  await keytar.setPassword(SERVICE, PROBE, PROBE);
  await keytar.deletePassword(SERVICE, PROBE);
  return null;
}

async function loadKeytar(): Promise<Keytar> {
  const { default: keytar } = await import('keytar');
  return keytar;
}

function within(
  running: Promise<string | null>,
  limitMs: number,
  clock: Clock,
): Promise<Result<string | null, KeychainFault>> {
  return new Promise((resolve) => {
    const cancel = clock.schedule(limitMs, () => {
      resolve(fail({ kind: 'slow', words: '' }));
    });
    running.then(
      (value) => {
        cancel();
        resolve(ok(value));
      },
      (error: unknown) => {
        cancel();
        resolve(fail(faultOf(error instanceof Error ? error.message : '')));
      },
    );
  });
}

/**
 * keytar passes the system's sentence on. Known: no Secret Service on the bus ("was not provided by any
 * .service files"), no bus at all ("Cannot autolaunch D-Bus", "Could not connect"); refused by the
 * agent or by the system's rules (macOS errSecUserCanceled, errSecAuthFailed; D-Bus AccessDenied, whose name libsecret takes off: "Rejected
 * send message", and AppArmor's "An AppArmor policy prevents");
 * everything else means a keychain that is there and does not open.
 */
export function faultOf(message: string): KeychainFault {
  const missing =
    /not provided by any|autolaunch|could not connect|cannot spawn|no such (?:interface|file|object)|ServiceUnknown/iu;
  const denied =
    /cancel|denied|dismissed|not permitted|rejected send|policy prevents|passphrase you entered/iu;
  const kind = missing.test(message) ? 'missing' : denied.test(message) ? 'denied' : 'locked';
  return { kind, words: message.slice(0, 200) };
}
