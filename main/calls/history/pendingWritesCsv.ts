import type { OutboxRow } from '../../journal/journal.ts';
import { isCallWrite } from '../../journal/outboxPayload.ts';
import type { AgentWrite, OutboxWrite } from '../../journal/outboxPayload.ts';
import type { Speech } from '../../common/language.ts';
import { assertNever } from '../../common/result.ts';
import { csvSeparator, csvTable, csvText, csvTime } from './csv.ts';

type Field = 'name' | 'text' | 'phones' | 'price' | 'till' | 'stage' | 'responsible';
type About = 'contact' | 'company' | 'lead' | 'task' | 'call';

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
    const { about, id } = isCallWrite(write)
      ? { about: 'call' as const, id: write.callId }
      : subjectOf(write);
    const isNew = typeof id === 'number' && id < 0;
    const contents = contentsOf(write)
      .flatMap(([field, value]) => (value === '' ? [] : [`${t(`writesTable.field.${field}`)}: ${value}`]))
      .join('; ');
    lines.push([
      csvTime(createdAt),
      t(`writesTable.kind.${write.kind}`),
      about === null ? '' : t(`writesTable.about.${about}`),
      isNew ? t('writesTable.about.new') : String(id ?? ''),
      csvText(contents),
    ]);
  }
  return csvTable(csvSeparator(locale()), lines);
}

function subjectOf(write: AgentWrite): { readonly about: About | null; readonly id: number | null } {
  switch (write.kind) {
    case 'addNote':
    case 'patchContact':
      return { about: write.target.entity, id: write.target.id };
    case 'createTask':
      return { about: write.target?.entity ?? null, id: write.target?.id ?? null };
    case 'completeTask':
    case 'moveTask':
    case 'assignTask':
      return { about: 'task', id: write.taskId };
    case 'createLead':
      return { about: write.contact?.entity ?? null, id: write.contact?.id ?? null };
    case 'patchLead':
      return { about: 'lead', id: write.leadId };
    case 'newContact':
      return { about: null, id: null };
    default:
      return assertNever(write);
  }
}

const till = (seconds: number): string => csvTime(seconds * 1000);
const numbered = (value: number | null | undefined): string => String(value ?? '');

/** What the agent wrote, in words; '' for what is not there. */
function contentsOf(write: OutboxWrite): readonly (readonly [Field, string])[] {
  switch (write.kind) {
    case 'logCall':
      return [];
    case 'addNote':
      return [['text', write.text]];
    case 'createTask':
      return [
        ['text', write.text],
        ['till', till(write.completeTill)],
        ['responsible', numbered(write.responsible)],
      ];
    case 'completeTask':
      return [['text', write.resultText]];
    case 'moveTask':
      return [['till', till(write.completeTill)]];
    case 'assignTask':
      return [['responsible', numbered(write.responsible)]];
    case 'patchContact':
      return [
        ['name', write.name ?? ''],
        ['phones', write.phones?.after.join(' ') ?? ''],
      ];
    case 'newContact':
      return [
        ['name', write.name],
        ['phones', write.phones.join(' ')],
      ];
    case 'createLead':
      return [
        ['name', write.name],
        ['price', numbered(write.price)],
        ['stage', numbered(write.statusId)],
        ['responsible', numbered(write.responsible)],
      ];
    case 'patchLead':
      return [
        ['name', write.name ?? ''],
        ['price', numbered(write.price)],
        ['stage', numbered(write.stage?.statusId)],
        ['responsible', numbered(write.responsible)],
      ];
    default:
      return assertNever(write);
  }
}
