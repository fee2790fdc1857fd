import { z } from 'zod';
import { nothing, request } from './request.ts';

/** What an account wants of calls besides the agent's own: who logs them, and who else in the office is told. */

/** `first`: Ringside looks right before it logs. `pbx`: it waits for the PBX's note. `ringside`: it never looks. */
const whoLogs = z.enum(['first', 'pbx', 'ringside']);

export const telephonySettings = z.object({
  whoLogs,
  /** The pop-up of an incoming call in the CRM's web pages of these users. */
  colleagues: z.object({ on: z.boolean(), users: z.array(z.number().int().positive()).max(200) }).strict(),
});
export type TelephonyView = z.infer<typeof telephonySettings>;

export const telephonyRequests = {
  get: request(['account'], nothing, telephonySettings),
  set: request(['account'], telephonySettings.strict(), telephonySettings),
} as const;
