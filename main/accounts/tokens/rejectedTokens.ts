import type { CrmFailure } from '../../crm/types/crmFailure.ts';
import type { Clock } from '../../common/clock.ts';

/** Accounts whose requests the CRM turns away (401) although their tokens were just renewed, for more than a moment. */
export interface TurnedAway {
  /** A request ended so; null: the CRM did what was asked. */
  ended(account: string, failure: CrmFailure | null, isRead: boolean): void;
  forget(account: string): void;
  stop(): void;
}

/** A service that deploys or moves an account answers so for some seconds: nobody need hear of that. */
const LASTING_MS = 30_000;
/** Longer than anything that waits rests between two tries: nobody is turned away who asks no more. */
const QUIET_MS = 15 * 60_000;

interface Known {
  /** Since when (monotonic) each is turned away: that reads go does not mean that writes do. */
  readonly since: Map<'read' | 'write', number>;
  isReported: boolean;
  cancel: () => void;
}

export function createTurnedAway(
  clock: Clock,
  changed: (account: string, isTurnedAway: boolean) => void,
): TurnedAway {
  const accounts = new Map<string, Known>();

  const say = (account: string, known: Known, isTurnedAway: boolean): void => {
    if (known.isReported === isTurnedAway) return;
    known.isReported = isTurnedAway;
    changed(account, isTurnedAway);
  };

  const letIn = (account: string): void => {
    const known = accounts.get(account);
    if (known === undefined) return;
    known.cancel();
    accounts.delete(account);
    say(account, known, false);
  };

  return {
    ended(account, failure, isRead) {
      const known: Known = accounts.get(account) ?? {
        since: new Map<'read' | 'write', number>(),
        isReported: false,
        cancel: () => {},
      };
      if (failure === null) {
        known.since.delete('read');
        if (!isRead) known.since.delete('write');
        if (known.since.size === 0) letIn(account);
        return;
      }
      if (failure.kind !== 'noToken' || failure.isTurnedAway !== true) return;
      accounts.set(account, known);
      const way = isRead ? 'read' : 'write';
      const now = clock.monotonic();
      const since = known.since.get(way) ?? now;
      known.since.set(way, since);
      known.cancel();
      known.cancel = clock.schedule(QUIET_MS, () => {
        letIn(account);
      });
      if (now - since >= LASTING_MS) say(account, known, true);
    },
    forget: letIn,
    stop() {
      for (const { cancel } of accounts.values()) cancel();
      accounts.clear();
    },
  };
}
