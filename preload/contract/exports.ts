import { z } from 'zod';
import { accountKey } from '../schemas.ts';
import { request } from './request.ts';

/** What leaves Ringside as a file of the agent's. */

const day = z.iso.date();

export const exportRequests = {
  /**
   * Saves the calls of some days (this computer's, both included) for a spreadsheet, where the agent says in the
   * system's dialog. An account's window exports its own calls alone. `notNow` when the file could not be written.
   */
  calls: request(
    ['settings', 'account'],
    z.object({ account: accountKey, from: day, to: day }).strict(),
    z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('saved'), path: z.string(), calls: z.number().int() }),
      z.object({ outcome: z.literal('cancelled') }),
      z.object({ outcome: z.literal('noCalls') }),
    ]),
  ),
} as const;
