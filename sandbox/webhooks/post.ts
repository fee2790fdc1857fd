import type { WebhookRecord } from '../model.ts';
import type { Settings } from '../options.ts';
import type { AccountStore } from '../store.ts';
import { formEncoded } from './form.ts';

/** One try to deliver, for whoever looks at the sandbox. Never the body. */
export interface Delivery {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly account: string;
  readonly webhookId: number;
  /** From 1. */
  readonly attempt: number;
  /** The receiver's status; 0 when there was none within its time; null when the address is not of this computer: not sent. */
  readonly status: number | null;
}

/** Delivers webhooks. */
export interface WebhookPost {
  /** Begins to deliver a body to the account's subscribers of any of these codes. */
  post(account: AccountStore, codes: readonly string[], body: object): void;
  /** `http(s)://{subdomain}.localhost:{port}`. */
  originOf(subdomain: string): string;
  deliveries(): readonly Delivery[];
  /** Forgets what is still to be tried. */
  close(): void;
}

interface PostDeps {
  readonly settings: Settings;
  readonly originOf: (subdomain: string) => string;
  /** A webhook was disabled: to be saved. */
  readonly changed: () => void;
}

const WINDOW_MS = 2 * 60 * 60_000;
const MOST_FAILURES = 100;
const REMEMBERED = 500;

/** Tries 4 and 5 are for servers that failed, not for receivers that refused (crm-api.md 5.3). */
const FIRST_TRIES = 3;

/** 100 to 299 is taken, anything else and silence is not (crm-api.md 5.3). */
const isTaken = (status: number): boolean => status >= 100 && status < 300;
const isServersFault = (status: number): boolean => status === 499 || (status >= 500 && status < 600);

/**
 * A post that retries and gives up as crm-api.md 5.3 say, disables who fails more than a hundred times in two hours, and sends only to
 * this computer: a practice CRM must not write to strangers.
 */
export function createWebhookPost({ settings, originOf, changed }: PostDeps): WebhookPost {
  const timers = new Set<NodeJS.Timeout>();
  const under = new AbortController();
  const failures = new Map<number, number[]>();
  let log: Delivery[] = [];

  const later = (account: AccountStore, hook: WebhookRecord, body: string, attempt: number): void => {
    const delay = settings.webhookDelaysMs[attempt - 1];
    if (delay === undefined) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void deliver(account, hook, body, attempt);
    }, delay);
    // What is due in an hour keeps nobody alive.
    timer.unref();
    timers.add(timer);
  };

  const deliver = async (
    account: AccountStore,
    hook: WebhookRecord,
    body: string,
    attempt: number,
  ): Promise<void> => {
    const isThere = account.webhooks.includes(hook) && !hook.disabled;
    if (!isThere) return;
    const isNear = isLoopback(hook.destination);
    const status = isNear
      ? await send(hook.destination, body, settings.webhookPatienceMs, under.signal)
      : null;
    if (under.signal.aborted) return;
    log = [
      ...log.slice(1 - REMEMBERED),
      { at: settings.now(), account: account.account.subdomain, webhookId: hook.id, attempt, status },
    ];
    if (status === null || isTaken(status)) return;
    if (failed(hook)) return;
    if (attempt < FIRST_TRIES || isServersFault(status)) later(account, hook, body, attempt + 1);
  };

  /** Counts a failure; true when it was the one too many. */
  const failed = (hook: WebhookRecord): boolean => {
    const now = settings.now();
    const recent = [...(failures.get(hook.id) ?? []).filter((at) => now - at < WINDOW_MS), now];
    failures.set(hook.id, recent);
    if (recent.length <= MOST_FAILURES) return false;
    failures.delete(hook.id);
    hook.disabled = true;
    changed();
    return true;
  };

  return {
    post(account, codes, body) {
      const subscribers = account.webhooks.filter(
        (hook) => !hook.disabled && codes.some((code) => hook.settings.includes(code)),
      );
      if (subscribers.length === 0) return;
      const text = formEncoded(body);
      for (const hook of subscribers) later(account, hook, text, 1);
    },
    originOf,
    deliveries: () => log,
    close() {
      under.abort();
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** True for an address of this computer. */
function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname, protocol } = new URL(address);
  return /^https?:$/u.test(protocol) && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** Posts a form; the status of the answer, 0 when none came in time. A redirect is an answer and not followed. */
async function send(address: string, body: string, patienceMs: number, end: AbortSignal): Promise<number> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Ringside-Sandbox' },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([end, AbortSignal.timeout(patienceMs)]),
    });
    // Only the status counts.
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return 0;
  }
}
