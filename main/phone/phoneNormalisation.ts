// The `min` metadata: matching asks for *possible* lengths only (call-sources.md 2.1), which it has
// in full at half the size of `max` and a fifth less time per parse.
import {
  type CountryCode,
  type PhoneNumber as Parsed,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';
import { digitsOf } from './phoneCleaning.ts';

/** Step 3 of call-sources.md 2.3. */
export interface Normalised {
  readonly e164: string | null;
  readonly nsn: string | null;
  /** The country is a guess: a number of another one without its plus. */
  readonly isGuess: boolean;
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
  const own =
    possible(dialled, country) ??
    stripPrefixes
      .filter((prefix) => prefix !== '' && digits.startsWith(prefix))
      .map((prefix) => possible(withPrefixRules(digits.slice(prefix.length), country), country))
      .find((found) => found !== null) ??
    null;
  const parsed = own ?? foreignWithoutPlus(dialled, country);
  if (parsed) {
    return {
      e164: parsed.number,
      nsn: parsed.nationalNumber,
      isGuess: own === null,
      display: () => parsed.formatInternational(),
    };
  }
  const local = !dialled.startsWith('+') && digits.length <= LONGEST_LOCAL;
  return { e164: null, nsn: local ? digits : null, isGuess: false, display: () => null };
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
  return { e164, nsn, isGuess: false, display: () => formatE164(e164) };
}

/**
 * A local number in its RFC 3966 context. Trunks also put the context of numbers that are whole already: those stay.
 * @param main cleaned, without extension
 * @param context digits with a plus
 * @param region ISO 3166 alpha-2
 */
export function inContext(main: string, context: string, region: string): string {
  const digits = digitsOf(main);
  if (/^\D*\+/u.test(main) || digits === '') return main;
  const whole = digits.startsWith(context.slice(1)) ? [`+${digits}`] : [];
  const country = supported(region);
  return [...whole, `${context}${digits}`].find((text) => possible(text, country) !== null) ?? main;
}

/** The E.164 number that a text of digits is by itself in a region, in no other country's; null when it is none. */
export function ownNumber(main: string, region: string): string | null {
  const country = supported(region);
  return possible(withPrefixRules(dialable(main), country), country)?.number ?? null;
}

/** International format of an E.164 number for reading; the number itself when it cannot be parsed. */
export function formatE164(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}

function supported(region: string): CountryCode | null {
  const upper = region.toUpperCase();
  return isSupportedCountry(upper) ? upper : null;
}

/** The zero in brackets of +44 (0)20 is dialled at home only. */
const ZERO_AT_HOME = /^([^\d+]*(?:\+|00)[^\d+]*(\d[\d\s.-]{0,4}))[([]\s*0\s*[)\]]/u;
/** Italy with its neighbours keeps it. */
const KEEPS_ZERO = new Set(['39', '378', '379']);

/** A number without the zero in brackets that only callers at home dial. */
export function withoutHomeZero(main: string): string {
  const zero = ZERO_AT_HOME.exec(main);
  const isDropped = zero !== null && !KEEPS_ZERO.has(digitsOf(zero[2] ?? ''));
  return isDropped ? `${zero[1] ?? ''}${main.slice(zero[0].length)}` : main;
}

/** Digits, with the leading `+` if there was one. */
function dialable(main: string): string {
  const text = withoutHomeZero(main);
  const digits = digitsOf(text);
  return /^\D*\+/u.test(text) ? `+${digits}` : digits;
}

/** What exchanges do to numbers before we see them (call-sources.md 2.2). */
function withPrefixRules(number: string, country: CountryCode | null): string {
  const text = number.startsWith('00') ? `+${number.slice(2)}` : number;
  // All numbers of Benin got 01 before their eight digits in 2024.
  if (text.startsWith('+229')) return text.replace(/^\+229(\d{8})$/u, '+22901$1');
  // Until 2019 mobiles of Mexico were called with a 1 from abroad, with 044, 045 or 01 at home.
  if (text.startsWith('+521')) return text.replace(/^\+521([2-9]\d{9})$/u, '+52$1');
  if (country === 'MX') return text.replace(/^(?:044|045|01)([2-9]\d{9})$/u, '$1');
  // 8 was the trunk's digit before the area code's zero.
  if (country === 'UA') return text.replace(/^8(0\d{9})$/u, '$1');
  return country === 'RU' || country === 'KZ' ? withRussianRules(text) : text;
}

function withRussianRules(number: string): string {
  let text = number;
  // 8~10 is the international prefix of Russian trunks; some put a plus before it.
  if (/^\+?810/u.test(text)) text = `+${text.replace(/^\+?810/u, '')}`;
  return /^\+8[346789]\d{9}$/u.test(text) ? `+7${text.slice(2)}` : text;
}

/**
 * The number as parsed, null when its length is impossible. Parsed until it stays what it is: the
 * library drops a trunk zero once a pass, and a stored E.164 must be understood as itself.
 */
function possible(number: string, country: CountryCode | null): Parsed | null {
  let parsed = parsedOnce(withPrefixRules(number, country), country);
  for (let pass = 0; parsed && pass < MOST_PASSES; pass += 1) {
    const again = parsedOnce(withPrefixRules(parsed.number, country), country);
    if (again?.number === parsed.number) return isPlausible(again) ? again : null;
    parsed = again;
  }
  return null;
}

/** Of the numbers of fourteen digits that Russia has only those of satellites (808) exist: others are two numbers in one. */
function isPlausible(number: Parsed): boolean {
  const { countryCallingCode, nationalNumber } = number;
  const isTwo = countryCallingCode === '7' && nationalNumber.length > 10 && !nationalNumber.startsWith('808');
  return number.isPossible() && !isTwo;
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
