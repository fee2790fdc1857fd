import { digitsOf } from './phoneCleaning.ts';
import { lineOf } from './phoneVariants.ts';
import type { PhoneNumber } from './phoneNumber.ts';

/**
 * Whether two numbers are one line: the one comparison of the program (call-sources.md 2.3 step 4). `same` is the
 * only word for which something may be written to the CRM or shown as certain; `maybe` is shown as possible.
 */
export type Sameness = 'same' | 'maybe' | 'other';

/** What a comparison looks at. */
type Comparable = Pick<PhoneNumber, 'raw' | 'kind' | 'e164' | 'nsn' | 'digits' | 'isGuess'>;

/** Digits that decide where one of the two is not well-formed, as the service's own matching has it (crm-api.md 4.1). */
const DECISIVE_DIGITS = 10;
/** Digits that make a number worth showing as possible. */
const POSSIBLE_DIGITS = 7;
/** What exchanges put before a number: a digit for outside, a trunk's or an international prefix. */
const PREFIX = /^(?:9|0|8|1|00|011|810|98|90|980|97|91|900|9011|9810)?$/u;

/** Extensions are left out: they are doors of one line. Withheld and internal numbers, and codes, are nobody's line. */
export function comparePhones(one: Comparable, other: Comparable): Sameness {
  if (one.kind !== 'external' || other.kind !== 'external') return 'other';
  if (isOneLine(one, other)) return 'same';
  const tail = tailOf(one, POSSIBLE_DIGITS);
  return tail !== null && tail === tailOf(other, POSSIBLE_DIGITS) ? 'maybe' : 'other';
}

export const isSamePhone = (one: Comparable, other: Comparable): boolean =>
  comparePhones(one, other) === 'same';

/**
 * True when two spellings of the events of one moment are one party, withheld and internal ones too: nothing is written by it. A switchboard may write the digit for an outside line before a
 * number (9 8 916 ... reads like one of Iran): of long numbers told of one moment the last ten digits decide.
 */
export function isSameRemote(one: PhoneNumber, other: PhoneNumber): boolean {
  if (isSamePhone(one, other) || remoteKey(one) === remoteKey(other)) return true;
  return (
    one.digits.length >= DECISIVE_DIGITS &&
    one.digits.slice(-DECISIVE_DIGITS) === other.digits.slice(-DECISIVE_DIGITS)
  );
}

function remoteKey(number: PhoneNumber): string {
  if (number.kind === 'anonymous') return 'anonymous';
  return number.e164 ?? (number.digits === '' ? number.display.toLowerCase() : number.digits);
}

function isOneLine(one: Comparable, other: Comparable): boolean {
  if (one.e164 !== null && other.e164 !== null) {
    if (lineOf(one.e164) === lineOf(other.e164)) return true;
    // Two countries that are told apart are two lines, whatever the last ten digits.
    if (one.isGuess === other.isGuess) return false;
    return one.isGuess ? isWithPrefix(one, other) : isWithPrefix(other, one);
  }
  if (one.e164 !== null) return isWithPrefix(other, one);
  if (other.e164 !== null) return isWithPrefix(one, other);
  if (one.digits === other.digits) return one.digits.length >= POSSIBLE_DIGITS;
  const tail = tailOf(one, DECISIVE_DIGITS);
  return tail !== null && tail === tailOf(other, DECISIVE_DIGITS);
}

/** A number without a country, or with a guessed one, is the other with something that exchanges put before it. */
function isWithPrefix(unclear: Comparable, known: Comparable): boolean {
  const national = digitsOf(known.e164 ?? '').slice(-DECISIVE_DIGITS);
  if (national.length < DECISIVE_DIGITS || !unclear.digits.endsWith(national)) return false;
  const prefix = unclear.digits.slice(0, -DECISIVE_DIGITS);
  const country = digitsOf(known.e164 ?? '').slice(0, -DECISIVE_DIGITS);
  const bare = country !== '' && prefix.endsWith(country) ? prefix.slice(0, -country.length) : prefix;
  return PREFIX.test(bare) || PREFIX.test(prefix);
}

/** The last digits of a number; null when it is too short, or too long to be one. */
function tailOf({ e164, digits }: Comparable, count: number): string | null {
  const all = e164 === null ? digits : digitsOf(e164);
  return all.length < count || all.length > 18 ? null : all.slice(-count);
}
