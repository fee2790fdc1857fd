import * as z from 'zod/mini';

/** `HH:MM` */
const timeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/u));
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** When nothing pops up (quietHours.ts has the rule). */
export const quietHoursSection = z._default(
  z.object({
    on: z._default(z.boolean(), false),
    from: z._default(timeOfDay, '20:00'),
    to: z._default(timeOfDay, '08:00'),
    days: z._default(z.array(z.int().check(z.minimum(1), z.maximum(7))), EVERY_DAY),
  }),
  { on: false, from: '20:00', to: '08:00', days: EVERY_DAY },
);

const moment = z.enum(['ring', 'answer', 'off']);
const treatment = z.enum(['pop', 'list', 'ignore']);

/** When, where and for whom the pop shows (pop/popRules.ts). Defaults: call-sources.md 2.3. */
export const popSection = z._default(
  z.object({
    incoming: z._default(moment, 'ring'),
    outgoing: z._default(moment, 'ring'),
    corner: z._default(z.enum(['topRight', 'topLeft', 'bottomRight', 'bottomLeft']), 'topRight'),
    /** Colleagues: extensions, and numbers of up to six digits. */
    internal: z._default(treatment, 'list'),
    featureCodes: z._default(treatment, 'ignore'),
    anonymous: z._default(treatment, 'pop'),
    /** Numbers that never pop; their calls are listed. */
    silentNumbers: z._default(z.array(z.string().check(z.maxLength(64))).check(z.maxLength(200)), []),
    /** Keeps the pop out of pictures and videos of the screen, where the system can. */
    hideFromSharing: z._default(z.boolean(), true),
  }),
  {
    incoming: 'ring',
    outgoing: 'ring',
    corner: 'topRight',
    internal: 'list',
    featureCodes: 'ignore',
    anonymous: 'pop',
    silentNumbers: [],
    hideFromSharing: true,
  },
);
export type PopSettings = z.infer<typeof popSection>;

/** For whom the pop shows, and when: what the agent said in the settings, as rules. Pure. */

/** `pop`: as any call. `list`: it is listed and never pops. `ignore`: as if it had not been. */
export type Treatment = PopSettings['internal'];
