import type { CrmFieldValue } from '../../crm/types/entity.ts';
import { splitPhoneField } from '../../phone/phoneField.ts';
import { parsePhoneNumber } from '../../phone/phoneNumber.ts';
import { isSameOrInternal } from '../../phone/phoneMatching.ts';

type Phone = CrmFieldValue['values'][number];

/**
 * The phones a card shall have: what it has now, with only the agent's own difference made. A number that
 * stays keeps its kind and its place, one put in place of another takes both over, and what somebody else
 * added or took away meanwhile is left as it is. Null when nothing is to be done.
 *
 * @param before the phones as the agent saw them
 * @param after as the agent left them
 * @param region ISO 3166 alpha-2 of the account's numbers
 */
export function mergePhones(
  current: readonly Phone[],
  before: readonly string[],
  after: readonly string[],
  region: string,
): readonly Phone[] | null {
  const removed = without(before, after);
  const added = without(after, before);
  const phones = [...current];
  for (const [place, old] of removed.entries()) {
    const replacement = added[place];
    const at = phones.findIndex(({ value }) => isSame(value, old, region));
    if (at < 0) continue;
    if (replacement === undefined || holds(phones, replacement, at)) phones.splice(at, 1);
    else phones[at] = { value: replacement, enum_code: phones[at]?.enum_code ?? null };
  }
  // Who never saw the card adds no number that it has in another spelling.
  const has = (phone: string): boolean =>
    holds(phones, phone) ||
    (before.length === 0 && current.some(({ value }) => containsAll(value, phone, region)));
  for (const phone of added) if (!has(phone)) phones.push({ value: phone, enum_code: 'WORK' });
  const isUnchanged =
    phones.length === current.length && phones.every(({ value }, place) => value === current[place]?.value);
  return isUnchanged ? null : phones;
}

/** The texts of `all` that are not in `others`, each as often as it is there more. */
function without(all: readonly string[], others: readonly string[]): string[] {
  const left = others.map((one) => one.trim());
  return all
    .map((one) => one.trim())
    .filter((one) => {
      const at = left.indexOf(one);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
}

/** Whether one of the phones, but the one at `except`, is this very text. */
const holds = (phones: readonly Phone[], text: string, except = -1): boolean =>
  phones.some(({ value }, place) => place !== except && value.trim() === text);

/** Whether a field holds every number of a text, among others perhaps. */
function containsAll(value: string, text: string, region: string): boolean {
  const [held, wanted] = [value, text].map((field) =>
    splitPhoneField(field, region).map((number) => parsePhoneNumber(number, { region })),
  );
  if (held === undefined || wanted === undefined || wanted.length === 0) return false;
  return wanted.every((number) => held.some((other) => isSameOrInternal(number, other)));
}

/** The same text, or the same numbers written otherwise since. */
function isSame(value: string, text: string, region: string): boolean {
  if (value.trim() === text) return true;
  const [some, others] = [value, text].map((field) =>
    splitPhoneField(field, region).map((number) => parsePhoneNumber(number, { region })),
  );
  return (
    some !== undefined &&
    some.length > 0 &&
    some.length === others?.length &&
    some.every((number) => others.some((other) => isSameOrInternal(number, other)))
  );
}
