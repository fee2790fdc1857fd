import { z } from 'zod';
import { call, callStatus, chosenTarget } from '../schemas.ts';
import { dictionary } from './dictionary.ts';
import { nothing, request } from './request.ts';

/** Calls of every day, the callers who were missed, and how many calls need something. */

/** `waiting` is on its way to the CRM, `failed` needs the agent. */
export const callFilter = z.enum(['all', 'unlogged', 'waiting', 'failed']);
export type CallFilter = z.infer<typeof callFilter>;

const callPage = z.object({
  /** Newest first. */
  rows: z.array(call),
  /** Opaque, of this very list; null on the last page. */
  next: z.string().nullable(),
  /** Calls of the filter, whatever day the list begins at; null for a search, which counts none it has not come to. */
  total: z.number().int().nullable(),
});
export type CallPage = z.infer<typeof callPage>;

/** A caller nobody has reached since they were missed; everybody who withheld their number is one, who waits for nothing. */
export const missedCaller = z.object({
  /** E.164, or as reported where it has none; null: withheld, of the last day. */
  number: z.string().nullable(),
  display: z.string(),
  /** Null when unknown. */
  name: z.string().nullable(),
  /** The contact or company that certainly has the number, null when there is none or several have. */
  who: z.object({ entity: z.enum(['contact', 'company']), id: z.number().int() }).nullable(),
  /** The latest missed call. */
  callId: z.string(),
  /** Missed calls since they were last reached. */
  times: z.number().int(),
  /** Unix ms of the first and the latest of them. */
  firstAt: z.number(),
  lastAt: z.number(),
});
export type MissedCaller = z.infer<typeof missedCaller>;

/** Who certainly has a number, and nobody else. */
const numberOwner = z.object({
  entity: z.enum(['contact', 'company']),
  id: z.number().int(),
  name: z.string(),
  /** Of a contact; null for none. */
  company: z.string().nullable(),
});
export type NumberOwner = z.infer<typeof numberOwner>;

/**
 * What the day has brought: the calls that began on it by this computer's clock, without those a colleague took. A call is the
 * day's it began on, also when it ends after midnight.
 */
export const callDay = z.object({
  /** Unix ms of its midnights: 23 or 25 hours where the clock is changed. */
  from: z.number(),
  to: z.number(),
  calls: z.number().int(),
  /** Calls that were answered and are over. */
  conversations: z.number().int(),
  /** Ms of all conversations whose end was heard. */
  talkedMs: z.number(),
  /** Ms of one of them, null while there is none. */
  averageMs: z.number().nullable(),
  /** Unix ms, in the order they began: conversations, calls out that nobody took, and missed ones. */
  talks: z.array(z.object({ from: z.number(), to: z.number() })),
  triedAt: z.array(z.number()),
  missedAt: z.array(z.number()),
});
export type CallDay = z.infer<typeof callDay>;

export const callCounts = z.object({
  /** Ended calls of all days. */
  unlogged: z.number().int(),
  /** Calls, and what else the agent wrote. */
  waiting: z.number().int(),
  failed: z.number().int(),
  /** Callers, not calls. */
  missed: z.number().int(),
  day: callDay,
  /** Why the whole account sends nothing for now, and until when (Unix ms; null: until that changes). */
  pause: z
    .object({
      reason: z.enum(['rateLimited', 'blocked', 'needsSignIn', 'paymentRequired']),
      until: z.number().nullable(),
    })
    .nullable(),
});
export type CallCounts = z.infer<typeof callCounts>;

const formTarget = z
  .object({ entity: z.enum(['contact', 'company']), id: z.number().int().positive() })
  .strict();

/** What the after-call form offers for a call of this contact or company. */
const formChoices = z.object({
  /** Whom the call is with as far as that is certain: as asked for, else the only one who has its number. */
  target: formTarget.nullable(),
  /** Open deals, the most recently changed first. */
  leads: z.array(
    z.object({
      id: z.number().int(),
      name: z.string(),
      pipelineId: z.number().int(),
      statusId: z.number().int(),
    }),
  ),
  dictionary: dictionary.omit({ users: true }),
  /** The pipeline that new deals of the line's callers go to; null: the first. */
  dealPipelineId: z.number().int().nullable(),
  /** IANA name of the account's clocks, null for this computer's. */
  timezone: z.string().nullable(),
  /** As the account's. */
  clockAhead: z.number().int(),
});
export type FormChoices = z.infer<typeof formChoices>;

const callId = z.string().max(64);

/** A call that no source told of (on a mobile, on somebody else's phone), as the agent says it was. */
const unseenCall = z
  .object({
    /** Made once a form: the same call asked for twice is one call. */
    id: z.uuid(),
    number: z.string().trim().min(1).max(100),
    direction: call.shape.direction,
    /** Unix ms by this computer's clock; not in the future. */
    startedAt: z.number().int().positive(),
    /** Ms from the answer to the end; 0: nobody answered. */
    talkedMs: z.number().int().min(0).max(86_400_000),
    result: callStatus,
    note: z.string().max(10_000),
    /** Null: whoever the CRM finds by the number. */
    target: chosenTarget.omit({ name: true }).nullable(),
    /** Logs it although a source told of a call like it. */
    evenIfSeen: z.boolean(),
  })
  .strict();
export type UnseenCall = Readonly<z.infer<typeof unseenCall>>;

export const callRequests = {
  /** One call of any day. */
  get: request(['account'], z.object({ callId }).strict(), call),
  page: request(
    ['account'],
    z
      .object({
        filter: callFilter,
        /** Calls with these words in name, note or result, or with this part of a number; '' for all. */
        text: z.string().max(200),
        /** The list begins before this moment (Unix ms); null: with the newest call. */
        before: z.number().int().nullable(),
        /** `next` of the page before, null for the first. */
        cursor: z.string().max(120).nullable(),
        limit: z.number().int().min(1).max(200),
      })
      .strict(),
    callPage,
  ),
  /** The latest missed first. `isWatched`: somebody looks at the list itself, and the CRM is asked anew who was called back. */
  missed: request(['account'], z.object({ isWatched: z.boolean() }).strict(), z.array(missedCaller)),
  counts: request(['account'], nothing, callCounts),
  /** Whose numbers these are by the copy, in their order; null for nobody's and for those of several. */
  owners: request(
    ['account'],
    z.object({ numbers: z.array(z.string().min(1).max(200)).max(100) }).strict(),
    z.array(numberOwner.nullable()),
  ),
  /**
   * Logs a call that no source told of: into the journal with its result, to the CRM after the undo time. `seen`: one with
   * this number and direction about that time is here already, and nothing was written.
   */
  logUnseen: request(
    ['account'],
    unseenCall,
    z.object({ outcome: z.enum(['logged', 'seen', 'badNumber', 'inFuture']), call: call.nullable() }),
  ),
  formChoices: request(
    ['pop', 'account'],
    z
      .object({
        callId,
        /** Whom the call is shown with; null when nobody is known. */
        target: formTarget.nullable(),
      })
      .strict(),
    formChoices,
  ),
  /** Puts the number of a call on the clipboard, in its international form where it has one. */
} as const;
