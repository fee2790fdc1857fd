import { subjectOf } from '../../../preload/contract/agentWrites.ts';
import type { OutboxRow } from '../../journal/journal.ts';
import { isCallWrite } from '../../journal/outboxPayload.ts';
import type { OutboxWrite } from '../../journal/outboxPayload.ts';
import type { Speech } from '../../common/language.ts';
import { kindOf } from '../../writes/writeKinds.ts';
import { csvSeparator, csvTable, csvText, csvTime } from './csv.ts';

type Field = 'name' | 'text' | 'phones' | 'price' | 'till' | 'stage' | 'responsible';

const columns = [
  'writesTable.written',
  'writesTable.what',
  'writesTable.about',
  'writesTable.number',
  'writesTable.contents',
] as const;

/** What waits for the CRM, a line a write, for a spreadsheet of the language. */
export function waitingCsv(rows: Iterable<OutboxRow>, { t, locale }: Speech): string {
  const lines: (readonly string[])[] = [columns.map((column) => t(column))];
  for (const { write, createdAt } of rows) {
    const about = isCallWrite(write) ? ({ entity: 'call', id: write.callId } as const) : subjectOf(write);
    const isNew = typeof about?.id === 'number' && about.id < 0;
    const contents = contentsOf(write)
      .flatMap(([field, value]) => (value === '' ? [] : [`${t(`writesTable.field.${field}`)}: ${value}`]))
      .join('; ');
    lines.push([
      csvTime(createdAt),
      t(write.kind === 'logCall' ? 'writesTable.kind.logCall' : `write.what.${write.kind}`),
      about === null ? '' : t(`writesTable.about.${about.entity}`),
      isNew ? t('writesTable.about.new') : String(about?.id ?? ''),
      csvText(contents),
    ]);
  }
  return csvTable(csvSeparator(locale()), lines);
}

/** What the agent wrote, in words; '' for what is not there. */
function contentsOf(write: OutboxWrite): readonly (readonly [Field, string])[] {
  const { name, phones, text, price, stage, completeTill, responsible } = kindOf(write).values(write);
  return [
    ['name', name ?? ''],
    ['phones', phones?.join(' ') ?? ''],
    ['text', text ?? ''],
    ['price', String(price ?? '')],
    ['stage', String(stage?.statusId ?? '')],
    ['till', completeTill === undefined ? '' : csvTime(completeTill * 1000)],
    ['responsible', String(responsible ?? '')],
  ];
}
