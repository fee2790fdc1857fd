import { z } from 'zod';
import type { CrmClient } from '../types/crmClient.ts';
import type { CrmPipeline } from '../types/account.ts';
import { amount, id, maybe, name, orElse, parts, readable } from './entityFields.ts';
import { itemsOf, readAllPages } from '../transport/pagination.ts';
import { apiPath } from '../transport/apiPath.ts';
import type { Transport } from '../transport/transport.ts';

const status = z.object({ id, name, sort: orElse(amount, 0), color: maybe(z.string()) });

/** crm-api.md 3.5. */
const pipeline = z
  .object({ id, name, _embedded: parts({ statuses: readable(status) }) })
  .transform((said): CrmPipeline => ({
    id: said.id,
    name: said.name,
    statuses: (said._embedded?.statuses ?? []).map((stage) => ({
      id: stage.id,
      name: stage.name,
      sort: stage.sort,
      color: stage.color ?? null,
    })),
  }));

/** `GET /leads/pipelines` with their statuses; 142 won and 143 lost stand in each. */
export const createPipelines =
  (transport: Transport): CrmClient['pipelines'] =>
  (options) =>
    readAllPages(
      transport,
      { from: apiPath('leads/pipelines'), read: itemsOf('pipelines', pipeline) },
      options,
    );
