import type { Clock } from '../../common/clock.ts';

/** How a test webhook fared. */
export type TestOutcome =
  | { readonly outcome: 'arrived'; readonly ms: number }
  | { readonly outcome: 'failed'; readonly reason: 'unreachable' | 'refused' | 'lost' };

/** Sends a webhook through, as the CRM would, and waits for it at this end. */
export interface WebhookCheck {
  run(destination: string, accountId: number): Promise<TestOutcome>;
  /** A body came in and was stored. */
  received(body: string): void;
}

interface WebhookCheckDeps {
  readonly clock: Clock;
  readonly monotonic: () => number;
  /** A word that was never used. */
  readonly nonce: () => string;
  readonly post?: typeof fetch;
}

const KEY = 'ringside_test';
const PATIENCE_MS = 10_000;

/** It says nothing but its own name: nothing in the mirror changes by it. */
export function createWebhookCheck({
  clock,
  monotonic,
  nonce,
  post = fetch,
}: WebhookCheckDeps): WebhookCheck {
  const waiting = new Map<string, () => void>();
  return {
    async run(destination, accountId) {
      const word = nonce();
      const began = monotonic();
      const arrived = new Promise<boolean>((resolve) => {
        const cancel = clock.schedule(PATIENCE_MS, () => {
          resolve(false);
        });
        waiting.set(word, () => {
          cancel();
          resolve(true);
        });
      });
      let status: number;
      try {
        const answer = await post(destination, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: `${KEY}=${word}&account%5Bid%5D=${accountId}`,
          redirect: 'error',
          signal: AbortSignal.timeout(PATIENCE_MS),
        });
        ({ status } = answer);
        await answer.body?.cancel();
      } catch {
        waiting.delete(word);
        return { outcome: 'failed', reason: 'unreachable' };
      }
      const isThere = status === 200 && (await arrived);
      waiting.delete(word);
      if (isThere) return { outcome: 'arrived', ms: Math.round(monotonic() - began) };
      return { outcome: 'failed', reason: status === 200 ? 'lost' : 'refused' };
    },
    received(body) {
      if (waiting.size === 0 || !body.startsWith(`${KEY}=`)) return;
      waiting.get(body.slice(KEY.length + 1, body.indexOf('&')))?.();
    },
  };
}
