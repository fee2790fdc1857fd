import { z } from 'zod';
import { nothing, request } from './request.ts';

/** New versions of Ringside: fetched between calls, installed when the agent wants it. */

export const updateState = z.discriminatedUnion('phase', [
  z.object({
    phase: z.literal('off'),
    /** `bySystem`: what installed this copy brings its updates too. */
    reason: z.enum(['unpackaged', 'noFeed', 'bySystem']),
  }),
  z.object({
    /** `waiting`: found, and fetched after the call. */
    phase: z.enum(['idle', 'checking', 'waiting', 'downloading', 'ready', 'failed']),
    /** The version that was found, null when there is none. */
    version: z.string().nullable(),
    /** How much is here while it is fetched, 0 to 100. */
    percent: z.number().int().nullable(),
    /** `refused`: it is not what the publisher signed, and was thrown away. */
    failure: z.enum(['unreachable', 'refused', 'badFeed']).nullable(),
    /** Unix ms of the last check, null before the first. */
    checkedAt: z.number().nullable(),
    /** A call is on, or an ended one waits for its result: nothing is looked for, fetched or installed. */
    isBusy: z.boolean(),
  }),
]);
export type UpdateState = z.infer<typeof updateState>;

export const updateRequests = {
  get: request(['settings', 'account'], nothing, updateState),
  /** Looks now; answers when it was looked and, where there is a newer one, fetched. `notNow` while the agent is busy. */
  check: request(['settings', 'account'], nothing, updateState),
  /** Ends Ringside and comes back as the new version. `notNow` while the agent is busy, or nothing is ready. */
  restart: request(['settings', 'account'], nothing, nothing),
} as const;
