import { plainText } from './phoneCleaning.ts';
import { numbersInText } from './phoneField.ts';
import { parsePhoneNumber } from './phoneNumber.ts';

/** More than this is not looked through: somebody selected a page. */
const LONGEST_TEXT = 2_000;
/** Read at a time. */
const LONGEST_PIECE = 500;

/**
 * The number somebody selected: the whole text where it is one, else the first in it. Null when there is none. Feature
 * codes are none: they stand in mails and pages for a phone's own settings.
 *
 * @param region ISO 3166 alpha-2, of numbers without a country code
 */
export function numberInText(text: string, region: string): string | null {
  const trimmed = withoutDates(text).trim();
  if (trimmed === '' || text.length > LONGEST_TEXT) return null;
  const pieces = trimmed.split(/[\r\n]+/).flatMap((line) => line.match(PIECE) ?? []);
  if (pieces.some((piece) => HAS_CODE.test(plainText(piece)))) return null;
  const isShort = trimmed.length <= 40 && pieces.length === 1;
  const whole = parsePhoneNumber(trimmed, { region });
  if (isShort && whole.kind === 'external' && whole.e164 !== null) return whole.e164;
  if (/^\d{2,6}$/.test(plainText(trimmed))) return plainText(trimmed);
  for (const piece of pieces) {
    for (const number of numbersInText(piece, region)) {
      const { e164, isGuess } = parsePhoneNumber(number, { region });
      // Digits of another country without its plus are rather an order's number.
      if (e164 !== null && !isGuess) return e164;
    }
  }
  return null;
}

/** A date that no digits stand before is no part of a number: `12.05.2026 14:00` has as many of them as one. */
const DATE =
  /(?<![\d+][\s().\-/]{0,2})(?:[0-3]?\d[./-][0-3]?\d[./-](?:19|20)\d\d|(?:19|20)\d\d[./-][0-3]?\d[./-][0-3]?\d)(?:,?[ T][0-2]?\d:[0-5]\d(?::[0-5]\d)?)?(?!\d)/gu;
const withoutDates = (text: string): string => text.replaceAll(DATE, '\n');

const PIECE = new RegExp(`.{1,${LONGEST_PIECE}}`, 'gu');
const HAS_CODE = /[*#]\s*\d|\d\s*[*#]|%2[3aA]/;
