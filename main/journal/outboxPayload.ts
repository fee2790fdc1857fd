import * as z from 'zod/mini';
import type { EntityRef } from '../crm/types/entity.ts';

/**
 * What one row of the outbox writes to the CRM, as it is stored. Keys may be added, never change their meaning.
 * The small zod: the journal is opened before the first window.
 */

/** The CRM's, or minus the id of the row that makes it while the CRM has it not (writeSubject.ts). */
const crmId = z.int();
const entity = z.object({ entity: z.enum(['contact', 'company', 'lead']), id: crmId });
const contactOrCompany = z.object({ entity: z.enum(['contact', 'company']), id: crmId });
const stage = z.object({ pipelineId: crmId, statusId: crmId, lossReasonId: z.exactOptional(crmId) });

/** Registers the call: `POST /calls`, or a call note when a target was chosen (read from the call row when sent). */
const logCall = z.object({ kind: z.literal('logCall'), callId: z.string() });

const agentWrites = [
  z.object({ kind: z.literal('addNote'), target: entity, text: z.string() }),
  /** `target` null in a call's form: whatever the call is logged to. `responsible` null: the agent. */
  z.object({
    kind: z.literal('createTask'),
    target: z.nullable(entity),
    text: z.string(),
    typeId: crmId,
    /** Unix seconds, as in the CRM. */
    completeTill: z.int(),
    responsible: z.nullable(crmId),
  }),
  z.object({ kind: z.literal('completeTask'), taskId: crmId, resultText: z.string() }),
  z.object({ kind: z.literal('moveTask'), taskId: crmId, completeTill: z.int() }),
  /** Gives a task to a user; `before` is whose the agent saw it to be. */
  z.object({
    kind: z.literal('assignTask'),
    taskId: crmId,
    responsible: crmId,
    before: z.exactOptional(z.nullable(crmId)),
  }),
  /** A contact or a company. Of the phones only the difference is the agent's. */
  z.object({
    kind: z.literal('patchContact'),
    target: contactOrCompany,
    name: z.exactOptional(z.string()),
    phones: z.exactOptional(z.object({ before: z.array(z.string()), after: z.array(z.string()) })),
    /** What the agent saw when they changed it. */
    before: z.exactOptional(z.object({ name: z.exactOptional(z.string()) })),
  }),
  z.object({
    kind: z.literal('newContact'),
    name: z.string(),
    phones: z.array(z.string()),
    evenIfDuplicates: z.boolean(),
    /** The call whose number it is to have: it goes before that call, which is logged to it. */
    callId: z.exactOptional(z.string()),
  }),
  z.object({
    kind: z.literal('createLead'),
    name: z.string(),
    price: z.nullable(z.number()),
    pipelineId: z.nullable(crmId),
    statusId: z.nullable(crmId),
    responsible: z.nullable(crmId),
    contact: z.nullable(contactOrCompany),
  }),
  z.object({
    kind: z.literal('patchLead'),
    leadId: crmId,
    name: z.exactOptional(z.string()),
    price: z.exactOptional(z.number()),
    stage: z.exactOptional(stage),
    responsible: z.exactOptional(crmId),
    before: z.exactOptional(
      z.object({
        name: z.exactOptional(z.string()),
        price: z.exactOptional(z.nullable(z.number())),
        stage: z.exactOptional(stage),
        responsible: z.exactOptional(z.nullable(crmId)),
      }),
    ),
  }),
] as const;

const agentWrite = z.discriminatedUnion('kind', agentWrites);

/** Takes what was stored apart again. */
export const outboxWrite = z.discriminatedUnion('kind', [logCall, ...agentWrites]);

/** Everything an agent writes but a call. */
export type AgentWrite = z.infer<typeof agentWrite>;
export type LogCall = z.infer<typeof logCall>;
type NewContact = Extract<AgentWrite, { readonly kind: 'newContact' }>;
/** A call, and the contact its number lacks. */
export type CallWrite = LogCall | (NewContact & { readonly callId: string });
export type OutboxWrite = LogCall | AgentWrite;

/** A contact is created before its call is logged, and the rest of the after-call form follows. */
export const RANK = { contactOfCall: 0, call: 1, others: 2 } as const;

export function rankOf(write: OutboxWrite): number {
  if (!isCallWrite(write)) return RANK.others;
  return write.kind === 'logCall' ? RANK.call : RANK.contactOfCall;
}

/** The kinds of everything but a call. */
export const AGENT_KINDS: readonly string[] = agentWrites.flatMap(({ shape }) => shape.kind.def.values);

export const isCallWrite = (write: OutboxWrite): write is CallWrite =>
  write.kind === 'logCall' || (write.kind === 'newContact' && write.callId !== undefined);

/** `contact:5`: an entity as the journal names it in a lane and in `about`. */
export const entityKey = ({ entity, id }: EntityRef): string => `${entity}:${String(id)}`;

/** The entity of such a key; null when it names none. */
export function entityOfKey(key: string | null): EntityRef | null {
  const parts = /^(contact|company|lead):(\d+)$/.exec(key ?? '');
  return parts === null ? null : { entity: parts[1] as EntityRef['entity'], id: Number(parts[2]) };
}

/** The card a write shows on: an entity's key, `task:9`, or null when there is none yet. */
export function aboutOf(write: AgentWrite): string | null {
  switch (write.kind) {
    case 'addNote':
    case 'patchContact':
      return entityKey(write.target);
    case 'createTask':
      return write.target === null ? null : entityKey(write.target);
    case 'completeTask':
    case 'moveTask':
    case 'assignTask':
      return `task:${String(write.taskId)}`;
    case 'createLead':
      return write.contact === null ? null : entityKey(write.contact);
    case 'patchLead':
      return entityKey({ entity: 'lead', id: write.leadId });
    case 'newContact':
      return null;
    default:
      return write satisfies never;
  }
}
