import type { Translate } from '../../../i18n/translate.ts';

const kinds = {
  WORK: 'card.kind.work',
  WORKDD: 'card.kind.work',
  MOB: 'card.kind.mobile',
  FAX: 'card.kind.fax',
  HOME: 'card.kind.home',
} as const;

/** The CRM's kinds of numbers in words; one of the account's own has none here. */
export function phoneKindWords(t: Translate, kind: string | null): string {
  const known = Object.entries(kinds).find(([code]) => code === kind)?.[1];
  return known === undefined ? '' : t(known);
}
