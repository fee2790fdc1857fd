// The `min` metadata: matching asks for *possible* lengths only (facts/call-sources 2.1), which it has
// in full at half the size of `max` and a fifth less time per parse.
import {
  type CountryCode,
  type PhoneNumber as Parsed,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';
import { digitsOf } from './phoneCleaning.ts';

/** Step 3 of facts/call-sources 2.3. */
export interface Normalised {
  readonly e164: string | null;
  readonly nsn: string | null;
  /** International format, made when it is asked for; null when there is no E.164. */
  readonly display: () => string | null;
}

/** Up to this many digits without a country it may be a number of the own town, without area code. */
const LONGEST_LOCAL = 9;
/** Shorter numbers without `+` are never taken for foreign ones. */
const SHORTEST_INTERNATIONAL = 11;
/** Real numbers need one pass; what needs more than this is not one. */
const MOST_PASSES = 4;

/**
 * Understands a number in its region.
 * @param main cleaned, without extension
 * @param region ISO 3166 alpha-2 of the line, or else of the account; an unknown one counts as none
 * @param stripPrefixes digits the line's exchange puts before numbers, tried only when the number is
 *   impossible with them
 */
export function normalise(main: string, region: string, stripPrefixes: readonly string[]): Normalised {
  const country = supported(region);
  const dialled = withPrefixRules(dialable(main), country);
  const russian = usualRussian(dialled, country);
  if (russian) return russian;
  const digits = digitsOf(dialled);
  const parsed =
    possible(dialled, country) ??
    stripPrefixes
      .filter((prefix) => prefix !== '' && digits.startsWith(prefix))
      .map((prefix) => possible(withPrefixRules(digits.slice(prefix.length), country), country))
      .find((found) => found !== null) ??
    foreignWithoutPlus(dialled, country);
  if (parsed) {
    return {
      e164: parsed.number,
      nsn: parsed.nationalNumber,
      display: () => parsed.formatInternational(),
    };
  }
  const local = !dialled.startsWith('+') && digits.length <= LONGEST_LOCAL;
  return { e164: null, nsn: local ? digits : null, display: () => null };
}

/**
 * A number of Russia in its usual spellings, as the library would understand it: most numbers of most
 * accounts are one, and a first sync of 100,000 contacts reads as many. Not those that begin with an eight,
 * which may be the trunk's.
 */
function usualRussian(dialled: string, country: CountryCode | null): Normalised | null {
  if (country !== 'RU') return null;
  const nsn = /^(?:\+7|7|8)?([349]\d{9})$/u.exec(dialled)?.[1];
  if (nsn === undefined) return null;
  const e164 = `+7${nsn}`;
  return { e164, nsn, display: () => formatE164(e164) };
}

/** International format of an E.164 number for reading; the number itself when it cannot be parsed. */
export function formatE164(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}

function supported(region: string): CountryCode | null {
  const upper = region.toUpperCase();
  return isSupportedCountry(upper) ? upper : null;
}

/** Digits, with the leading `+` if there was one. */
function dialable(main: string): string {
  const digits = digitsOf(main);
  return /^\D*\+/u.test(main) ? `+${digits}` : digits;
}

/** What exchanges do to numbers before we see them (facts 2.2). */
function withPrefixRules(number: string, country: CountryCode | null): string {
  let text = number.startsWith('00') ? `+${number.slice(2)}` : number;
  if (country !== 'RU' && country !== 'KZ') return text;
  // 8~10 is the international prefix of Russian trunks; some put a plus before it.
  if (/^\+?810/u.test(text)) text = `+${text.replace(/^\+?810/u, '')}`;
  return /^\+8[346789]\d{9}$/u.test(text) ? `+7${text.slice(2)}` : text;
}

/**
 * The number as parsed, null when its length is impossible. Parsed until it stays what it is: the
 * library drops a trunk zero once a pass, and a stored E.164 must be understood as itself.
 */
function possible(number: string, country: CountryCode | null): Parsed | null {
  let parsed = parsedOnce(number, country);
  for (let pass = 0; parsed && pass < MOST_PASSES; pass += 1) {
    const again = parsedOnce(withPrefixRules(parsed.number, country), country);
    if (again?.number === parsed.number) return again.isPossible() ? again : null;
    parsed = again;
  }
  return null;
}

function parsedOnce(number: string, country: CountryCode | null): Parsed | null {
  const parsed = country
    ? parsePhoneNumberFromString(number, { defaultCountry: country, extract: false })
    : parsePhoneNumberFromString(number, { extract: false });
  return parsed ?? null;
}

/** Trunks abroad often send E.164 without its plus. */
function foreignWithoutPlus(number: string, country: CountryCode | null): Parsed | null {
  if (number.startsWith('+') || number.startsWith('0') || number.length < SHORTEST_INTERNATIONAL) return null;
  const parsed = possible(`+${number}`, country);
  return parsed === null || parsed.isNonGeographic() ? null : parsed;
}
