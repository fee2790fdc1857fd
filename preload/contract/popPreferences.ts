import { z } from 'zod';
import { nothing, request } from './request.ts';

/** When, where and for whom the pop shows, in the contract. The defaults stand in main/settings/popSettings.ts. */

const popMoment = z.enum(['ring', 'answer', 'off']);
/** `pop`: as any call. `list`: listed, never on the pop. `ignore`: not even listed. */
const callTreatment = z.enum(['pop', 'list', 'ignore']);
const popCorner = z.enum(['topRight', 'topLeft', 'bottomRight', 'bottomLeft']);

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u);

const popSettings = z.object({
  incoming: popMoment,
  outgoing: popMoment,
  corner: popCorner,
  internal: callTreatment,
  featureCodes: callTreatment,
  anonymous: callTreatment,
  /** Numbers that never pop. */
  silentNumbers: z.array(z.string().max(64)).max(200),
  /** Keeps the pop out of shared screens, where the system can. */
  hideFromSharing: z.boolean(),
});

const quietHours = z.object({
  on: z.boolean(),
  from: timeOfDay,
  to: timeOfDay,
  /** 1 Monday to 7 Sunday: days on which the quiet time begins. */
  days: z.array(z.number().int().min(1).max(7)).max(7),
});

export const popPreferences = z.object({
  pop: popSettings,
  quietHours,
  /** Whether this system can keep a window out of a shared screen. */
  canHideFromSharing: z.boolean(),
});
export type PopPreferences = z.infer<typeof popPreferences>;

/** What is not there stays. A change holds at once and is told with the event `popPreferences`. */
export const popPreferencesRequests = {
  get: request(['settings', 'account'], nothing, popPreferences),
  set: request(
    ['settings', 'account'],
    z
      .object({ pop: popSettings.partial().strict(), quietHours: quietHours.partial().strict() })
      .partial()
      .strict(),
    popPreferences,
  ),
} as const;
