import { z } from 'zod';
import { request } from './request.ts';

/** Why a recording cannot be heard: never asked for (an address that is not allowed), gone from its server, refused, no sound, too large, nobody answers. */
const recordingFailure = z.enum([
  'unknown',
  'notAsked',
  'gone',
  'denied',
  'notSound',
  'tooLarge',
  'unreachable',
]);
export type RecordingFailureCode = z.infer<typeof recordingFailure>;

export const recordingRequests = {
  recordings: {
    /** The recording of a call note that the window was shown: read once, for the player. */
    read: request(
      ['account'],
      z.object({ noteId: z.number().int().positive() }).strict(),
      z.discriminatedUnion('outcome', [
        z.object({
          outcome: z.literal('ready'),
          bytes: z.instanceof(Uint8Array<ArrayBuffer>),
          /** A type that players know. */
          type: z.string(),
        }),
        z.object({
          outcome: z.literal('failed'),
          reason: recordingFailure,
          /** With `gone`: since when that is known, Unix ms. */
          since: z.number().nullable(),
        }),
      ]),
    ),
  },
} as const;
