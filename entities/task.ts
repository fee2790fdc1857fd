import type { Fields } from './field.ts';

/** A task of the agent's. What kind of entity it is about stands beside (`TaskRecord`). */
export const taskFields = {
  text: { type: 'text', column: 'text', key: 'text', webhook: 'text' },
  typeId: { type: 'whole', column: 'type_id', key: 'task_type_id', webhook: 'taskTypeId' },
  entityId: { type: 'wholeOrNull', column: 'entity_id', key: 'entity_id', webhook: 'parentId' },
  responsibleUserId: {
    type: 'whole',
    column: 'responsible_user_id',
    key: 'responsible_user_id',
    webhook: 'responsibleUserId',
  },
  completeTill: { type: 'seconds', column: 'complete_till', key: 'complete_till', webhook: 'dueAt' },
  updatedAt: { type: 'seconds', column: 'updated_at', key: 'updated_at', webhook: 'updatedAt' },
} as const satisfies Fields;

export type TaskFields = typeof taskFields;
