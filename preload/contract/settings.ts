import { z } from 'zod';
import { askableSchemas, shownSchemas } from '../settings/settingsSchemas.ts';
import { everywhere, nothing, request } from './request.ts';

/** The settings, made of their one list (preload/settings/settingsList.ts), and the hook's address to copy. */

export const settings = z.object({
  /** All that some window may change, by name; of an account the values of the window's own, else what is usual. */
  values: z.object(shownSchemas),
  /** What this system can do. */
  can: z.object({
    /** Keep a window out of a shared screen. */
    hideFromSharing: z.boolean(),
  }),
  hook: z.object({
    port: z.number().int(),
    /** `portInUse` is said, another port is never taken silently. */
    state: z.enum(['listening', 'portInUse', 'failed']),
    /** With the token hidden. */
    exampleUrl: z.string(),
    exampleCommand: z.string(),
    /** Unix ms of the last event heard, null when none. */
    lastEventAt: z.number().nullable(),
  }),
});
export type Settings = z.infer<typeof settings>;

export const settingsChange = z.object(askableSchemas).partial().strict();
export type SettingsChange = z.infer<typeof settingsChange>;

const hookEvent = z.object({ event: z.enum(['ringing', 'dialing', 'answered', 'ended', 'missed']) }).strict();

/** A change holds at once and is told with the event `settings`. */
export const settingsRequests = {
  get: request(everywhere, nothing, settings),
  /** What is not there stays. Refused as a whole when this kind of window may not change one of them. */
  change: request(['settings', 'welcome', 'account'], settingsChange, settings),
  /** Puts the hook's URL, token included, on the clipboard: the token never enters a window. */
  copyHookUrl: request(['settings', 'account'], hookEvent, nothing),
  /** Another token for the hook: addresses that were pasted before are refused from then on. */
  renewHookToken: request(['settings', 'account'], nothing, settings),
  copyHookCommand: request(['settings', 'account'], hookEvent, nothing),
} as const;
