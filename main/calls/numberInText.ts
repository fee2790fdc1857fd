import { findPhoneNumbersInText } from 'libphonenumber-js/min';
import type { CountryCode } from 'libphonenumber-js/min';
import { parsePhoneNumber } from './phoneNumber.ts';

/** More than this is not looked through: somebody selected a page. */
const LONGEST_TEXT = 2_000;

/**
 * The number somebody selected: the whole text where it is one, else the first in it. Null when there is none. Feature
 * codes are none: they stand in mails and pages for a phone's own settings.
 *
 * @param region ISO 3166 alpha-2, of numbers without a country code
 */
export function numberInText(text: string, region: string): string | null {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > LONGEST_TEXT) return null;
  if (/[*#]\d|\d[*#]/.test(trimmed)) return null;
  const whole = parsePhoneNumber(trimmed, { region });
  const isShort = trimmed.length <= 40 && !/[\r\n]/.test(trimmed);
  if (isShort && whole.kind === 'external' && whole.e164 !== null) return whole.e164;
  if (/^\d{2,6}$/.test(trimmed)) return trimmed;
  const [found] = findPhoneNumbersInText(trimmed, region as CountryCode);
  return found?.number.number ?? null;
}
