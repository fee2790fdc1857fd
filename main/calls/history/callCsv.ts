import type { CallRow } from '../../journal/journal.ts';
import type { Language } from '../../common/language.ts';
import { csvTable, csvText, csvTime } from './csv.ts';
import { resultName } from '../disposition/dispositionNote.ts';

interface Words {
  readonly columns: readonly string[];
  readonly direction: Readonly<Record<CallRow['direction'], string>>;
  readonly end: Readonly<Record<NonNullable<CallRow['endReason']>, string>>;
  readonly entity: Readonly<Record<'contact' | 'company', string>>;
  readonly yes: string;
  readonly no: string;
  /** What spreadsheets of this language expect between two cells. */
  readonly separator: ',' | ';';
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    columns: [
      'Started',
      'Answered',
      'Ended',
      'Direction',
      'Number',
      'Line',
      'How it ended',
      'Caller',
      'Contact or company',
      'Kind',
      'Card number',
      'Deal number',
      'Result',
      'Note',
      'In CRM',
    ],
    direction: { inbound: 'incoming', outbound: 'outgoing' },
    end: {
      completed: 'talked',
      missed: 'missed',
      noAnswer: 'no answer',
      busy: 'busy',
      answeredElsewhere: 'answered elsewhere',
      unknown: 'unknown',
    },
    entity: { contact: 'contact', company: 'company' },
    yes: 'yes',
    no: 'no',
    separator: ',',
  },
  ru: {
    columns: [
      'Начало',
      'Ответ',
      'Конец',
      'Направление',
      'Номер',
      'Линия',
      'Чем закончился',
      'Кто звонил',
      'Контакт или компания',
      'Вид',
      'Номер карточки',
      'Номер сделки',
      'Результат',
      'Примечание',
      'В CRM',
    ],
    direction: { inbound: 'входящий', outbound: 'исходящий' },
    end: {
      completed: 'разговор',
      missed: 'пропущен',
      noAnswer: 'нет ответа',
      busy: 'занято',
      answeredElsewhere: 'ответил другой',
      unknown: 'неизвестно',
    },
    entity: { contact: 'контакт', company: 'компания' },
    yes: 'да',
    no: 'нет',
    separator: ';',
  },
};

/**
 * Calls as CSV, for a spreadsheet of the language. Times are this computer's.
 *
 * @param isInCrm whether the CRM holds the call's result
 */
export function callsCsv(
  calls: Iterable<CallRow>,
  language: Language,
  isInCrm: (call: CallRow) => boolean,
): string {
  const said = words[language];
  const lines = [said.columns];
  for (const call of calls) {
    const { chosen } = call;
    lines.push([
      csvTime(call.startedAt),
      csvTime(call.answeredAt),
      csvTime(call.endedAt),
      said.direction[call.direction],
      // A number begins with a plus, which is no formula here.
      call.e164 ?? csvText(call.rawNumber),
      csvText(call.line ?? ''),
      call.endReason === null ? '' : said.end[call.endReason],
      csvText(call.callerName ?? ''),
      csvText(chosen?.name ?? ''),
      chosen === null ? '' : said.entity[chosen.entity],
      chosen === null ? '' : String(chosen.entityId),
      String(chosen?.leadId ?? ''),
      call.result === null ? '' : resultName(language, call.result),
      csvText(call.note),
      isInCrm(call) ? said.yes : said.no,
    ]);
  }
  return csvTable(said.separator, lines);
}
