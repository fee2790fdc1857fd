import { z } from 'zod';
import { nothing, request } from './request.ts';

const named = { id: z.number().int(), name: z.string() };

/** The account's own words: pipelines with their stages in the order of the board, users, kinds of tasks, reasons for a loss. */
export const dictionary = z.object({
  pipelines: z.array(
    z.object({
      ...named,
      statuses: z.array(
        z.object({
          ...named,
          colour: z.string().nullable(),
          /** Holds requests not sorted yet; no deal can be put there. */
          isIncoming: z.boolean(),
        }),
      ),
    }),
  ),
  /** All of them for an admin; for others those met so far. */
  users: z.array(z.object(named)),
  taskTypes: z.array(z.object({ ...named, code: z.string().nullable() })),
  lossReasons: z.array(z.object(named)),
});
export type Dictionary = z.infer<typeof dictionary>;

export const dictionaryRequests = {
  get: request(['account'], nothing, dictionary),
} as const;

type Ids = readonly number[];

/**
 * Rows of these contacts, companies, deals and tasks are others now (the sync, an answer of the CRM, a write of the
 * agent's): what shows them is to be read again. `many`: everything is.
 */
export interface CardsEvent {
  readonly changed:
    'many' | { readonly contacts: Ids; readonly companies: Ids; readonly leads: Ids; readonly tasks: Ids };
}
