import type { LeadRow } from '../../../preload/contract.ts';
import { clip, type Format } from '../../i18n/format.ts';
import type { Translate } from '../../../i18n/translate.ts';

/** The stage in words; one this copy does not know is said to be so. */
export function stageWords(t: Translate, lead: Pick<LeadRow, 'stage' | 'outcome'>): string {
  if (lead.stage !== null) return clip(lead.stage);
  return lead.outcome === 'open' ? t('deals.unknownStage') : t(`deals.outcome.${lead.outcome}`);
}

/** The price with its currency, or that there is none. */
export function priceWords(t: Translate, format: Format, price: number | null, currency: string): string {
  return price === null ? t('lead.noPrice') : format.money(price, currency);
}

/** The name of whoever is responsible; an id this copy has no name for is said as such. */
export function responsibleWords(t: Translate, { responsible, responsibleId }: LeadRow): string {
  if (responsible !== null && responsible !== '') return clip(responsible);
  return responsibleId === null ? t('caller.nobody') : t('deals.unknownUser', { id: responsibleId });
}

/**
 * A price as it is typed: whole units, blanks and the usual separators between groups pass. Null for an empty
 * field, `bad` for anything that is not such a number.
 */
export function priceOf(text: string): number | null | 'bad' {
  const digits = text.replaceAll(/[\s' ’_]|[.,](?=\d{3}(?!\d))/gu, '');
  if (digits === '') return null;
  if (!/^\d{1,15}$/.test(digits)) return 'bad';
  return Number(digits);
}
