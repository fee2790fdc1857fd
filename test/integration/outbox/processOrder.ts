import { z } from 'zod';
import { outboxWrite } from '../../../main/journal/outboxPayload.ts';

/** Where a process dies by its own hand. Deaths while the request is on the wire come from outside. */
const killStep = z.enum([
  'beforeResultCommit',
  'afterResultCommit',
  'beforeLease',
  'afterLease',
  'afterAnswer',
  'afterDone',
  /** The PBX's note was recognised; the row that adds the result to it is written, not committed. */
  'whileJoining',
]);
export type KillStep = z.infer<typeof killStep>;

/** What an agentProcess.ts is to do. */
export const processOrder = z.object({
  file: z.string(),
  host: z.string(),
  token: z.string(),
  account: z.string(),
  callId: z.string(),
  /** Press the key; false for a second start, which finds what the first left. */
  log: z.boolean(),
  /** Everything else an agent writes, instead of the call. */
  writes: z.array(outboxWrite).nullable(),
  /** The call with an after-call form: this is its task. */
  task: z.string().nullable(),
  createContact: z.object({ name: z.string(), phone: z.string() }).nullable(),
  settleMs: z.number(),
  /** The account's rule is that whoever is first logs a call: the PBX may have been. */
  /** A PBX may have logged the call: its result goes into that note, or beside it. */
  pbx: z.union([z.literal(false), z.enum(['inPlace', 'beside'])]),
  dieAt: killStep.nullable(),
});
export type ProcessOrder = z.infer<typeof processOrder>;
