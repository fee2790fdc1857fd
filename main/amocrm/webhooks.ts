import { z } from 'zod';
import { ok } from '../result.ts';
import { checkAnswer } from './answer.ts';
import type { RequestOptions } from './client.ts';
import type { CrmResult } from './failures.ts';
import { id } from './fields.ts';
import { itemsOf, readAllPages } from './pages.ts';
import { apiPath } from './path.ts';
import type { Transport } from './transport.ts';

export interface CrmWebhook {
  readonly id: number;
  readonly destination: string;
  /** Codes of what is told: `add_lead`, `note_contact`, ... (facts/amocrm-api 5.1). */
  readonly settings: readonly string[];
  /** Switched off by the service after too many failures, or by an admin. */
  readonly disabled: boolean;
}

/** Admins of a paid account only; others get `forbidden` (facts/amocrm-api 5.1). */
export interface CrmWebhooks {
  /** At most 100 in an account; all, or those of one destination. */
  list(destination?: string | null, options?: RequestOptions): Promise<CrmResult<readonly CrmWebhook[]>>;
  /** A destination that is there already gets these settings (UNCERTAIN, facts/amocrm-api 5.1). */
  subscribe(
    destination: string,
    settings: readonly string[],
    options?: RequestOptions,
  ): Promise<CrmResult<CrmWebhook>>;
  /** False when there was no such hook. */
  unsubscribe(destination: string, options?: RequestOptions): Promise<CrmResult<boolean>>;
}

const webhook = z.object({
  id,
  destination: z.string(),
  settings: z.array(z.string()),
  disabled: z.boolean().default(false),
});

const webhooks = itemsOf('webhooks', webhook);

/** `/webhooks`. */
export function createWebhooks(transport: Transport): CrmWebhooks {
  return {
    list: (destination = null, options) =>
      readAllPages(
        transport,
        {
          from: apiPath('webhooks', { filter: destination === null ? undefined : { destination } }),
          read: webhooks,
          wanted: (hook) => destination === null || hook.destination === destination,
        },
        options,
      ),
    async subscribe(destination, settings, options) {
      const answer = await transport.send('POST', apiPath('webhooks'), { destination, settings }, options);
      return answer.ok ? checkAnswer(webhook, answer.value) : answer;
    },
    async unsubscribe(destination, options) {
      const answer = await transport.send('DELETE', apiPath('webhooks'), { destination }, options);
      if (answer.ok) return ok(true);
      return answer.error.kind === 'notFound' ? ok(false) : answer;
    },
  };
}
