import { z } from 'zod';
import { callStatus, failureCode } from '../schemas.ts';

/**
 * Deals and tasks as windows read them: what the mirror holds, with what the agent wrote and the CRM has not got yet
 * laid over it. Times are Unix ms.
 */

/** What is still on its way to the CRM; null when nothing is. */
const pending = z
  .object({ state: z.enum(['waiting', 'failed']), failure: failureCode.nullable() })
  .nullable();

/**
 * Id of a deal or a task: the CRM's, or minus the number of the write that makes it while the CRM does
 * not have it yet.
 */
export const localId = z.number().int();

export const leadRow = z.object({
  id: localId,
  name: z.string(),
  price: z.number().nullable(),
  pipelineId: z.number().int(),
  /** Null for a pipeline and a stage this copy does not know. */
  pipeline: z.string().nullable(),
  statusId: z.number().int(),
  stage: z.string().nullable(),
  stageColour: z.string().nullable(),
  outcome: z.enum(['open', 'won', 'lost']),
  responsibleId: z.number().int().nullable(),
  /** Null when nobody is, or the copy does not know the name. */
  responsible: z.string().nullable(),
  /** The main contact, or the company. */
  contact: z.string().nullable(),
  /** Whom `contact` names. */
  contactRef: z.object({ entity: z.enum(['contact', 'company']), id: z.number().int() }).nullable(),
  /** The agent's own open task about it that is due first; others' are not in the copy. */
  nextTask: z.object({ text: z.string(), /** Unix ms */ at: z.number() }).nullable(),
  updatedAt: z.number(),
  pending,
});
export type LeadRow = z.infer<typeof leadRow>;

export const leadPage = z.object({
  rows: z.array(leadRow),
  /** For the page after this one; null on the last. */
  next: z.string().nullable(),
  /** Null when counting would take longer than the page. */
  total: z.number().int().nullable(),
  /** Why the CRM could not be asked for what the copy does not hold (closed deals). */
  failure: failureCode.nullable(),
});
export type LeadPage = z.infer<typeof leadPage>;

export const boardStage = z.object({
  pipelineId: z.number().int(),
  statusId: z.number().int(),
  name: z.string(),
  colour: z.string().nullable(),
  outcome: leadRow.shape.outcome,
  /** False for the stage of requests not sorted yet. */
  takesDeals: z.boolean(),
  /** All deals of the stage that fit the filter, and the sum of their prices. */
  count: z.number().int(),
  sum: z.number(),
  /** The first of them, changed last first. */
  leads: z.array(leadRow),
});
export type BoardStage = z.infer<typeof boardStage>;

const about = z.object({
  entity: z.enum(['contact', 'company', 'lead']),
  id: z.number().int(),
  /** Null when the copy does not know it. */
  name: z.string().nullable(),
});

export const taskRow = z.object({
  id: localId,
  text: z.string(),
  typeId: z.number().int(),
  /** Null for a kind the copy does not know. */
  type: z.string().nullable(),
  completeTill: z.number(),
  responsibleId: z.number().int().nullable(),
  responsible: z.string().nullable(),
  about: about.nullable(),
  /** Who is called about it: whom it is about, or the first contact of its deal. */
  person: z
    .object({
      entity: z.enum(['contact', 'company']),
      id: z.number().int(),
      name: z.string(),
      /** For reading; '' when there is none. */
      phone: z.string(),
    })
    .nullable(),
  pending,
});
export type TaskRow = z.infer<typeof taskRow>;

export const taskPage = z.object({
  rows: z.array(taskRow),
  next: z.string().nullable(),
  total: z.number().int().nullable(),
});
export type TaskPage = z.infer<typeof taskPage>;

export const leadNote = z.object({
  /** Null while the CRM does not have it. */
  id: z.union([z.number().int(), z.string()]).nullable(),
  at: z.number(),
  /** `stage`: a deal of theirs was moved. */
  kind: z.enum(['note', 'callIn', 'callOut', 'stage', 'other']),
  text: z.string(),
  /** Ms, of a call. */
  duration: z.number().nullable(),
  /** What came of a call; null where nobody said. */
  result: callStatus.nullable(),
  /** Of a call: there is a recording, which `recordings.read` reads by the note's id. */
  hasRecording: z.boolean().exactOptional(),
  /** Whose doing it was: a name is null for somebody this copy does not know. Null: nobody's, or nobody says. */
  by: z.object({ name: z.string().nullable(), isMe: z.boolean() }).nullable(),
  /** Of `stage`: the deal, and both stages by name, null where the copy does not know it. */
  moved: z
    .object({ lead: z.string().nullable(), from: z.string().nullable(), to: z.string().nullable() })
    .nullable(),
  pending,
});
export type LeadNote = z.infer<typeof leadNote>;

export const leadCard = z.object({
  /** Null while nothing is known of it: not in the copy, and the CRM has not answered, or will not. */
  lead: leadRow.nullable(),
  contacts: z.array(
    z.object({
      entity: z.enum(['contact', 'company']),
      id: z.number().int(),
      /** Null when the copy does not know it. */
      name: z.string().nullable(),
      /** For reading; '' when there is none. */
      phone: z.string(),
    }),
  ),
  lossReason: z.string().nullable(),
  tags: z.array(z.string()),
  /** The agent's open tasks about it. */
  tasks: z.array(taskRow),
  /** Newest first; null until the CRM has told them. */
  notes: z.array(leadNote).nullable(),
  /** Where this comes from: the copy, the copy while the CRM is asked, the CRM just now; or why not. */
  freshness: z.enum(['local', 'asking', 'fresh', 'offline', 'forbidden', 'gone']),
  /** Why the CRM could not be asked. */
  failure: failureCode.nullable(),
});
export type LeadCard = z.infer<typeof leadCard>;

export const taskCounts = z.object({
  overdue: z.number().int(),
  today: z.number().int(),
  later: z.number().int(),
});
export type TaskCounts = z.infer<typeof taskCounts>;
