import { z } from 'zod';
import { call, callStatus, chosenTarget, failureCode, match } from '../schemas.ts';
import { nothing, request } from './request.ts';

/**
 * Everything an agent writes besides a call's result. Each write is answered as soon as it is safe in
 * the journal; the CRM hears of it when it can, once. Where it stands is `writes.list` and the event
 * `writes`.
 */

const crmId = z.number().int().positive();
/**
 * What a write changes, hangs on or links: the CRM's id, or minus the number of the write that makes it while the
 * CRM has it not. What is changed then goes with that write, or after it.
 */
const subjectId = z.number().int();
const userId = z.number().int();
/** Unix seconds, as the CRM has a task's time. */
const dueTime = z.number().int().positive();
const phone = z.string().trim().min(1).max(100);
const entityName = z.string().trim().min(1).max(250);
const price = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const text = z.string().trim().min(1).max(10_000);

const anyEntity = z.object({ entity: z.enum(['contact', 'company', 'lead']), id: subjectId }).strict();
const contactOrCompany = z.object({ entity: z.enum(['contact', 'company']), id: subjectId }).strict();

/** A stage goes with its pipeline; won (142) and lost (143) are stages of every pipeline. */
const stage = z.object({ pipelineId: crmId, statusId: crmId, lossReasonId: crmId.exactOptional() }).strict();

/** All phones as the window showed them, and as they shall be: only the difference is sent. */
const phoneChange = z
  .object({ before: z.array(z.string().max(1000)).max(100), after: z.array(phone).max(100) })
  .strict();

const note = z.object({ target: anyEntity, text }).strict();
const newTask = z
  .object({
    target: anyEntity.nullable(),
    text,
    typeId: crmId,
    completeTill: dueTime,
    /** Null: the agent. */
    responsible: userId.nullable(),
  })
  .strict();
const taskDone = z.object({ taskId: subjectId, resultText: z.string().trim().max(10_000) }).strict();
const taskMove = z.object({ taskId: subjectId, completeTill: dueTime }).strict();
/** `before` is whose the window showed it to be. */
const taskAssign = z
  .object({ taskId: subjectId, responsible: userId, before: userId.nullable().exactOptional() })
  .strict();
/** `before` is what the window showed: what somebody else changed meanwhile is then not overwritten unasked. */
const contactOrCompanyChange = z
  .object({
    target: contactOrCompany,
    name: entityName.exactOptional(),
    phones: phoneChange.exactOptional(),
    before: z.object({ name: z.string().exactOptional() }).strict().exactOptional(),
  })
  .strict();
const newContact = z
  .object({ name: entityName, phones: z.array(phone).max(20), evenIfDuplicates: z.boolean() })
  .strict();
const newLead = z
  .object({
    name: entityName,
    price: price.nullable(),
    pipelineId: crmId.nullable(),
    statusId: crmId.nullable(),
    /** Null: the agent. */
    responsible: userId.nullable(),
    /** A contact (made the main one) or a company; a lead has no lead. */
    contact: contactOrCompany.nullable(),
  })
  .strict();
const leadFields = {
  name: entityName.exactOptional(),
  price: price.exactOptional(),
  stage: stage.exactOptional(),
  responsible: userId.exactOptional(),
};
/** As `partyChange.before`: the same keys with what the window showed. */
const leadBefore = z
  .object({
    name: z.string().exactOptional(),
    price: z.number().nullable().exactOptional(),
    stage: z.object({ pipelineId: z.number().int(), statusId: z.number().int() }).strict().exactOptional(),
    responsible: userId.nullable().exactOptional(),
  })
  .strict();
const leadChange = z
  .object({ leadId: subjectId, ...leadFields, before: leadBefore.exactOptional() })
  .strict();

/** One write with all it needs, as the journal keeps it. */
const agentWrite = z.discriminatedUnion('kind', [
  note.extend({ kind: z.literal('addNote') }),
  newTask.extend({ kind: z.literal('createTask') }),
  taskDone.extend({ kind: z.literal('completeTask') }),
  taskMove.extend({ kind: z.literal('moveTask') }),
  taskAssign.extend({ kind: z.literal('assignTask') }),
  contactOrCompanyChange.extend({ kind: z.literal('patchContact') }),
  newContact.extend({ kind: z.literal('newContact') }),
  newLead.extend({ kind: z.literal('createLead') }),
  leadChange.extend({ kind: z.literal('patchLead') }),
]);
export type AgentWrite = z.infer<typeof agentWrite>;

const writeView = z.object({
  id: z.number().int(),
  /** The call whose after-call form it belongs to, null for all others. */
  callId: z.string().nullable(),
  write: agentWrite,
  /** `waiting`: for its time, its turn or the CRM; `failed`: needs the agent (try again, edit, discard). */
  state: z.enum(['waiting', 'sending', 'sent', 'failed']),
  /** Why the last try did not work, null before the first and when sent. */
  failure: failureCode.nullable(),
  /** The CRM's own words of it, or what somebody else changed; '' when there are none. */
  words: z.string(),
  /** Unix ms. */
  createdAt: z.number(),
  /** Unix ms of the next try, when it waits for one; of the end of undo for a form just saved. */
  retryAt: z.number().nullable(),
  /** True while it can be edited or discarded: the CRM certainly has nothing of it. */
  changeable: z.boolean(),
  /** Id of what the CRM holds of it, null until sent. */
  remoteId: z.number().int().nullable(),
});
export type WriteView = z.infer<typeof writeView>;

const writesSnapshot = z.object({ version: z.number().int(), writes: z.array(writeView) });
export type WritesSnapshot = z.infer<typeof writesSnapshot>;

/** One write changed (`write`), or is no more (`write: null`). A gap in `version` means: read again. */
export interface WriteEvent {
  readonly version: number;
  readonly id: number;
  readonly write: WriteView | null;
}

/** What an agent fills in when a call has ended: saved as one, taken back as one for ten seconds. */
const callForm = z
  .object({
    callId: z.string().max(64),
    result: callStatus,
    /** The call's note; absent leaves what was typed before. */
    note: z.string().max(10_000).exactOptional(),
    /** Whose call it was, and perhaps which lead's; absent leaves what was chosen before. */
    target: chosenTarget.omit({ name: true }).exactOptional(),
    /** About whatever the call is logged to. */
    task: newTask.omit({ target: true }).exactOptional(),
    stage: stage.extend({ leadId: crmId, before: leadBefore.shape.stage }).strict().exactOptional(),
  })
  .strict();
export type CallForm = Readonly<z.infer<typeof callForm>>;

const writeId = z.object({ id: z.number().int() }).strict();
const writers = ['pop', 'account'] as const;
/** On the pop a write belongs to the account of the call it was made beside; null in an account's window. */
const beside = { callId: z.string().max(64).nullable().exactOptional() };

export const writeRequests = {
  writes: {
    /** Undone ones oldest first; with `undoneOnly: false` also the newest 200 that are in the CRM. */
    list: request(['account'], z.object({ undoneOnly: z.boolean() }).strict(), writesSnapshot),
    /** Sends a failed one again. Of `changedMeanwhile` and `duplicate` it means: mine all the same. */
    retry: request(['account'], writeId, writeView),
    /** Replaces one that is `changeable` by another of its kind, and sends that. */
    edit: request(['account'], z.object({ id: z.number().int(), write: agentWrite }).strict(), writeView),
    /** Takes one back, and with it what waits for its id. */
    discard: request(['account'], writeId, nothing),
  },
  contacts: {
    /** Changes a contact or a company. */
    change: request(writers, contactOrCompanyChange.extend(beside), writeView),
    /** Asks the CRM for duplicates by number first, as `calls.createContact` does. */
    create: request(
      writers,
      newContact.extend(beside),
      z.discriminatedUnion('outcome', [
        z.object({ outcome: z.literal('queued'), checked: z.boolean(), write: writeView }),
        z.object({ outcome: z.literal('duplicates'), matches: z.array(match) }),
      ]),
    ),
  },
  leads: {
    create: request(writers, newLead.extend(beside), writeView),
    change: request(writers, leadChange.extend(beside), writeView),
  },
  tasks: {
    create: request(writers, newTask.extend(beside), writeView),
    complete: request(writers, taskDone.extend(beside), writeView),
    move: request(writers, taskMove.extend(beside), writeView),
    assign: request(writers, taskAssign.extend(beside), writeView),
  },
  notes: { add: request(writers, note.extend(beside), writeView) },
  calls: { finish: request(writers, callForm, call) },
} as const;
