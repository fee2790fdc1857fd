import type { CustomField } from '../../../preload/contract.ts';
import { momentOf, wallTimeAt } from '../../../i18n/zonedTime.ts';
import { assertNever } from '../../common/result.ts';

/** How values of custom fields are read and written. Kept ones are texts (entities/customFields.ts). */

/** Days of the account's calendar, which the CRM has as the Unix seconds of their midnight. */
const DAYS: ReadonlySet<string> = new Set(['date', 'birthday']);

/** A kept value as windows are told it: a day as `2026-11-30`, a moment as Unix ms; what is none as it stands. */
export function shownValue(type: string, value: string, timezone: string | null): string {
  const isTime = DAYS.has(type) || type === 'date_time';
  if (!isTime || !/^-?\d{1,12}$/u.test(value)) return value;
  const at = Number(value) * 1_000;
  return type === 'date_time' ? String(at) : dayIn(at, timezone);
}

function dayIn(at: number, timezone: string | null): string {
  const { year, month, day } = wallTimeAt(at, timezone);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

const two = (number: number): string => String(number).padStart(2, '0');

/** What is sent for what was chosen or typed: null empties the field, undefined is nothing the field can hold. */
export function writtenValue(
  { edit, choices }: Pick<CustomField, 'edit' | 'choices'>,
  value: string | null,
  timezone: string | null,
): string | number | boolean | null | undefined {
  const text = value?.trim() ?? '';
  switch (edit) {
    case null:
      return undefined;
    case 'checkbox':
      return text !== '';
    case 'choice':
      return text === '' ? null : choices.includes(text) ? text : undefined;
    case 'text':
      return text === '' ? null : text;
    case 'number': {
      if (text === '') return null;
      const plain = text.replaceAll(/[\s\u00A0\u202F]/gu, '').replace(',', '.');
      return /^-?\d{1,15}(?:\.\d{1,10})?$/u.test(plain) ? Number(plain) : undefined;
    }
    case 'date':
      return text === '' ? null : (dayStart(text, timezone) ?? undefined);
    default:
      return assertNever(edit);
  }
}

/** Unix seconds at which the day begins by the account's clocks; null for what is no day. */
function dayStart(text: string, timezone: string | null): number | null {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(text) ?? [];
  const midnight = { year: Number(year), month: Number(month), day: Number(day), hour: 0, minute: 0 };
  const at = momentOf(midnight, timezone);
  // The 30th of February is another day.
  return dayIn(at, timezone) === text ? Math.floor(at / 1_000) : null;
}
