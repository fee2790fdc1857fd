import { z } from 'zod';
import { LANGUAGE_TAGS } from '../../i18n/languages.ts';
import { shownSchemas } from '../settings/settingsSchemas.ts';
import { account, call } from '../schemas.ts';
import { everywhere, nothing, request, windowKinds } from './request.ts';

/**
 * What a window asks before it shows anything. Main reads these before the rest of the contract
 * (compose/firstWindow.ts): each schema costs a part of a millisecond, and the agent is waiting.
 */

export const callsSnapshot = z.object({
  version: z.number().int(),
  /** Today's calls of the window's account and earlier ones that need something still, newest first. */
  calls: z.array(call),
  summary: z.object({
    /** Calls of the list. */
    total: z.number().int(),
    inCrm: z.number().int(),
    unlogged: z.number().int(),
    /** Everything that is on its way to the CRM: calls, notes, tasks, contacts, deals and changes. */
    waiting: z.number().int(),
    /** Everything that the CRM refused. */
    failed: z.number().int(),
    /** What of it is no call. */
    writes: z.object({ waiting: z.number().int(), failed: z.number().int() }),
  }),
});
export type CallsSnapshot = z.infer<typeof callsSnapshot>;

export const appInfo = request(
  everywhere,
  nothing,
  z.object({
    version: z.string(),
    kind: z.enum(windowKinds),
    /** BCP 47, already decided from settings and system. */
    language: z.enum(LANGUAGE_TAGS),
    /** BCP 47: how numbers and times are written; the language's, of the system's region. */
    locale: z.string(),
    /** JSON: the compiled messages that the window's first script says. */
    messages: z.string(),
    theme: shownSchemas.theme,
    density: shownSchemas.density,
    platform: z.string(),
    /** The account of the window, null for windows that have none. */
    account: account.nullable(),
  }),
);

/** JSON: the compiled messages that the window's other scripts say, in the language of this moment. */
export const appMessages = request(everywhere, nothing, z.object({ messages: z.string() }));

/** The window has drawn what it opened with: main may do now what would have kept the agent waiting. */
export const appShown = request(everywhere, nothing, nothing);

export const callsToday = request(['account'], nothing, callsSnapshot);
