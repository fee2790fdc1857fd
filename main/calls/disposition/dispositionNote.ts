import type { CallStatus } from '../../crm/types/call.ts';
import type { Translate } from '../../../i18n/translate.ts';

/** The text note that adds a result to a call somebody else logged; what the agent wrote stands below it. */
export function resultNote(t: Translate, result: CallStatus, words: string): string {
  const first = `${t('result.title')}: ${t(`result.${result}`)}`;
  return words === '' ? first : `${first}\n${words}`;
}
