import { z } from 'zod';
import { ok } from '../../common/result.ts';
import { checkAnswer } from '../transport/responseCheck.ts';
import type { RequestOptions } from '../types/requestOptions.ts';
import type { CrmResult } from '../types/crmFailure.ts';
import { flag, id, orElse, readable } from './entityFields.ts';
import { itemsOf, readAllPages } from '../transport/pagination.ts';
import { apiPath } from '../transport/apiPath.ts';
import type { Transport } from '../transport/transport.ts';

export interface CrmWebhook {
  readonly id: number;
  readonly destination: string;
  /** Codes of what is told: `add_lead`, `note_contact`, ... (crm-api.md 5.1). */
  readonly settings: readonly string[];
  /** Switched off by the service after too many failures, or by an admin. */
  readonly disabled: boolean;
}

/** Admins of a paid account only; others get `forbidden` (crm-api.md 5.1). */
export interface CrmWebhooks {
  /** At most 100 in an account; all, or those of one destination. */
  list(destination?: string | null, options?: RequestOptions): Promise<CrmResult<readonly CrmWebhook[]>>;
  /**
   * A destination that is there already gets these settings. Where the service refuses to change them
   * (UNCERTAIN, crm-api.md 5.1) it is subscribed anew.
   */
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
  settings: readable(z.string()),
  disabled: orElse(flag, false),
});

/** One client says `hooks` for what the documents call `webhooks` (crm-api.md 6.1). */
const webhooks = itemsOf(['webhooks', 'hooks'], webhook);

/** `/webhooks`. */
export function createWebhooks(transport: Transport): CrmWebhooks {
  const list: CrmWebhooks['list'] = (destination = null, options) =>
    readAllPages(
      transport,
      {
        from: apiPath('webhooks', { filter: destination === null ? undefined : { destination } }),
        read: webhooks,
        wanted: (hook) => destination === null || hook.destination === destination,
      },
      options,
    );
  const post: CrmWebhooks['subscribe'] = async (destination, settings, options) => {
    const answer = await transport.send('POST', apiPath('webhooks'), { destination, settings }, options);
    if (!answer.ok) return answer;
    // At the top as the documents have it, or wrapped as all else that is written (crm-api.md 2.4, 5.1).
    const wrapped = webhooks(answer.value);
    const [made] = wrapped.ok ? wrapped.value : [];
    return made === undefined ? checkAnswer(webhook, answer.value) : ok(made);
  };
  const unsubscribe: CrmWebhooks['unsubscribe'] = async (destination, options) => {
    const answer = await transport.send('DELETE', apiPath('webhooks'), { destination }, options);
    if (answer.ok) return ok(true);
    return answer.error.kind === 'notFound' ? ok(false) : answer;
  };
  return {
    list,
    async subscribe(destination, settings, options) {
      const first = await post(destination, settings, options);
      if (first.ok || !['rejected', 'validation'].includes(first.error.kind)) return first;
      const there = await list(destination, options);
      if (!there.ok) return there;
      const [hook] = there.value;
      if (hook === undefined) return first;
      if (!hook.disabled && hasSame(hook.settings, settings)) return ok(hook);
      const removed = await unsubscribe(destination, options);
      return removed.ok ? post(destination, settings, options) : removed;
    },
    unsubscribe,
  };
}

const hasSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((code) => other.includes(code));
