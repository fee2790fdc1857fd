/** What decides how often an account is asked what changed. */
export interface PaceSigns {
  /** A window of the account can be seen. */
  readonly isUsed: boolean;
  /** Webhooks of the account reach this computer, as far as anything shows. */
  readonly hasWebhooks: boolean;
}

/** Mean times between two catch-ups, ms; the sync spreads them (mirror/sync/accountSync.ts). */
export const PACE = {
  used: 30_000,
  unused: 5 * 60_000,
  /** Only what webhooks lost or never tell (crm-api.md 5.3). */
  reconcile: 15 * 60_000,
} as const;

/** How often to ask. */
export function paceOf({ isUsed, hasWebhooks }: PaceSigns): number {
  if (hasWebhooks) return PACE.reconcile;
  return isUsed ? PACE.used : PACE.unused;
}

/** Whether webhooks can be relied on, by what they and the catch-ups bring. */
export interface Trust {
  /** An event came, at `now` (monotonic ms, as in the others). */
  webhookArrived(now: number): void;
  /** A catch-up found what no event had told. */
  missed(now: number): void;
  isTrusted(now: number): boolean;
}

/** What a catch-up found right after an event may be told by the next one. */
const FALSE_ALARM_MS = 120_000;
const DISTRUST_MS = 3_600_000;

/**
 * A relay that is connected says nothing about the CRM: it may have switched its webhook off, or never been told to
 * post. So events are relied on once one has come, and not for an hour after a catch-up found what they should have told.
 */
export function createTrust(): Trust {
  let since: number | null = null;
  let missedAt = Number.NEGATIVE_INFINITY;
  return {
    webhookArrived(now) {
      since ??= now;
    },
    missed(now) {
      if (since === null || now - since < FALSE_ALARM_MS) return;
      missedAt = now;
      since = null;
    },
    isTrusted: (now) => since !== null && now - missedAt >= DISTRUST_MS,
  };
}
