import type { RequestOptions } from '../types/requestOptions.ts';
import type { CrmResult } from '../types/crmFailure.ts';
import { z } from 'zod';
import { amount, id, name, orElse } from './entityFields.ts';
import { itemsOf, readAllPages } from '../transport/pagination.ts';
import { apiPath } from '../transport/apiPath.ts';
import type { Transport } from '../transport/transport.ts';

/** Why a lead was lost, as the account's admins worded it. */
export interface CrmLossReason {
  readonly id: number;
  readonly name: string;
  readonly sort: number;
}

const lossReason = z.object({ id, name, sort: orElse(amount, 0) });

/** `GET /leads/loss_reasons` (crm-api.md 3.5). */
export const createLossReasons =
  (transport: Transport): ((options?: RequestOptions) => Promise<CrmResult<readonly CrmLossReason[]>>) =>
  (options) =>
    readAllPages(
      transport,
      { from: apiPath('leads/loss_reasons', { limit: 250 }), read: itemsOf('loss_reasons', lossReason) },
      options,
    );
