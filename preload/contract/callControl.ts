import { z } from 'zod';
import { CALL_CONTROLS } from '../constants.ts';
import { request } from './request.ts';

/** What the agent can do with a call through their phone, by what its source says it can (`CALL_SOURCES`). */

const controlName = z.enum(CALL_CONTROLS);

/** The phone of a call that goes on. */
export const phoneState = z.object({
  /** All it can do in the course of a call, and what of that it can do now. */
  able: z.array(controlName),
  now: z.array(controlName),
  /** By Ringside; what is done on the phone itself it does not tell. */
  muted: z.boolean(),
  /** A colleague is asked before the caller is put through: their number; null while nobody is. */
  consulting: z.string().nullable(),
});
export type PhoneState = z.infer<typeof phoneState>;

/** An extension or number, as typed or as the CRM has it. */
const destination = z.string().trim().min(1).max(128);

export const callAction = z.discriminatedUnion('do', [
  z.object({ do: z.enum(['answer', 'hangUp', 'park']) }).strict(),
  z.object({ do: z.enum(['hold', 'mute']), on: z.boolean() }).strict(),
  /** Hands the caller over: at once, or after asking. */
  z.object({ do: z.enum(['transfer', 'consult']), to: destination }).strict(),
  /** How asking ends: the two are joined, or the caller is back. */
  z.object({ do: z.enum(['complete', 'cancel']) }).strict(),
]);
export type CallAction = z.infer<typeof callAction>;

/** `cannot`: no phone that is heard can do this with the call as it is. */
export const controlFailure = z.enum(['notConnected', 'gone', 'refused', 'badNumber', 'cannot']);
export type ControlFailureCode = z.infer<typeof controlFailure>;

const colleague = z.object({
  id: z.number().int(),
  name: z.string(),
  /** Where they are reached; null where the CRM does not tell. */
  number: z.string().nullable(),
});
export type ColleagueView = z.infer<typeof colleague>;

const callId = z.string().max(64);

export const callControlRequests = {
  /** What the phone of a call can do now; null where nothing is heard that could, and of a call that is over. (The pop has it in its snapshot.) */
  phone: request(['account'], z.object({ callId }).strict(), z.object({ phone: phoneState.nullable() })),
  control: request(
    ['pop', 'account'],
    z.object({ callId, action: callAction }).strict(),
    z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('done') }),
      z.object({ outcome: z.literal('failed'), reason: controlFailure }),
    ]),
  ),
  /** To whom a call can be handed over: who is responsible for the deal, else for the person, and everybody else but the agent. */
  colleagues: request(
    ['pop', 'account'],
    z
      .object({
        callId,
        target: z
          .object({ entity: z.enum(['contact', 'company']), id: z.number().int().positive() })
          .strict()
          .nullable(),
        leadId: z.number().int().positive().nullable(),
      })
      .strict(),
    z.object({
      /** Null when it is the agent, nobody is known, or the CRM does not tell. */
      responsible: colleague.nullable(),
      others: z.array(colleague),
    }),
  ),
} as const;
