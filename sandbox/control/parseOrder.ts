import type { MisbehaviourOrder } from '../misbehaviour.ts';
import { MISBEHAVIOURS } from '../misbehaviour.ts';
import { entriesOf } from '../validation.ts';

/** Reads an order that came over HTTP; a sentence when it is not one. What it does not know is left out. */
export function parseOrder(value: unknown): MisbehaviourOrder | string {
  if (typeof value !== 'object' || value === null) return 'the body must be an object';
  const entries = new Map<string, unknown>(Object.entries(value));
  const what = MISBEHAVIOURS.find((one) => one === entries.get('what'));
  if (!what) return `"what" must be one of ${MISBEHAVIOURS.join(', ')}`;
  const wrong = CHECKS.find(([key, isRight]) => entries.has(key) && !isRight(entries.get(key)));
  if (wrong) return `"${wrong[0]}" must be ${wrong[2]}`;
  if (what === 'nextLink' && !entries.has('href')) return '"nextLink" needs a "href"';
  const { method, path, account, since, href } = textsOf(entries);
  const body: unknown = entries.get('body');
  const times = entries.get('times');
  const when = entries.get('when');
  return {
    what,
    ...(method !== undefined && { method }),
    ...(path !== undefined && { path }),
    ...(account !== undefined && { account }),
    ...(since !== undefined && { since }),
    ...(href !== undefined && { href }),
    ...((times === null || typeof times === 'number') && { times }),
    ...numbersOf(entries),
    ...((when === 'before' || when === 'after') && { when }),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(entries.has('headers') && { headers: headersOf(entries.get('headers')) }),
  };
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isCount = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;

const CHECKS: readonly (readonly [key: string, isRight: (value: unknown) => boolean, what: string])[] = [
  ...['method', 'path', 'account', 'since', 'href'].map((key) => [key, isText, 'a text'] as const),
  ...['skip', 'forMs', 'delayMs'].map((key) => [key, isCount, 'a whole number'] as const),
  ['times', (value) => value === null || isCount(value), 'a whole number or null'],
  ['when', (value) => value === 'before' || value === 'after', 'before or after'],
  ['status', (value) => isCount(value) && Number(value) >= 200 && Number(value) <= 599, 'from 200 to 599'],
  [
    'headers',
    (value) => typeof value === 'object' && value !== null && Object.values(value).every(isText),
    'an object of texts',
  ],
];

/** The numbers of an order; checked before. */
function numbersOf(entries: ReadonlyMap<string, unknown>): Partial<MisbehaviourOrder> {
  return Object.fromEntries(
    ['skip', 'forMs', 'delayMs', 'status'].flatMap((key) => {
      const value = entries.get(key);
      return typeof value === 'number' ? [[key, value]] : [];
    }),
  );
}

function textsOf(
  entries: ReadonlyMap<string, unknown>,
): Partial<Record<'method' | 'path' | 'account' | 'since' | 'href', string>> {
  return Object.fromEntries(
    ['method', 'path', 'account', 'since', 'href'].flatMap((key) => {
      const value = entries.get(key);
      return typeof value === 'string' ? [[key, value]] : [];
    }),
  );
}

const headersOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    [...entriesOf(value)].flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])),
  );
