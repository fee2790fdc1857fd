import type { ServiceClock } from '../../crm/transport/serviceClock.ts';
import type { Clock } from '../../common/clock.ts';
import type { Journal } from '../../journal/journal.ts';
import { attempt } from '../../journal/journalError.ts';
import type { MissedToLog } from '../../journal/tables/missedToLogTable.ts';
import type { Outbox } from '../../outbox/outbox.ts';

/** Which missed calls the CRM is told of, and how long somebody may take to call back first. */
export interface MissedRule {
  /** `known`: of callers that are somebody; `all`: the others become incoming leads. */
  readonly log: 'off' | 'known' | 'all';
  readonly graceMs: number;
}

/**
 * Tells the CRM of missed calls by itself: after a grace time in which nobody called back. That a colleague does it, or the
 * PBX did, or a colleague called back, is seen at the CRM right before the call is sent (writes/call/teamCall.ts).
 */
export interface MissedCallLog {
  /** Something of the account's calls changed, or its rule. */
  look(account: string): void;
  start(): void;
  stop(): void;
}

interface MissedCallLogDeps {
  readonly journal: Pick<Journal, 'missedToLog' | 'history'>;
  readonly clock: Clock;
  readonly serviceClockOf: (account: string) => Pick<ServiceClock, 'now' | 'isSure'> | null;
  readonly accounts: () => readonly string[];
  readonly ruleOf: (account: string) => MissedRule;
  /** Whether somebody certainly has the number; null: it is no caller that the CRM could know (a colleague). */
  readonly isKnown: (account: string, rawNumber: string) => boolean | null;
  readonly logMissed: Outbox['logMissed'];
  readonly changed: (callId: string) => void;
  readonly logError: (message: string, error: unknown) => void;
}

/** Of whom nobody was told for so long the CRM is not told any more: a weekend, a journal that was brought back. */
const MOST_LATE_MS = 3 * 24 * 60 * 60_000;
/** A disk that refused is asked again. */
const AGAIN_MS = 60_000;

type Decision = 'forget' | 'log' | { readonly waitMs: number };

export function createMissedCallLog(deps: MissedCallLogDeps): MissedCallLog {
  const { journal, clock } = deps;
  /** When a call was first seen here, by the monotonic clock: the grace ends whatever the computer's clock does. */
  const seenAt = new Map<string, number>();
  const timers = new Map<string, () => void>();
  let looking = false;
  let state: 'new' | 'running' | 'stopped' = 'new';

  /**
   * How long ago it ended by the CRM's clock, ms; null while that is not sure. By the computer's own nothing is reckoned: it may
   * have been put right since.
   */
  function endedAgo(account: string, { serviceAt, startedAt, endedAt }: MissedToLog): number | null {
    const service = deps.serviceClockOf(account);
    const now = service?.isSure() === true ? service.now() : null;
    if (now === null || serviceAt === null) return null;
    return (now.earliest + now.latest) / 2 - serviceAt - Math.max(0, (endedAt ?? startedAt) - startedAt);
  }

  function decide(account: string, call: MissedToLog): Decision {
    const rule = deps.ruleOf(account);
    if (rule.log === 'off' || !call.isOpen) return 'forget';
    if ((journal.history.lastContact(account, call.number) ?? call.seq - 1) >= call.seq) return 'forget';
    const seen = seenAt.get(call.id) ?? clock.monotonic();
    seenAt.set(call.id, seen);
    const ago = endedAgo(account, call);
    if (ago !== null && ago > MOST_LATE_MS) return 'forget';
    const watched = clock.monotonic() - seen;
    // Seen for the whole grace, or it ended that long ago: before this run, perhaps.
    const left = rule.graceMs - Math.max(watched, ago ?? 0);
    if (left > 0) return { waitMs: left };
    const isKnown = deps.isKnown(account, call.rawNumber);
    return isKnown === null || (!isKnown && rule.log === 'known') ? 'forget' : 'log';
  }

  function settle(account: string): number | null {
    let next: number | null = null;
    for (const call of journal.missedToLog.list(account)) {
      const decision = decide(account, call);
      if (typeof decision === 'object') {
        next = Math.min(next ?? decision.waitMs, decision.waitMs);
        continue;
      }
      if (decision === 'forget') journal.missedToLog.take(account, call.id);
      else if (!deps.logMissed(account, call.id).ok) {
        next = Math.min(next ?? AGAIN_MS, AGAIN_MS);
        continue;
      }
      seenAt.delete(call.id);
      if (decision === 'log') deps.changed(call.id);
    }
    return next;
  }

  function look(account: string): void {
    // What is decided here changes calls, of which this hears.
    if (state !== 'running' || looking) return;
    timers.get(account)?.();
    timers.delete(account);
    looking = true;
    let next: number | null = AGAIN_MS;
    try {
      const settled = attempt(() => settle(account));
      if (settled.ok) next = settled.value;
    } catch (error) {
      deps.logError('telling the CRM of missed calls failed', error);
    } finally {
      looking = false;
    }
    if (next !== null)
      timers.set(
        account,
        clock.schedule(Math.ceil(next), () => look(account)),
      );
  }

  return {
    look,
    start() {
      state = 'running';
      for (const account of deps.accounts()) look(account);
    },
    stop() {
      state = 'stopped';
      for (const cancel of timers.values()) cancel();
      timers.clear();
    },
  };
}
