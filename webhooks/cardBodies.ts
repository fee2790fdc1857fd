import { z } from 'zod';
import { customFields, node } from './customFields.ts';
import { listOf, textAt } from './formBody.ts';
import type { FormNode } from './formBody.ts';
import { id, integer, number, text, unixTime } from './bodyValues.ts';

/** A tag on a card. */
export interface Tag {
  readonly id: number | null;
  readonly name: string;
}

/** `tags`: of what has no name none. */
const tags = node.optional().transform((list): readonly Tag[] =>
  listOf(list).flatMap((tag) => {
    const read = z.object({ id: integer, name: z.string().min(1) }).safeParse(tag);
    return read.success ? [read.data] : [];
  }),
);

/** `linked_leads_id[ID][ID]=ID`: the ids, however deep. */
const linkedIds = node
  .optional()
  .transform((list): readonly number[] =>
    listOf(list).flatMap((one) => idsIn(typeof one === 'string' ? one : (textAt(one, 'ID') ?? ''))),
  );

/** `[leads][0]=1`: ids in a list. */
export const idList = node
  .optional()
  .transform((list): readonly number[] =>
    listOf(list).flatMap((one) => (typeof one === 'string' ? idsIn(one) : [])),
  );

function idsIn(one: FormNode): readonly number[] {
  const read = id.safeParse(one);
  return read.success ? [read.data] : [];
}

const common = {
  id,
  name: text,
  responsible_user_id: integer,
  old_responsible_user_id: integer,
  modified_user_id: integer,
  created_user_id: integer,
  date_create: unixTime,
  last_modified: unixTime,
  created_at: unixTime,
  updated_at: unixTime,
  closest_task: unixTime,
  account_id: integer,
  group_id: integer,
  tags,
  custom_fields: customFields,
};

/** A lead, of any action: a delete carries only id, status_id and pipeline_id. */
export const leadFields = z.object({
  ...common,
  status_id: integer,
  old_status_id: integer,
  pipeline_id: integer,
  old_pipeline_id: integer,
  price: number,
  loss_reason_id: integer,
  date_close: unixTime,
  main_contact_id: integer,
  linked_company_id: integer,
});

/** A contact or a company: which one `type` says. */
export const contactFields = z.object({
  ...common,
  type: text,
  company_name: text,
  linked_company_id: integer,
  linked_leads_id: linkedIds,
});

/** A customer ("buyer"); its items are documented nowhere: the common fields and what else is there. */
export const customerFields = z.object({
  ...common,
  status_id: integer,
  next_price: number,
  next_date: unixTime,
});

type Common = z.output<z.ZodObject<typeof common>>;

/** What every card says; times are Unix seconds, of the two names for each the one that came. */
const card = (fields: Common) => ({
  id: fields.id,
  name: fields.name,
  responsibleUserId: fields.responsible_user_id,
  oldResponsibleUserId: fields.old_responsible_user_id,
  createdBy: fields.created_user_id,
  modifiedBy: fields.modified_user_id,
  createdAt: fields.created_at ?? fields.date_create,
  /** The later of the two: an older change never overwrites a newer one. */
  updatedAt: latest(fields.updated_at, fields.last_modified),
  closestTaskAt: fields.closest_task,
  accountId: fields.account_id,
  tags: fields.tags,
  customFields: fields.custom_fields,
});

function latest(one: number | null, other: number | null): number | null {
  return one === null ? other : other === null ? one : Math.max(one, other);
}

/** A lead as a webhook shows it. */
export type HookedLead = ReturnType<typeof leadOf>;
export const leadOf = (fields: z.output<typeof leadFields>) => ({
  ...card(fields),
  statusId: fields.status_id,
  oldStatusId: fields.old_status_id,
  pipelineId: fields.pipeline_id,
  oldPipelineId: fields.old_pipeline_id,
  price: fields.price,
  lossReasonId: fields.loss_reason_id,
  closedAt: fields.date_close,
  mainContactId: fields.main_contact_id,
  companyId: fields.linked_company_id,
});

/** A contact or company as a webhook shows it. */
export type HookedContact = ReturnType<typeof contactOf>;
export const contactOf = (fields: z.output<typeof contactFields>) => ({
  ...card(fields),
  companyName: fields.company_name,
  companyId: fields.linked_company_id,
  leadIds: fields.linked_leads_id,
});

/** A customer as a webhook shows it. */
export type HookedCustomer = ReturnType<typeof customerOf>;
export const customerOf = (fields: z.output<typeof customerFields>) => ({
  ...card(fields),
  statusId: fields.status_id,
  nextPrice: fields.next_price,
  nextDate: fields.next_date,
});
