import { z } from 'zod';
import { apiPath } from '../transport/apiPath.ts';
import { itemsOf, readAllPages } from '../transport/pagination.ts';
import type { Transport } from '../transport/transport.ts';
import type { CrmResult } from '../types/crmFailure.ts';
import type { RequestOptions } from '../types/requestOptions.ts';
import { flag, id, maybe, name, orElse, readable, words } from './entityFields.ts';

/** A custom field as the account's admins made it (crm-api.md 3.9). */
export interface CrmCustomField {
  readonly id: number;
  readonly name: string;
  /** `PHONE`, `EMAIL`, ... for the fields every account has. */
  readonly code: string | null;
  /** `text`, `select`, ...; also a word nobody here knows. */
  readonly type: string;
  /** The values of a list, in its order; none of other types. */
  readonly choices: readonly string[];
  /** Only integrations may fill it in. */
  readonly isApiOnly: boolean;
}

const customField = z
  .object({
    id,
    name,
    code: maybe(z.string()),
    type: orElse(z.string(), ''),
    enums: readable(z.object({ value: words })),
    is_api_only: maybe(flag),
  })
  .transform((said): CrmCustomField => ({
    id: said.id,
    name: said.name,
    code: said.code ?? null,
    type: said.type,
    choices: said.enums.map(({ value }) => value),
    isApiOnly: said.is_api_only ?? false,
  }));

/** Fields a page, as the service gives them. */
const AT_ONCE = 50;

/** `GET /{entity}/custom_fields` (crm-api.md 3.9). */
export const createCustomFields =
  (transport: Transport) =>
  (
    entity: 'contacts' | 'companies' | 'leads',
    options?: RequestOptions,
  ): Promise<CrmResult<readonly CrmCustomField[]>> =>
    readAllPages(
      transport,
      {
        from: apiPath(`${entity}/custom_fields`, { limit: AT_ONCE }),
        read: itemsOf('custom_fields', customField),
      },
      options,
    );
