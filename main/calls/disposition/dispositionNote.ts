import type { CallStatus } from '../../crm/types/call.ts';
import type { Translate } from '../../../i18n/translate.ts';

/** The text note that adds a result to a call somebody else logged; what the agent wrote stands below it. @param label the team's own name of the result */
export function resultNote(t: Translate, result: CallStatus, words: string, label: string | null): string {
  const first = `${t('result.title')}: ${label ?? t(`result.${result}`)}`;
  return words === '' ? first : `${first}\n${words}`;
}

/** The same for a result that was another before, which stands in a note of its own: there are two now, and this one counts. */
export const correctedNote = (
  t: Translate,
  result: CallStatus,
  words: string,
  label: string | null,
): string => `${t('result.corrected')}\n${resultNote(t, result, words, label)}`;
