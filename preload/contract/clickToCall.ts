import { z } from 'zod';
import { caller } from '../schemas.ts';
import { nothing, request } from './request.ts';
import { dialOutcome } from './sources.ts';

/** Numbers from outside the windows: links of the system, and text selected anywhere. One key dials them. */

export const prompt = z.object({
  id: z.string(),
  number: z.object({ display: z.string(), e164: z.string().nullable() }),
  caller,
  account: z.object({ name: z.string(), colour: z.string() }).nullable(),
  /** Accelerator that dials it from any program, as it stands on the keys; null when it is taken. */
  shortcut: z.string().nullable(),
  /** Why it could not be dialled; null before the first try. */
  failure: z.enum(['notConnected', 'refused', 'badNumber', 'noDialer']).nullable(),
});
export type ClickToCallPrompt = z.infer<typeof prompt>;

/** `other`: another program has it; `none`: nobody; `unknown`: the system does not say. */
const linkState = z.enum(['ours', 'other', 'none', 'unknown']);
const linkScheme = z.enum(['tel', 'callto', 'sip', 'ringside']);

export const linksView = z.object({
  schemes: z.array(z.object({ scheme: linkScheme, state: linkState, holder: z.string().nullable() })),
  /** False where the agent has to choose Ringside in the system's own settings. */
  mayTake: z.boolean(),
  /** Keys for selected text as they stand on the keyboard; '' is off (set with the shortcuts). */
  shortcut: z.string(),
  /** False when another program has the keys. */
  isShortcutOurs: z.boolean(),
  /** Whether the system lets us read what is selected, or only what was copied. */
  reads: z.enum(['selection', 'clipboard']),
});
export type LinksView = z.infer<typeof linksView>;

const ofPrompt = z.object({ id: z.string().max(64) }).strict();

export const clickToCallRequests = {
  clickToCall: {
    get: request(['pop'], nothing, z.object({ prompt: prompt.nullable() })),
    dial: request(['pop'], ofPrompt, dialOutcome),
    dismiss: request(['pop'], ofPrompt, nothing),
  },
  links: {
    get: request(['settings', 'account'], nothing, linksView),
    /** Asks the system to give a scheme to Ringside, or to give it back; the answer is what the system says then. */
    take: request(
      ['settings', 'account'],
      z.object({ scheme: linkScheme, on: z.boolean() }).strict(),
      linksView,
    ),
  },
} as const;
