import { z } from 'zod';
import { nothing, request } from './request.ts';

/** A text about this Ringside to give to whoever helps, without numbers, names and secrets. */
export const diagnosticsRequests = {
  /** Saves it in the data folder; answers with the file. `notNow` when it could not be written. */
  save: request(['settings', 'account'], nothing, z.object({ path: z.string() })),
  /** Shows the file saved last in the system's own program for files. `notNow` when there is none. */
  show: request(['settings', 'account'], nothing, nothing),
} as const;
