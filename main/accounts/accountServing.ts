import type { CrmFailure } from '../crm/types/crmFailure.ts';
import type { Clock, MonotonicTime } from '../common/clock.ts';

/**
 * Which accounts the CRM does not serve, and the one place that says when it does again. Sync, outbox and the relay's
 * line each wait on their own after a failure, and none of them would hear that another got through: what any request
 * of an account met is told here, and whoever gets through first wakes the others.
 */
export interface Serving {
  /** A request of the account ended: null when the CRM did what was asked. @param path with or without a query */
  ended(account: string, failure: CrmFailure | null, path: string, isRead: boolean): void;
  /** There are good tokens again, after it had not been possible to renew them. */
  renewed(account: string): void;
  /** Something else than the CRM was reached again: the network is there. */
  reached(): void;
  /** The account is gone. */
  forget(account: string): void;
  stop(): void;
}

interface ServingDeps {
  readonly clock: Clock;
  /** Wakes whatever of the account waits. */
  readonly servedAgain: (account: string) => void;
}

/** Somebody who is served and refused by turns is woken this seldom, and more seldom each time. */
const FIRST_GAP_MS = 60_000;
const LONGEST_GAP_MS = 10 * 60_000;

interface Known {
  /** What stands in the way: `way` (the network), `account`, or a kind of card read or written. */
  readonly hindered: Set<string>;
  wokenAt: MonotonicTime | null;
  gapMs: number;
  cancel: (() => void) | null;
}

export function createServing({ clock, servedAgain }: ServingDeps): Serving {
  const accounts = new Map<string, Known>();

  const knownOf = (account: string): Known => {
    const known = accounts.get(account) ?? {
      hindered: new Set(),
      wokenAt: null,
      gapMs: FIRST_GAP_MS,
      cancel: null,
    };
    accounts.set(account, known);
    return known;
  };

  const tell = (account: string, known: Known): void => {
    known.cancel = null;
    // Refused again while this waited for its turn: the next answer tells.
    if (known.hindered.has('way') || known.hindered.has('account')) return;
    const now = clock.monotonic();
    const isCalm = known.wokenAt === null || now - known.wokenAt > 2 * LONGEST_GAP_MS;
    known.gapMs = isCalm ? FIRST_GAP_MS : Math.min(known.gapMs * 2, LONGEST_GAP_MS);
    known.wokenAt = now;
    servedAgain(account);
  };

  const over = (account: string, ends: readonly string[]): void => {
    const known = accounts.get(account);
    if (known === undefined) return;
    const ended = ends.filter((end) => known.hindered.delete(end));
    if (ended.length === 0 || known.cancel !== null) return;
    const wait = known.wokenAt === null ? 0 : known.wokenAt + known.gapMs - clock.monotonic();
    if (wait <= 0) return tell(account, known);
    known.cancel = clock.schedule(wait, () => {
      tell(account, known);
    });
  };

  return {
    ended(account, failure, path, isRead) {
      if (failure !== null) {
        const hindrance = hindranceOf(failure, path, isRead);
        if (hindrance !== null) knownOf(account).hindered.add(hindrance);
        return;
      }
      // A write that got through says that reading goes too; that reading goes says nothing of writing.
      const written = isRead ? [] : [...knownOf(account).hindered];
      over(account, ['way', 'account', `read ${kindOfCard(path)}`, ...written]);
    },
    renewed(account) {
      over(account, ['account']);
    },
    reached() {
      for (const account of accounts.keys()) over(account, ['way']);
    },
    forget(account) {
      accounts.get(account)?.cancel?.();
      accounts.delete(account);
    },
    stop() {
      for (const { cancel } of accounts.values()) cancel?.();
      accounts.clear();
    },
  };
}

/** What of the account a failure says is not served; null for what was about the request alone. */
function hindranceOf(failure: CrmFailure, path: string, isRead: boolean): string | null {
  const oneKind = `${isRead ? 'read' : 'write'} ${kindOfCard(path)}`;
  switch (failure.kind) {
    case 'network':
      return 'way';
    case 'timeout':
      return failure.maySucceed ? oneKind : 'way';
    case 'noToken':
    case 'needsSignIn':
    case 'paymentRequired':
    case 'blocked':
      return 'account';
    case 'server':
      // Below 500 something between us and the CRM spoke: a portal, a proxy.
      return failure.status < 500 ? 'way' : oneKind;
    case 'malformed':
    case 'forbidden':
      return oneKind;
    default:
      return null;
  }
}

const kindOfCard = (path: string): string =>
  /^\/api\/v4\/(?<kind>[a-z_]+)/u.exec(path)?.groups?.['kind'] ?? path;

/** What waits for an account each in its own way, and is woken with the others. */
export interface Sleepers {
  readonly sync: { tryAgain(account: string): void; catchUpNow(account: string): void };
  readonly outbox: { wake(account?: string): void };
  /** The line to the relay, which accounts may share. */
  readonly line: { wake(): void };
}

/** The ways everything of an account, or of all, is woken: an account is served again, or the computer slept. */
export function createWaking({ sync, outbox, line }: Sleepers): {
  account(account: string): void;
  all(accounts: readonly string[]): void;
} {
  return {
    account(account) {
      sync.tryAgain(account);
      outbox.wake(account);
      line.wake();
    },
    all(accounts) {
      for (const account of accounts) sync.catchUpNow(account);
      outbox.wake();
      line.wake();
    },
  };
}
