import { z } from 'zod';
import { nothing, request } from './request.ts';

/** The keys that work while another program has the keyboard. */

/** `pop` gives the pop the keyboard, `results` is what stands before a digit, `selection` takes a selected number. */
const shortcutName = z.enum(['pop', 'results', 'selection']);
export type ShortcutName = z.infer<typeof shortcutName>;

export const shortcutsView = z.object({
  shortcuts: z.array(
    z.object({
      name: shortcutName,
      /** Electron's accelerator; '' is off. */
      accelerator: z.string(),
      /** As it stands on this computer's keyboard. */
      keys: z.string(),
      isUsual: z.boolean(),
      /**
       * `same`: two of ours want them; `taken`: the system or another program has them; `unusable`: these are no keys;
       * `typing`: many keyboards type characters with them.
       */
      problem: z.enum(['same', 'taken', 'unusable', 'typing']).nullable(),
      /** Which other one wants the same keys. */
      rival: shortcutName.nullable(),
    }),
  ),
});
export type ShortcutsView = z.infer<typeof shortcutsView>;

export const shortcutRequests = {
  /** Asks the system for each key whether it can be had. */
  get: request(['settings', 'account'], nothing, shortcutsView),
  /** Holds at once, also where it is in another's way: the answer says so. Null is the usual one. `badRequest` for no keys. */
  set: request(
    ['settings', 'account'],
    z.object({ name: shortcutName, accelerator: z.string().max(60).nullable() }).strict(),
    shortcutsView,
  ),
} as const;
