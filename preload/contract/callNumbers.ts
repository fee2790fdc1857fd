import { z } from 'zod';
import { callStatus } from '../schemas.ts';
import { request } from './request.ts';

/** What some days brought, counted: for the agent's own view of them, and for a spreadsheet. */

/** One day by this computer's clock, calls that began on it; without those a colleague took. */
const numberedDay = z.object({
  /** Unix ms of its midnights: 23 or 25 hours where the clock is changed. */
  from: z.number(),
  to: z.number(),
  calls: z.number().int(),
  /** Calls that were answered and are over. */
  conversations: z.number().int(),
  /** Ms of the conversations whose end was heard. */
  talkedMs: z.number(),
  /** Of these conversations, for their average. */
  timed: z.number().int(),
  missed: z.number().int(),
});

/** Calls that began in one hour of the day, of all days. */
const numberedHour = z.object({
  conversations: z.number().int(),
  /** Calls out that nobody took. */
  tried: z.number().int(),
  missed: z.number().int(),
});

/**
 * Callers who were missed, each once from their first missed call until somebody reached them. Times run from the first
 * missed call to the first call that was made to them.
 */
const callBacks = z.object({
  callers: z.number().int(),
  /** Called from here. */
  calledBack: z.number().int(),
  /** Of these: within 15 minutes. */
  inTime: z.number().int(),
  /** Ms; null when nobody was called back. */
  medianMs: z.number().nullable(),
  /** A colleague called them first, or they called again and were answered. */
  otherwise: z.number().int(),
});

const callNumbers = z.object({
  /** Each day that was asked for, in order; also those without calls. */
  days: z.array(numberedDay),
  /** 24, from midnight on. */
  hours: z.array(numberedHour),
  /** The results calls were logged with, the most frequent first. */
  results: z.array(
    z.object({
      result: callStatus,
      /** The team's own word for it, null for one of the CRM's seven. */
      outcome: z.string().nullable(),
      calls: z.number().int(),
    }),
  ),
  withoutResult: z.number().int(),
  callBacks,
});
export type CallNumbers = z.infer<typeof callNumbers>;

/** This computer's days, both included. */
const daySpan = z.object({ from: z.iso.date(), to: z.iso.date() }).strict();

export const numberRequests = {
  /** `badRequest` for more than 70 days. */
  get: request(['account'], daySpan, callNumbers),
  /** Saves them, a line a day, where the agent says in the system's dialog. `notNow` when the file could not be written. */
  save: request(
    ['account'],
    daySpan,
    z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('saved'), path: z.string() }),
      z.object({ outcome: z.literal('cancelled') }),
    ]),
  ),
} as const;
