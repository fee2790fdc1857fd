import type { CallStatus } from '../../crm/types/crmClient.ts';
import type { Language } from '../../common/language.ts';

/** The results as the windows call them (renderer/i18n), here for the text of a note in the CRM. */
const results: Readonly<Record<Language, { readonly title: string } & Readonly<Record<CallStatus, string>>>> =
  {
    en: {
      title: 'Result of the call',
      1: 'Left a message',
      2: 'Call back later',
      3: 'Not there',
      4: 'Talked',
      5: 'Wrong number',
      6: 'No answer',
      7: 'Busy',
    },
    ru: {
      title: 'Результат звонка',
      1: 'Оставил сообщение',
      2: 'Перезвонить позже',
      3: 'Нет на месте',
      4: 'Разговор состоялся',
      5: 'Неверный номер',
      6: 'Не дозвонился',
      7: 'Номер занят',
    },
  };

/** What a result is called. */
export const resultName = (language: Language, result: CallStatus): string => results[language][result];

/** The text note that adds a result to a call somebody else logged; what the agent wrote stands below it. */
export function resultNote(language: Language, result: CallStatus, words: string): string {
  const said = results[language];
  const first = `${said.title}: ${said[result]}`;
  return words === '' ? first : `${first}\n${words}`;
}
