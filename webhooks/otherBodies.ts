import { z } from 'zod';
import { idList } from './cardBodies.ts';
import { node } from './customFields.ts';
import type { FormNode, FormObject } from './formBody.ts';
import { flag, id, integer, localDate, text, unixTime } from './bodyValues.ts';

const object = node
  .optional()
  .transform((value: FormNode | undefined): FormObject => (typeof value === 'object' ? value : {}));

/** The kinds of cards by the numbers of v2 (crm-api.md 4.2). */
const PARENTS: Readonly<Record<number, 'contact' | 'lead' | 'company' | 'customer'>> = {
  1: 'contact',
  2: 'lead',
  3: 'company',
  12: 'customer',
};

/** `task[...]`. Its dates are local to nobody knows where; `complete_before` is a time. */
export const taskFields = z.object({
  id,
  element_id: integer,
  element_type: integer,
  task_type: integer,
  text,
  status: flag,
  action_close: flag,
  account_id: integer,
  created_user_id: integer,
  modified_user_id: integer,
  responsible_user_id: integer,
  main_user: integer,
  old_responsible_user_id: integer,
  date_create: localDate,
  last_modified: localDate,
  complete_till: localDate,
  complete_before: unixTime,
  created_at: unixTime,
  updated_at: unixTime,
  result: z
    .object({ id: integer, text })
    .optional()
    .transform((result) => result ?? null),
});

/** A task as a webhook shows it. */
export type HookedTask = ReturnType<typeof taskOf>;
export const taskOf = (fields: z.output<typeof taskFields>) => ({
  id: fields.id,
  parent: PARENTS[fields.element_type ?? 0] ?? null,
  parentId: fields.element_id,
  taskTypeId: fields.task_type,
  text: fields.text,
  isCompleted: fields.status ?? fields.action_close,
  resultText: fields.result?.text ?? null,
  responsibleUserId: fields.main_user ?? fields.responsible_user_id,
  oldResponsibleUserId: fields.old_responsible_user_id,
  createdBy: fields.created_user_id,
  modifiedBy: fields.modified_user_id,
  /** Unix seconds. */
  dueAt: fields.complete_before,
  createdAt: fields.created_at,
  updatedAt: fields.updated_at,
  /** `Y-m-d H:i:s`, for `secondsOfPhpDate`, where the times above are null. */
  localDates: {
    created: fields.date_create,
    modified: fields.last_modified,
    due: fields.complete_till,
  },
  accountId: fields.account_id,
});

/** What became of an unsorted lead. */
const outcome = z
  .object({ leads: idList, contacts: idList, companies: idList })
  .optional()
  .transform((result) => result?.leads ?? []);

/** `unsorted[...]`: known by its uid. */
export const unsortedFields = z.object({
  uid: z.string().min(1).max(200),
  category: text,
  action: text,
  source_data: object,
  data: outcome,
  accept_result: outcome,
  decline_result: outcome,
  pipeline_id: integer,
  lead_id: integer,
  created_at: unixTime,
  date_create: unixTime,
  modified_user_id: integer,
});

/** An incoming lead as a webhook shows it. */
export type HookedUnsorted = ReturnType<typeof unsortedOf>;
export const unsortedOf = (fields: z.output<typeof unsortedFields>) => ({
  uid: fields.uid,
  /** `sip`, `mail`, `forms`, `chats`. */
  category: fields.category,
  /** Of a delete: what became of it. */
  outcome: fields.action === 'accept' || fields.action === 'decline' ? fields.action : null,
  leadIds: [
    ...new Set([
      ...fields.data,
      ...fields.accept_result,
      ...fields.decline_result,
      ...(fields.lead_id === null ? [] : [fields.lead_id]),
    ]),
  ],
  pipelineId: fields.pipeline_id,
  sourceData: fields.source_data,
  createdAt: fields.created_at ?? fields.date_create,
  modifiedBy: fields.modified_user_id,
});

/** `message[...]`: chats' ids are UUIDs. */
export const messageFields = z.object({
  id: z.string().min(1).max(200),
  chat_id: text,
  talk_id: text,
  contact_id: integer,
  text,
  created_at: unixTime,
  element_type: integer,
  entity_type: text,
  element_id: integer,
  entity_id: integer,
  type: text,
  author: object,
  origin: text,
});

/** A chat message as a webhook shows it. */
export type HookedMessage = ReturnType<typeof messageOf>;
export const messageOf = (fields: z.output<typeof messageFields>) => ({
  id: fields.id,
  chatId: fields.chat_id,
  talkId: fields.talk_id,
  contactId: fields.contact_id,
  text: fields.text,
  createdAt: fields.created_at,
  direction:
    fields.type === 'incoming' ? ('in' as const) : fields.type === 'outgoing' ? ('out' as const) : null,
  parent: PARENTS[fields.element_type ?? 0] ?? null,
  parentId: fields.entity_id ?? fields.element_id,
  author: fields.author,
  origin: fields.origin,
});

/** `talk[...]`: named by `talk_id`. */
export const talkFields = z.object({
  talk_id: z.string().min(1).max(200),
  chat_id: text,
  contact_id: integer,
  entity_type: text,
  entity_id: integer,
  is_in_work: flag,
  is_read: flag,
  rate: integer,
  origin: text,
  created_at: unixTime,
  updated_at: unixTime,
});

/** A conversation as a webhook shows it. */
export type HookedTalk = ReturnType<typeof talkOf>;
export const talkOf = (fields: z.output<typeof talkFields>) => ({
  talkId: fields.talk_id,
  chatId: fields.chat_id,
  contactId: fields.contact_id,
  parentId: fields.entity_id,
  isInWork: fields.is_in_work,
  isRead: fields.is_read,
  createdAt: fields.created_at,
  updatedAt: fields.updated_at,
});

/** `catalogs[...]`. */
export const catalogFields = z.object({
  id,
  name: text,
  type: text,
  account_id: integer,
  created_at: unixTime,
  updated_at: unixTime,
  date_create: unixTime,
  last_modified: unixTime,
});

/** A list of goods and the like as a webhook shows it. */
export type HookedCatalog = ReturnType<typeof catalogOf>;
export const catalogOf = (fields: z.output<typeof catalogFields>) => ({
  id: fields.id,
  name: fields.name,
  createdAt: fields.created_at ?? fields.date_create,
  updatedAt: fields.updated_at ?? fields.last_modified,
});
