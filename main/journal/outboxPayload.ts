import * as z from 'zod/mini';
import { agentPayload, agentWriteKinds, subjectOf } from '../../preload/contract/agentWrites.ts';
import type { AgentWrite as AskedWrite, AgentWriteKind } from '../../preload/contract/agentWrites.ts';
import { loose } from '../../preload/contract/looseSchema.ts';
import type { EntityRef } from '../crm/types/entity.ts';

/** What one row of the outbox writes to the CRM, as it is stored. Keys may be added, never change their meaning. */

/** Registers the call: `POST /calls`, or a call note when a target was chosen (read from the call row when sent). */
export interface LogCall {
  readonly kind: 'logCall';
  readonly callId: string;
  /** Nobody took it, and Ringside tells of it by itself; for an unknown caller, as an incoming lead where that is wanted. */
  readonly missed?: true;
}

type NewContact = Extract<AskedWrite, { readonly kind: 'newContact' }> & {
  /** The call whose number it is to have: it goes before that call, which is logged to it. */
  readonly callId?: string;
};
/** Everything an agent writes but a call. */
export type AgentWrite = Exclude<AskedWrite, { readonly kind: 'newContact' }> | NewContact;
/** A call, and the contact its number lacks. */
export type CallWrite = LogCall | (NewContact & { readonly callId: string });
export type OutboxWrite = LogCall | AgentWrite;

const stored = (kind: AgentWriteKind) => {
  const payload = loose(agentPayload(kind));
  return kind === 'newContact' ? z.extend(payload, { callId: z.exactOptional(z.string()) }) : payload;
};

/** Takes what was stored apart again. */
export const outboxWrite = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('logCall'), callId: z.string(), missed: z.exactOptional(z.literal(true)) }),
  ...agentWriteKinds.map(stored),
]) as unknown as z.ZodMiniType<OutboxWrite>;

/** A contact is created before its call is logged, and the rest of the after-call form follows. */
export const RANK = { contactOfCall: 0, call: 1, others: 2 } as const;

export function rankOf(write: OutboxWrite): number {
  if (!isCallWrite(write)) return RANK.others;
  return write.kind === 'logCall' ? RANK.call : RANK.contactOfCall;
}

export const isCallWrite = (write: OutboxWrite): write is CallWrite =>
  write.kind === 'logCall' || (write.kind === 'newContact' && write.callId !== undefined);

/** `contact:5`: what the journal names an entity in a lane and in `about`. */
export const entityKey = ({ entity, id }: { readonly entity: string; readonly id: number }): string =>
  `${entity}:${String(id)}`;

/** The entity of such a key; null when it names none. */
export function entityOfKey(key: string | null): EntityRef | null {
  const parts = /^(contact|company|lead):(\d+)$/.exec(key ?? '');
  return parts === null ? null : { entity: parts[1] as EntityRef['entity'], id: Number(parts[2]) };
}

/** The card a write shows on: an entity's key, `task:9`, or null when there is none yet. */
export function aboutOf(write: AgentWrite): string | null {
  const subject = subjectOf(write);
  return subject === null ? null : entityKey(subject);
}
