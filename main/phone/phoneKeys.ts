import type { PhoneNumber } from './phoneNumber.ts';

/** What a number is stored and found by (call-sources.md 2.3 step 4); null where it has no such key. */
export interface PhoneKeys {
  readonly e164: string | null;
  readonly nsn: string | null;
  readonly extension: string | null;
  readonly last10: string | null;
  readonly last8: string | null;
  readonly last7: string | null;
}

/** E.164 has 15 digits at most; longest prefix before them is 8~10. More digits are not a number. */
const MOST_DIGITS = 18;

const NO_KEYS: PhoneKeys = { e164: null, nsn: null, extension: null, last10: null, last8: null, last7: null };

/** The keys of a number, the same for who writes the index and who reads it. Only external numbers have any. */
export function phoneKeys(number: PhoneNumber): PhoneKeys {
  const digits = number.e164 === null ? number.digits : number.e164.slice(1);
  if (number.kind !== 'external' || digits.length > MOST_DIGITS) return NO_KEYS;
  const last = (count: number): string | null => (digits.length < count ? null : digits.slice(-count));
  return {
    e164: number.e164,
    nsn: number.nsn,
    extension: number.extension,
    last10: last(10),
    last8: last(8),
    last7: last(7),
  };
}
