import { z } from 'zod';

/** Everything in a body is text (crm-api.md 5.2); these say what the text means. Empty is the CRM's null. */
const optional = <T extends z.ZodType>(schema: T) =>
  z
    .union([z.literal('').transform(() => null), schema])
    .optional()
    .transform((value) => value ?? null);

const wholeNumber = z
  .string()
  .regex(/^-?\d{1,15}$/u)
  .transform(Number);

/** An id that must be there. */
export const id = z
  .string()
  .regex(/^[1-9]\d{0,14}$/u)
  .transform(Number);

/** A number, or null. Prices may have a fraction. */
export const number = optional(
  z
    .string()
    .regex(/^-?\d{1,15}(?:\.\d{1,10})?$/u)
    .transform(Number),
);

/** An id or a count, or null. */
export const integer = optional(wholeNumber);

/** The end of the year 9999. */
const LATEST_SECOND = 253_402_300_799;

/** Unix time in seconds, or null; `0` is the CRM's "never", and what cannot be a time (milliseconds, for one) is none. */
export const unixTime = optional(wholeNumber).transform((seconds) =>
  seconds === null || seconds <= 0 || seconds > LATEST_SECOND ? null : seconds,
);

/** Text as it came; absent is empty. */
export const text = z
  .string()
  .optional()
  .transform((value) => value ?? '');

/** `1`, `true`, `Y` against `0`, `false`, `N`; or null. */
export const flag = optional(
  z.enum(['0', '1', 'false', 'true', 'N', 'Y']).transform((value) => ['1', 'true', 'Y'].includes(value)),
);

/** A `Y-m-d H:i:s` in a zone nobody is sure of (crm-api.md 5.2): kept as text, read by `main/mirror/changes/phpDate.ts`. */
export const localDate = optional(z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/u));
