import type { ValidationError } from './problem.ts';

/** What a key may hold. */
export interface FieldRule {
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'integerOrString';
  readonly isRequired?: boolean;
  /** An empty text is refused. */
  readonly isNotBlank?: boolean;
  /** Null is a value here (elsewhere it is refused, as in calls and notes: crm-api.md 4.1). */
  readonly isNullable?: boolean;
  readonly isAllowed?: (value: unknown) => boolean;
}

export type Rules = Readonly<Record<string, FieldRule>>;

const DETAILS = {
  FieldMissing: 'This field is missing.',
  FieldNotExpected: 'This field was not expected.',
  NotNull: 'This value should not be null.',
  NotBlank: 'This value should not be blank.',
  NotSupportedChoice: 'The value you selected is not a valid choice.',
} as const;

/** An error at a path, worded as the service's validator words it. */
export const errorAt = (code: keyof typeof DETAILS, path: string): ValidationError => ({
  code,
  path,
  detail: DETAILS[code],
});

/** Checks the keys of one object; paths start with `prefix`. Keys without a rule are refused. */
export function errorsIn(
  values: ReadonlyMap<string, unknown>,
  rules: Rules,
  prefix = '',
): readonly ValidationError[] {
  const errors: ValidationError[] = [];
  for (const [key, rule] of Object.entries(rules)) {
    if (!values.has(key)) {
      if (rule.isRequired === true) errors.push(errorAt('FieldMissing', prefix + key));
      continue;
    }
    const error = errorOf(values.get(key), rule, prefix + key);
    if (error) errors.push(error);
  }
  for (const key of values.keys()) {
    if (!Object.hasOwn(rules, key)) errors.push(errorAt('FieldNotExpected', prefix + key));
  }
  return errors;
}

function errorOf(value: unknown, rule: FieldRule, path: string): ValidationError | null {
  if (value === null) return rule.isNullable === true ? null : errorAt('NotNull', path);
  if (!TYPES[rule.type](value)) {
    const expected = rule.type === 'integerOrString' ? 'integer|string' : rule.type;
    return { code: 'InvalidType', path, detail: `This value should be of type ${expected}.` };
  }
  if (rule.isNotBlank === true && typeof value === 'string' && value.trim() === '') {
    return errorAt('NotBlank', path);
  }
  if (rule.isAllowed && !rule.isAllowed(value)) return errorAt('NotSupportedChoice', path);
  return null;
}

const TYPES: Readonly<Record<FieldRule['type'], (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value),
  number: (value) => Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
  // The service is PHP, where an empty list and an empty object are one and the same; its clients send either.
  array: (value) => Array.isArray(value) || isEmptyObject(value),
  object: (value) => typeof value === 'object' && (!Array.isArray(value) || value.length === 0),
  integerOrString: (value) => typeof value === 'string' || Number.isInteger(value),
};

const isEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** The integer under a key, or what to take when there is none. */
export function integerAt(values: ReadonlyMap<string, unknown>, key: string, otherwise: number): number {
  const value = values.get(key);
  return typeof value === 'number' ? value : otherwise;
}

/** The text under a key, a number as its digits; empty when there is neither. */
export function digitsOrTextAt(values: ReadonlyMap<string, unknown>, key: string): string {
  const value = values.get(key);
  return typeof value === 'number' ? String(value) : stringAt(values, key);
}

/** The text under a key; empty when there is none. */
export function stringAt(values: ReadonlyMap<string, unknown>, key: string): string {
  const value = values.get(key);
  return typeof value === 'string' ? value : '';
}

/** An object's keys as a map; empty for anything else. */
export const entriesOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : []);
