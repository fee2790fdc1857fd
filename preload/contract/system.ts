import { z } from 'zod';
import { nothing, request } from './request.ts';

/** What Ringside asks of the system it runs on. */

/**
 * `blocked`: registered, and switched off in the system's own settings. `unavailable`: this copy of Ringside is
 * not installed, so the system cannot start it.
 */
const autostartState = z.enum(['on', 'off', 'blocked', 'unavailable']);
export type AutostartState = z.infer<typeof autostartState>;
const autostart = z.object({ state: autostartState });

/** A package whose code is in Ringside. */
const licence = z.object({ name: z.string(), version: z.string(), licence: z.string(), text: z.string() });
export type Licence = z.infer<typeof licence>;

export const systemRequests = {
  /** Whether Ringside starts with the system, as the system says now. */
  autostart: request(['settings', 'account'], nothing, autostart),
  /** Answers with what the system says afterwards. `notNow` when it did not take it. */
  setAutostart: request(['settings', 'account'], z.object({ on: z.boolean() }).strict(), autostart),
  /** Where calls, settings and the log are. */
  dataFolder: request(['settings', 'account'], nothing, z.object({ path: z.string() })),
  /** Opens the data folder in the system's own program for files; `notNow` when that fails. */
  openDataFolder: request(['settings', 'account'], nothing, nothing),
  /** Whose code is in Ringside, by name. `notNow` where the build has no list. */
  licences: request(['settings', 'account'], nothing, z.object({ packages: z.array(licence) })),
  /** Opens Chromium's own list of licences, which lies beside the program; `notNow` when it does not. */
  openChromiumLicences: request(['settings', 'account'], nothing, nothing),
} as const;
