import { z } from 'zod';
import { ok } from '../../common/result.ts';
import { checkAnswer } from '../transport/responseCheck.ts';
import type { RequestOptions } from '../types/requestOptions.ts';
import type { CrmResult } from '../types/crmFailure.ts';
import { id, maybe, parts, readable } from './entityFields.ts';
import type { Transport } from '../transport/transport.ts';
import { given } from '../transport/writeRequest.ts';

/** Whom the service takes the caller for; null when it knows nobody of the number. */
export type PopUpTarget = {
  readonly entity: 'contact' | 'lead' | 'company' | 'customer';
  readonly id: number;
} | null;

export interface CrmPopups {
  /**
   * Shows an incoming call in the CRM's web page, to these users or (null) to all.
   * @param phone in any format
   */
  show(
    phone: string,
    users: readonly number[] | null,
    options?: RequestOptions,
  ): Promise<CrmResult<PopUpTarget>>;
}

const ENTITIES: Readonly<Record<number, NonNullable<PopUpTarget>['entity']>> = {
  1: 'contact',
  2: 'lead',
  3: 'company',
  12: 'customer',
};

/** Another mirror of the documents answers 202 `{}` (crm-api.md 4.2): shown, and nobody named. */
const shown = parts({
  _embedded: parts({ items: readable(z.object({ element_id: maybe(id), element_type: maybe(id) })) }),
});

/** `POST /api/v2/events/`, which has no equal in version 4 (crm-api.md 4.2). */
export function createPopups(transport: Transport): CrmPopups {
  return {
    async show(phone, users, options) {
      const call = given({ type: 'phone_call', phone_number: phone, users: users ?? undefined });
      const answer = await transport.send('POST', '/api/v2/events/', { add: [call] }, options);
      const read = answer.ok ? checkAnswer(shown, answer.value) : answer;
      if (!read.ok) return read;
      const item = read.value?._embedded?.items[0];
      const entity = ENTITIES[item?.element_type ?? 0];
      const elementId = item?.element_id ?? null;
      return ok(entity === undefined || elementId === null ? null : { entity, id: elementId });
    },
  };
}
