import type { CallRow } from '../journal/journal.ts';
import type { Language } from '../language.ts';
import { resultName } from './resultNote.ts';

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
      'Заметка',
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
 * Calls as CSV: RFC 4180 in UTF-8 with its mark, so that spreadsheets read Cyrillic. Between the cells stands what
 * the spreadsheets of the language expect. Times are this computer's, `2026-11-23 14:05:09`. A text that a spreadsheet
 * would run as a formula gets an apostrophe before it.
 *
 * @param isInCrm whether the CRM holds the call's result
 */
export function callsCsv(
  calls: Iterable<CallRow>,
  language: Language,
  isInCrm: (call: CallRow) => boolean,
): string {
  const said = words[language];
  const line = (cells: readonly string[]): string =>
    `${cells.map((cell) => quoted(cell, said.separator)).join(said.separator)}\r\n`;
  const lines = [line(said.columns)];
  for (const call of calls) {
    const { chosen } = call;
    lines.push(
      line([
        time(call.startedAt),
        time(call.answeredAt),
        time(call.endedAt),
        said.direction[call.direction],
        // A number begins with a plus, which is no formula here.
        call.e164 ?? text(call.rawNumber),
        text(call.line ?? ''),
        call.endReason === null ? '' : said.end[call.endReason],
        text(call.callerName ?? ''),
        text(chosen?.name ?? ''),
        chosen === null ? '' : said.entity[chosen.entity],
        chosen === null ? '' : String(chosen.entityId),
        String(chosen?.leadId ?? ''),
        call.result === null ? '' : resultName(language, call.result),
        text(call.note),
        isInCrm(call) ? said.yes : said.no,
      ]),
    );
  }
  return `\u{FEFF}${lines.join('')}`;
}

const two = (value: number): string => String(value).padStart(2, '0');

function time(ms: number | null): string {
  if (ms === null) return '';
  const at = new Date(ms);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** Spreadsheets skip what is blank before a formula, and take the wide signs of East Asian keyboards for the usual ones. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

const text = (value: string): string => (FORMULA.test(value) ? `'${value}` : value);

/** A cell of blanks at its ends is quoted too: some readers would cut them. */
const quoted = (cell: string, separator: string): string =>
  cell.includes(separator) || /["\r\n\t]|^\s|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
