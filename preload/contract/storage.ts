import { z } from 'zod';
import { everywhere, nothing, request } from './request.ts';

/** How the disk takes what Ringside writes, and what can be brought back from copies of the journal. */

export const storageState = z.object({
  /** What stands between the journal and its disk, null while all is written. */
  journal: z
    .object({
      /** `locked`: another program holds the file. `failing`: the disk itself gives errors. */
      trouble: z.enum(['full', 'locked', 'readOnly', 'failing']),
      /** Writes kept in memory until the disk takes them. */
      kept: z.number().int(),
      /** The file. */
      path: z.string(),
    })
    .nullable(),
  /**
   * `broken`: the settings could not be understood, the defaults apply, and the file is kept as `path`. `partly`: so are some of them,
   * the others hold. `unreadable`: it
   * may not be read. `unwritable`: changes are in memory alone.
   */
  settings: z
    .object({ problem: z.enum(['broken', 'partly', 'unreadable', 'unwritable']), path: z.string() })
    .nullable(),
  /** Why the team's own results are not used; `where` is the place in the file. Null while they are, or there are none. */
  outcomes: z
    .discriminatedUnion('problem', [
      z.object({ problem: z.enum(['unreadable', 'notJson']), path: z.string() }),
      z.object({ problem: z.enum(['wrong', 'twice']), path: z.string(), where: z.string() }),
    ])
    .nullable(),
  /**
   * Call scripts that are not used, and of two for the same calls the second; `where` is a line of the head, or the first script's file.
   * `text`: not UTF-8. `tooMany`: only the first ones are read.
   */
  scripts: z.array(
    z.object({
      problem: z.enum(['unreadable', 'text', 'tooLarge', 'wrong', 'twice', 'tooMany']),
      path: z.string(),
      where: z.string(),
    }),
  ),
});
export type StorageState = z.infer<typeof storageState>;

const setAside = z.object({
  /** Of the file in the data folder. */
  name: z.string(),
  /** One of the daily copies: `unsent` is not counted. */
  isCopy: z.boolean(),
  bytes: z.number().int(),
  /** Unix ms of its last change. */
  at: z.number(),
  /** Unix ms; null while nothing of it was brought back. */
  recoveredAt: z.number().nullable(),
  /** What the CRM has not got; null when nothing of the file can be read, and of a copy. */
  unsent: z.object({ calls: z.number().int(), writes: z.number().int() }).nullable(),
});
export type SetAsideJournal = z.infer<typeof setAside>;

export const storageRequests = {
  state: request(everywhere, nothing, storageState),
  /** The person has read that the settings were broken. */
  seen: request(['account', 'settings', 'welcome'], nothing, nothing),
  /** Journals that were broken and kept, and the daily copies. */
  setAside: request(['account', 'settings'], nothing, z.object({ journals: z.array(setAside) })),
  /** Takes over what is unsent in one, once. `notNow` when it was done, or nothing of it can be read. */
  recoverUnsent: request(
    ['account', 'settings'],
    z.object({ name: z.string().max(200) }).strict(),
    z.object({ calls: z.number().int(), writes: z.number().int() }),
  ),
} as const;
