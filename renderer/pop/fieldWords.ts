import { BUILT_IN_FIELDS, type BuiltInField } from '../../preload/constants.ts';
import type { ShownField } from '../../preload/contract.ts';
import type { Format } from '../i18n/format.ts';
import type { PlainMessageKey, Translate } from '../../i18n/translate.ts';

/** How fields of the caller are said. Pure. */

const BUILT_IN_NAMES: Readonly<Record<BuiltInField, PlainMessageKey>> = {
  'contact:tags': 'popFields.contactTags',
  'company:tags': 'popFields.companyTags',
  'deal:tags': 'popFields.dealTags',
  task: 'popFields.task',
};

/** A field's name: the account's own word, or ours for what every account has. */
export function fieldName(key: string, name: string, t: Translate): string {
  const builtIn = BUILT_IN_FIELDS.find((one) => one === key);
  return builtIn === undefined ? name : t(BUILT_IN_NAMES[builtIn]);
}

/** What a field says; '' for nothing. */
export function fieldWords({ values, field }: ShownField, t: Translate, format: Format): string {
  switch (field?.type) {
    case 'checkbox':
      return values.length === 0 || values[0] === '0' ? t('popFields.no') : t('popFields.yes');
    case 'date':
    case 'birthday':
      return values.map((day) => (dayOf(day) === null ? day : format.date(dayOf(day) ?? 0))).join(', ');
    case 'date_time':
      return values
        .map((at) =>
          /^-?\d{1,15}$/u.test(at) ? `${format.date(Number(at))}, ${format.time(Number(at))}` : at,
        )
        .join(', ');
    default:
      return values.join(', ').replaceAll(/\s+/gu, ' ').trim();
  }
}

/** Unix ms of a day `2026-11-30`, by this computer's calendar, which it is shown by; null for what is none. */
function dayOf(text: string): number | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(text) ?? [];
  return year === undefined ? null : new Date(Number(year), Number(month) - 1, Number(day), 12).getTime();
}
