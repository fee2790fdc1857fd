import { taskFields } from '../../../entities/task.ts';
import { isItem, isTrue, itemReader, seconds, textOf, whole } from '../fields/itemReader.ts';
import type { TaskRecord } from '../mirrorRecords.ts';

const LONGEST_TEXT = 10_000;
/** "Follow-up", which every account has (crm-api.md 3.6). */
export const FIRST_TYPE = 1;

const fieldsOf = itemReader(taskFields);

/** What the mirror keeps of a task of the service's list (crm-api.md 3.6); null without an id or the time it is due. */
export function readTask(item: unknown): TaskRecord | null {
  if (!isItem(item)) return null;
  const id = whole(item['id']);
  if (id === null || seconds(item['complete_till']) === null) return null;
  const { entity_type: entityType } = item;
  return {
    id,
    ...fieldsOf(item),
    text: textOf(item['text'], LONGEST_TEXT) ?? '',
    typeId: whole(item['task_type_id']) ?? FIRST_TYPE,
    entityType: typeof entityType === 'string' ? entityType : null,
    isCompleted: isTrue(item['is_completed']),
    updatedBy: whole(item['updated_by']),
  };
}
