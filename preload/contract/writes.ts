import { z } from 'zod';
import { FAILURE_ADVICE } from '../constants.ts';
import { call, callStatus, chosenTarget, failureCode, match } from '../schemas.ts';
import { agentWrite, agentWrites, leadBefore, stage } from './agentWrites.ts';
import { loose } from './looseSchema.ts';
import { nothing, request } from './request.ts';

export type { AgentWrite } from './agentWrites.ts';

/**
 * Everything an agent writes besides a call's result. Each write is answered as soon as it is safe in
 * the journal; the CRM hears of it when it can, once. Where it stands is `writes.list` and the event
 * `writes`.
 */

const writeView = z.object({
  id: z.number().int(),
  /** The call whose after-call form it belongs to, null for all others. */
  callId: z.string().nullable(),
  write: loose(agentWrite),
  /** The card it is about, also of what is not in the CRM yet; null for none and for tasks. */
  about: z.object({ entity: z.enum(['contact', 'company', 'lead']), id: z.number().int() }).nullable(),
  /** It makes something, which what waits for it goes with. */
  makes: z.boolean(),
  /** `waiting`: for its time, its turn or the CRM; `failed`: needs the agent (try again, edit, discard). */
  state: z.enum(['waiting', 'sending', 'sent', 'failed']),
  /** Why the last try did not work, null before the first and when sent. */
  failure: failureCode.nullable(),
  /** What to do about that. */
  advice: z.enum(FAILURE_ADVICE).nullable(),
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
    /** One of the team's own, by its id: its status is the result, and what it does goes with the call. */
    outcome: z.string().max(64).exactOptional(),
    /** The call's note; absent leaves what was typed before. */
    note: z.string().max(10_000).exactOptional(),
    /** Whose call it was, and perhaps which lead's; absent leaves what was chosen before. */
    target: chosenTarget.omit({ name: true }).exactOptional(),
    /** About whatever the call is logged to. */
    task: z.object(agentWrites.createTask.fields).omit({ target: true }).strict().exactOptional(),
    stage: z
      .object({ ...stage.shape, leadId: z.number().int().positive(), before: leadBefore.shape.stage })
      .strict()
      .exactOptional(),
  })
  .strict();
export type CallForm = Readonly<z.infer<typeof callForm>>;

/** What was wrong of a call that is in the CRM, as it should be. */
const callAmendment = callForm
  .pick({ callId: true, result: true, outcome: true, target: true })
  .extend({
    note: z.string().max(10_000),
  })
  .strict();
export type CallAmendment = Readonly<z.infer<typeof callAmendment>>;

const writeId = z.object({ id: z.number().int() }).strict();
const writers = ['pop', 'account'] as const;
/** On the pop a write belongs to the account of the call it was made beside; null in an account's window. */
const beside = { callId: z.string().max(64).nullable().exactOptional() };

export const writeRequests = {
  writes: {
    /** Undone ones oldest first; with `undoneOnly: false` also the newest 200 that are in the CRM. */
    list: request(['account'], z.object({ undoneOnly: z.boolean() }).strict(), writesSnapshot),
    /** Any kind; of a new contact nobody is asked for duplicates before (`contacts.create`), only when it is sent. */
    add: request(writers, z.object({ write: agentWrite, ...beside }).strict(), writeView),
    /** Sends a failed one again. Of `changedMeanwhile`, `duplicate` and `perhapsDone` it means: all the same. */
    retry: request(['account'], writeId, writeView),
    /** Replaces one that is `changeable` by another of its kind, and sends that. */
    edit: request(['account'], z.object({ id: z.number().int(), write: agentWrite }).strict(), writeView),
    /** Takes one back, and with it what waits for its id. */
    discard: request(['account'], writeId, nothing),
  },
  contacts: {
    /** Asks the CRM for duplicates by number first, as `calls.createContact` does. */
    create: request(
      writers,
      z.object({ ...agentWrites.newContact.fields, ...beside }).strict(),
      z.discriminatedUnion('outcome', [
        z.object({ outcome: z.literal('queued'), checked: z.boolean(), write: writeView }),
        z.object({ outcome: z.literal('duplicates'), matches: z.array(match) }),
      ]),
    ),
  },
  calls: {
    finish: request(writers, callForm, call),
    /** Puts a logged call right; `tooLate` where the CRM keeps it as it is: the PBX logged it, or it is a customer's. */
    amend: request(['account'], callAmendment, call),
  },
} as const;
