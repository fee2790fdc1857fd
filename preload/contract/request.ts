import { z } from 'zod';

export const windowKinds = ['welcome', 'account', 'pop', 'settings'] as const;
export type WindowKind = (typeof windowKinds)[number];

/** One entry of the contract: what is asked, what is answered, and which kinds of window may ask. */
export interface Request<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I;
  readonly output: O;
  readonly windows: readonly WindowKind[];
}
/** Writes an entry of the contract down. */
export const request = <I extends z.ZodType, O extends z.ZodType>(
  windows: readonly WindowKind[],
  input: I,
  output: O,
): Request<I, O> => ({ input, output, windows });

/** For entries that every kind of window may ask. */
export const everywhere = windowKinds;

/** A request, or an answer, without a value. */
export const nothing = z.object({}).strict();
