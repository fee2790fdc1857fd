import * as z from 'zod/mini';
import type { FailureAdvice } from '../constants.ts';

/**
 * Everything an agent writes besides a call's result, a kind an entry: what is known of it by its payload alone. What it does at the CRM is
 * in main/writes, under the same name. The small zod: the journal reads its rows by these before the first window is there.
 */

const crmId = z.int().check(z.positive());
/**
 * What a write changes, hangs on or links: the CRM's id, or minus the number of the write that makes it while the
 * CRM has it not. What is changed then goes with that write, or after it.
 */
const subjectId = z.int();
const userId = z.int();
/** Unix seconds, as the CRM has a task's time. */
const dueTime = z.int().check(z.positive());
const words = (longest: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(longest));
const phone = words(100);
const entityName = words(250);
const text = words(10_000);
const price = z.int().check(z.minimum(0));
/** Tags to put on beside those that are there, and fields of the account by their ids with what they shall hold. */
const tags = z.array(words(250)).check(z.maxLength(20));
const fieldText = z.string().check(z.maxLength(1000));
const fieldValue = z.union([fieldText, z.number(), z.boolean(), z.null()]);
const fields = z
  .array(
    z.strictObject({
      id: crmId,
      /** Null empties it. */
      value: fieldValue,
      /** What the window showed (entities/customFields.ts): changed meanwhile, it is not overwritten unasked. */
      before: z.exactOptional(z.nullable(fieldText)),
    }),
  )
  .check(z.maxLength(20));

const anyEntity = z.strictObject({ entity: z.enum(['contact', 'company', 'lead']), id: subjectId });
const contactOrCompany = z.strictObject({ entity: z.enum(['contact', 'company']), id: subjectId });

/** A stage goes with its pipeline; won (142) and lost (143) are stages of every pipeline. */
export const stage = z.strictObject({
  pipelineId: crmId,
  statusId: crmId,
  lossReasonId: z.exactOptional(crmId),
});

/** All phones as the window showed them, and as they shall be: only the difference is sent. */
const phoneChange = z.strictObject({
  before: z.array(z.string().check(z.maxLength(1000))).check(z.maxLength(100)),
  after: z.array(phone).check(z.maxLength(100)),
});

/** What is made with somebody new, in the same step: the company they are of, by its name, and their first deal. */
export const madeBeside = {
  company: z.exactOptional(entityName),
  deal: z.exactOptional(
    z.strictObject({ name: entityName, pipelineId: z.nullable(crmId), statusId: z.nullable(crmId) }),
  ),
} as const;

/** The same keys with what the window showed: what somebody else changed meanwhile is then not overwritten unasked. */
export const leadBefore = z.strictObject({
  name: z.exactOptional(z.string()),
  price: z.exactOptional(z.nullable(z.number())),
  stage: z.exactOptional(z.strictObject({ pipelineId: z.int(), statusId: z.int() })),
  responsible: z.exactOptional(z.nullable(userId)),
});

/** The fields that say what a write is about: by a name of its own, or the id of one kind of entity. */
const SUBJECTS = { target: null, contact: null, taskId: 'task', leadId: 'lead' } as const;

export const agentWrites = {
  addNote: kind({
    fields: { target: anyEntity, text },
    subject: 'target',
    effect: 'adds',
    advice: { forbidden: 'rightsNotes', gone: 'goneTarget', notAccepted: 'editNote' },
  }),
  createTask: kind({
    fields: {
      /** Null in a call's form: whatever the call is logged to. */
      target: z.nullable(anyEntity),
      text,
      typeId: crmId,
      completeTill: dueTime,
      /** Null: the agent. */
      responsible: z.nullable(userId),
    },
    subject: 'target',
    effect: { makes: 'task' },
    advice: { forbidden: 'rightsTasks', gone: 'goneTarget', notAccepted: 'editTask' },
  }),
  completeTask: kind({
    fields: {
      taskId: subjectId,
      resultText: z.string().check(z.trim(), z.maxLength(10_000)),
    },
    subject: 'taskId',
    effect: 'changes',
    advice: { forbidden: 'rightsTasks', gone: 'goneTask', notAccepted: 'editResult' },
  }),
  moveTask: kind({
    fields: { taskId: subjectId, completeTill: dueTime },
    subject: 'taskId',
    effect: 'changes',
    advice: { forbidden: 'rightsTasks', gone: 'goneTask', notAccepted: 'editTime' },
  }),
  /** Gives a task to a user; `before` is whose the window showed it to be. */
  assignTask: kind({
    fields: {
      taskId: subjectId,
      responsible: userId,
      before: z.exactOptional(z.nullable(userId)),
    },
    subject: 'taskId',
    effect: 'changes',
    advice: { forbidden: 'rightsTasks', gone: 'goneTask', notAccepted: 'tryOrDiscard' },
  }),
  /** A contact or a company. `before` is what the window showed. */
  patchContact: kind({
    fields: {
      target: contactOrCompany,
      name: z.exactOptional(entityName),
      phones: z.exactOptional(phoneChange),
      tags: z.exactOptional(tags),
      fields: z.exactOptional(fields),
      before: z.exactOptional(z.strictObject({ name: z.exactOptional(z.string()) })),
    },
    subject: 'target',
    effect: 'changes',
    advice: { forbidden: 'rightsContacts', gone: 'goneContact', notAccepted: 'editContact' },
  }),
  newContact: kind({
    fields: {
      name: entityName,
      phones: z.array(phone).check(z.maxLength(20)),
      evenIfDuplicates: z.boolean(),
      ...madeBeside,
    },
    subject: null,
    effect: { makes: 'contact' },
    advice: { forbidden: 'rightsContacts', gone: 'tryAgain', notAccepted: 'editContact' },
  }),
  createLead: kind({
    fields: {
      name: entityName,
      price: z.nullable(price),
      pipelineId: z.nullable(crmId),
      statusId: z.nullable(crmId),
      /** Null: the agent. */
      responsible: z.nullable(userId),
      /** A contact (made the main one) or a company; a lead has no lead. */
      contact: z.nullable(contactOrCompany),
    },
    subject: 'contact',
    effect: { makes: 'lead' },
    advice: { forbidden: 'rightsLeads', gone: 'goneLink', notAccepted: 'editLead' },
  }),
  patchLead: kind({
    fields: {
      leadId: subjectId,
      name: z.exactOptional(entityName),
      price: z.exactOptional(price),
      stage: z.exactOptional(stage),
      responsible: z.exactOptional(userId),
      tags: z.exactOptional(tags),
      fields: z.exactOptional(fields),
      before: z.exactOptional(leadBefore),
    },
    subject: 'leadId',
    effect: 'changes',
    advice: { forbidden: 'rightsLeads', gone: 'goneLead', notAccepted: 'editLead' },
  }),
  /** Puts a logged call right: its result and words, and on whose card it is. `target` is where its note stands. */
  amendCall: kind({
    fields: {
      target: anyEntity,
      callId: z.string().check(z.maxLength(64)),
      noteId: crmId,
      result: z.union([
        z.literal(1),
        z.literal(2),
        z.literal(3),
        z.literal(4),
        z.literal(5),
        z.literal(6),
        z.literal(7),
      ]),
      /** The team's own name of the result; null for one of the seven. */
      outcome: z.nullable(
        z.strictObject({
          id: z.string().check(z.maxLength(64)),
          label: z.string().check(z.maxLength(60)),
          colour: z.nullable(z.string().check(z.maxLength(7))),
          without: z.array(z.enum(['contact', 'deal'])),
        }),
      ),
      note: z.string().check(z.maxLength(10_000)),
      /** The note is the PBX's own: where it may not be changed, these words become a note of their own beside it. */
      orNote: z.exactOptional(z.string().check(z.maxLength(12_000))),
      /** What an earlier one put above the PBX's own words: it makes room for this one's. */
      was: z.exactOptional(z.string().check(z.maxLength(12_000))),
      /** The PBX's note stays as it is: there is only the note beside it. */
      beside: z.exactOptional(z.literal(true)),
      /** Whose call it is from now on; absent: whose it was. */
      chosen: z.exactOptional(
        z.strictObject({
          entity: z.enum(['contact', 'company']),
          entityId: crmId,
          leadId: z.nullable(crmId),
          name: z.string().check(z.maxLength(1000)),
        }),
      ),
    },
    subject: 'target',
    effect: 'adds',
    advice: { forbidden: 'changeInCrm', gone: 'changeInCrm', notAccepted: 'changeInCrm' },
  }),
  /** Puts the link of a recording that was known too late into the note of a logged call, which stands on `target`. */
  addRecording: kind({
    fields: { target: anyEntity, noteId: crmId, link: z.string().check(z.maxLength(2048)) },
    subject: 'target',
    effect: 'adds',
    advice: { forbidden: 'changeInCrm', gone: 'changeInCrm', notAccepted: 'changeInCrm' },
  }),
  /** Starts a bot of the account on a contact or a lead (crm-api.md 6.1). */
  runBot: kind({
    fields: {
      target: z.strictObject({ entity: z.enum(['contact', 'lead']), id: subjectId }),
      botId: crmId,
    },
    subject: 'target',
    effect: 'adds',
    unseen: true,
    advice: { forbidden: 'rightsBots', gone: 'goneTarget', notAccepted: 'noSuchBot' },
  }),
} as const;

/** What is known of a kind of write by its payload alone. */
interface WriteShape<Fields extends z.core.$ZodLooseShape> {
  /** Its payload as windows ask for it, beside its `kind`. The journal reads the same without the bounds (looseSchema.ts). */
  readonly fields: Fields;
  /** The field with what of the CRM it changes, hangs on or links; null when there is nothing. */
  readonly subject: (keyof Fields & keyof typeof SUBJECTS) | null;
  /** `adds`: stands beside others of its kind; `changes`: a later one takes its place; or it makes what others may be about. */
  readonly effect: 'adds' | 'changes' | { readonly makes: SubjectRef['entity'] };
  /**
   * The CRM does not show whether it has it: where an attempt had an unknown outcome it is not sent again before the agent
   * has said so, each time.
   */
  readonly unseen?: true;
  /** What helps when its right lacks, when its subject is gone, and when the CRM does not take what it says. */
  readonly advice: Readonly<Record<'forbidden' | 'gone' | 'notAccepted', FailureAdvice>>;
}

function kind<Fields extends z.core.$ZodLooseShape>(shape: WriteShape<Fields>): WriteShape<Fields> {
  return shape;
}

export type AgentWriteKind = keyof typeof agentWrites;
type Fields<K extends AgentWriteKind> = z.output<z.ZodMiniObject<(typeof agentWrites)[K]['fields']>>;
export type AgentWriteOf<K extends AgentWriteKind> = { [P in K]: { kind: P } & Fields<P> }[K];
/** One write with all it needs, as the journal keeps it. */
export type AgentWrite = AgentWriteOf<AgentWriteKind>;

export const agentWriteKinds = Object.keys(agentWrites) as AgentWriteKind[];

/** The whole payload of a kind. */
export const agentPayload = (name: AgentWriteKind) =>
  z.strictObject({ kind: z.literal(name), ...agentWrites[name].fields });
type Payload = ReturnType<typeof agentPayload>;

/** As a window asks for it. */
export const agentWrite = z.discriminatedUnion(
  'kind',
  agentWriteKinds.map(agentPayload) as [Payload, ...Payload[]],
) as unknown as z.ZodMiniType<AgentWrite>;

/** An entity of the CRM, or with an id below zero what the write of that number makes. */
export interface SubjectRef {
  readonly entity: 'contact' | 'company' | 'lead' | 'task';
  readonly id: number;
}

/** What a write changes, hangs on or links; null when it is about nothing. */
export function subjectOf(write: AgentWrite): SubjectRef | null {
  const { subject } = agentWrites[write.kind];
  if (subject === null) return null;
  const entity = SUBJECTS[subject];
  const value: unknown = write[subject as keyof AgentWrite];
  return entity === null ? (value as SubjectRef | null) : { entity, id: value as number };
}

/** The same write about what has this id in the CRM. */
export function withSubject<W extends AgentWrite>(write: W, id: number): W {
  const about = subjectOf(write);
  const { subject } = agentWrites[write.kind];
  if (about === null || subject === null) return write;
  return { ...write, [subject]: SUBJECTS[subject] === null ? { ...about, id } : id };
}

/** The kind of entity a write makes; null when it changes one or adds to it. */
export function madeBy({ kind: name }: Pick<AgentWrite, 'kind'>): SubjectRef['entity'] | null {
  const { effect } = agentWrites[name];
  return typeof effect === 'object' ? effect.makes : null;
}

/** The entity a write changes; null when it makes one or adds to it. */
export const changedBy = (write: AgentWrite): SubjectRef | null =>
  agentWrites[write.kind].effect === 'changes' ? subjectOf(write) : null;
