import { z } from 'zod';
import { request } from './request.ts';

/** Where a number is, as far as its digits say (main/phone/phonePlace.ts). */
const phonePlace = z.object({
  /** Town or region; null for a number of no place, as most mobiles are. */
  place: z.string().nullable(),
  country: z.string().nullable(),
  /** IANA; null where that may be one of several. */
  timezone: z.string().nullable(),
});
export type PhonePlace = z.infer<typeof phonePlace>;

export const phonePlaceRequests = {
  /** Null for what is no number in its international form. */
  get: request(
    ['pop', 'account'],
    z.object({ e164: z.string().max(20) }).strict(),
    z.object({ place: phonePlace.nullable() }),
  ),
} as const;
