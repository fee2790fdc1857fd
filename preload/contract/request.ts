import { z } from 'zod';

/** What every group of the contract is made of: a request with its schema, its answer, and who may ask. */

export const windowKinds = ['welcome', 'account', 'pop', 'settings'] as const;
export type WindowKind = (typeof windowKinds)[number];

export interface Request<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I;
  readonly output: O;
  readonly windows: readonly WindowKind[];
}

export const request = <I extends z.ZodType, O extends z.ZodType>(
  windows: readonly WindowKind[],
  input: I,
  output: O,
): Request<I, O> => ({ input, output, windows });

export const nothing = z.object({}).strict();

/** For what every kind of window may ask. */
export const everywhere: readonly WindowKind[] = [...windowKinds];
