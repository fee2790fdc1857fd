import type { Translate } from '../../../i18n/translate.ts';
import { clip } from '../../i18n/format.ts';

/** Whose somebody or something is, as a sentence. */
export function responsibleSentence(
  t: Translate,
  {
    responsible,
    responsibleIsMe,
  }: { readonly responsible: string | null; readonly responsibleIsMe: boolean },
): string {
  if (responsibleIsMe) return t('person.youAreResponsible');
  const name = clip(responsible ?? '', 80);
  return name === '' ? t('person.nobodyResponsible') : t('person.isResponsible', { name });
}
