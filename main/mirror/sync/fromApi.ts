import { z } from 'zod';
import { name } from '../../crm/resources/entityFields.ts';
import { LONGEST_NAME, MOST_TAGS } from '../contact/contactOrCompanyItem.ts';
import type {
  EventRecord,
  IncomingRecord,
  LeadRecord,
  LossReasonRecord,
  PipelineRecord,
  TaskRecord,
  TaskTypeRecord,
  UserRecord,
} from '../mirrorRecords.ts';

/** Items of the service's lists (crm-api.md 3) as schemas, each answering what the mirror keeps of it; parties are in mirror/contact/contactOrCompanyItem.ts. */

const LONGEST_TEXT = 10_000;

/** Whole; v4 sends numbers, and what came as digits (crm-api.md 6) is not lost for that. */
const whole = z.number().int();
const id = whole.or(
  z
    .string()
    .regex(/^\d{1,15}$/u)
    .transform(Number),
);

const shortName = name.transform((text) => text.slice(0, LONGEST_NAME));
const named = { id, name: shortName };
const linked = z.array(z.object({ id })).nullish();
const tags = z
  .array(z.object({ name: shortName }))
  .nullish()
  .catch(null);
/** Unix seconds; 0 for none. */
const seconds = id.nullish();

const idsOf = (links: readonly { readonly id: number }[]): readonly number[] => links.map((link) => link.id);
const tagsOf = (said: readonly { readonly name: string }[] | null | undefined): readonly string[] =>
  (said ?? []).slice(0, MOST_TAGS).map((tag) => tag.name);

export const lead = z
  .object({
    ...named,
    price: z.number().nullish(),
    responsible_user_id: id.nullish(),
    pipeline_id: id.nullish(),
    status_id: id.nullish(),
    loss_reason_id: id.nullish(),
    created_at: seconds,
    updated_at: seconds,
    updated_by: id.nullish(),
    closed_at: seconds,
    is_deleted: z.boolean().nullish(),
    _embedded: z
      .object({
        contacts: z.array(z.object({ id, is_main: z.boolean().nullish() })).nullish(),
        companies: linked,
        tags,
      })
      .nullish(),
  })
  .transform((said): LeadRecord => {
    const contacts = said._embedded?.contacts;
    const companies = said._embedded?.companies;
    return {
      id: said.id,
      name: said.name,
      price: said.price ?? null,
      responsibleUserId: said.responsible_user_id ?? 0,
      pipelineId: said.pipeline_id ?? 0,
      statusId: said.status_id ?? 0,
      lossReasonId: said.loss_reason_id ?? null,
      createdAt: said.created_at ?? null,
      updatedAt: said.updated_at ?? 0,
      closedAt: said.closed_at ?? null,
      isDeleted: said.is_deleted ?? false,
      tags: tagsOf(said._embedded?.tags),
      mainContactId: contacts?.find((contact) => contact.is_main === true)?.id ?? contacts?.[0]?.id ?? null,
      contactIds: contacts ? idsOf(contacts) : null,
      companyIds: companies ? idsOf(companies) : null,
      updatedBy: said.updated_by ?? null,
    };
  });

export const task = z
  .object({
    id,
    text: z.string().nullish(),
    task_type_id: id.nullish(),
    entity_type: z.string().nullish(),
    entity_id: id.nullish(),
    responsible_user_id: id,
    complete_till: id,
    updated_at: seconds,
    updated_by: id.nullish(),
    is_completed: z.boolean(),
  })
  .transform((said): TaskRecord => ({
    id: said.id,
    text: (said.text ?? '').slice(0, LONGEST_TEXT),
    typeId: said.task_type_id ?? 1,
    entityType: said.entity_type ?? null,
    entityId: said.entity_id ?? null,
    responsibleUserId: said.responsible_user_id,
    completeTill: said.complete_till,
    updatedAt: said.updated_at ?? 0,
    isCompleted: said.is_completed,
    updatedBy: said.updated_by ?? null,
  }));

export const user = z
  .object({ ...named, rights: z.object({ is_admin: z.boolean().nullish() }).nullish() })
  .transform((said): UserRecord => ({
    id: said.id,
    name: said.name,
    isAdmin: said.rights?.is_admin ?? false,
  }));

const sort = z
  .number()
  .nullish()
  .transform((place) => Math.trunc(place ?? 0));

/** Type of the stage where requests from outside wait to be sorted (crm-api.md 3.5). */
const INCOMING = 1;

export const pipeline = z
  .object({
    ...named,
    sort,
    _embedded: z
      .object({
        statuses: z
          .array(z.object({ ...named, color: z.string().nullish(), sort, type: z.number().nullish() }))
          .nullish(),
      })
      .nullish(),
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
  .object({ ...named, code: z.string().nullish() })
  .transform((said): TaskTypeRecord => ({ ...said, code: said.code ?? null }));

export const lossReason = z.object({ ...named, sort }).transform((said): LossReasonRecord => said);

export const incoming = z
  .object({
    uid: z.string().max(100),
    category: z.string().max(100).nullish(),
    created_at: seconds,
    _embedded: z.object({ leads: linked }).nullish(),
  })
  .transform((said): IncomingRecord => ({
    uid: said.uid,
    category: said.category ?? '',
    leadId: said._embedded?.leads?.[0]?.id ?? null,
    updatedAt: said.created_at ?? 0,
  }));

export const event = z
  .object({ type: z.string().max(100), entity_id: id, created_at: id })
  .transform((said): EventRecord => ({
    type: said.type,
    entityId: said.entity_id,
    updatedAt: said.created_at,
  }));
