import { z } from 'zod';
import {
  amount,
  flag,
  id,
  listOf,
  maybe,
  name,
  orElse,
  parts,
  readable,
  unixSeconds,
  words,
} from '../../crm/resources/entityFields.ts';
import { LONGEST_NAME } from '../fields/itemReader.ts';
import type {
  EventRecord,
  IncomingRecord,
  LossReasonRecord,
  PipelineRecord,
  TaskTypeRecord,
  UserRecord,
} from '../mirrorRecords.ts';

/** Items of the service's lists (crm-api.md 3) as schemas, each answering what the mirror keeps of it; what has fields (entities/) is read by mirror/fields/itemReader.ts. */

/** Of a colleague: more is no number. */
const LONGEST_PHONE = 64;
const shortName = name.transform((text) => text.slice(0, LONGEST_NAME));
const named = { id, name: shortName };
/** Null where the service does not tell, as against none. */
const linked = maybe(listOf(z.object({ id })));

export const user = z
  .object({ ...named, rights: parts({ is_admin: maybe(flag) }), phone_number: maybe(z.string()) })
  .transform((said): UserRecord => ({
    id: said.id,
    name: said.name,
    isAdmin: said.rights?.is_admin ?? false,
    phone: said.phone_number?.trim().slice(0, LONGEST_PHONE) || null,
  }));

const sort = orElse(amount, 0).transform(Math.trunc);

/** Type of the stage where requests from outside wait to be sorted (crm-api.md 3.5). */
const INCOMING = 1;

export const pipeline = z
  .object({
    ...named,
    sort,
    _embedded: parts({
      statuses: readable(z.object({ ...named, color: maybe(z.string()), sort, type: maybe(amount) })),
    }),
  })
  .transform((said): PipelineRecord => ({
    id: said.id,
    name: said.name,
    sort: said.sort,
    statuses: (said._embedded?.statuses ?? []).map(({ type, ...stage }) => ({
      ...stage,
      color: stage.color ?? null,
      isIncoming: type === INCOMING,
    })),
  }));

export const taskType = z
  .object({ ...named, code: maybe(z.string()) })
  .transform((said): TaskTypeRecord => ({ ...said, code: said.code ?? null }));

export const lossReason = z.object({ ...named, sort }).transform((said): LossReasonRecord => said);

export const incoming = z
  .object({
    uid: words.pipe(z.string().max(100)),
    category: maybe(z.string().max(100)),
    created_at: maybe(unixSeconds),
    _embedded: parts({ leads: linked }),
  })
  .transform((said): IncomingRecord => ({
    uid: said.uid,
    category: said.category ?? '',
    leadId: said._embedded?.leads?.[0]?.id ?? null,
    updatedAt: said.created_at ?? 0,
  }));

export const event = z
  .object({ type: z.string().max(100), entity_id: id, created_at: unixSeconds })
  .transform((said): EventRecord => ({
    type: said.type,
    entityId: said.entity_id,
    updatedAt: said.created_at,
  }));
