import { ELEMENT_TYPES } from '../entityType.ts';
import type { TaskRecord } from '../model.ts';
import type { Witness } from '../route.ts';
import { phpDate } from './phpDate.ts';

/** A task as webhooks show it; whether its dates are in the account's zone is UNCERTAIN (crm-api.md 5.2). */
export function taskItem({ account, settings }: Witness, task: TaskRecord): object {
  const zone = settings.taskDates === 'utc' ? 'UTC' : account.account.timezone;
  return {
    id: task.id,
    element_id: task.entity_id,
    element_type: task.entity_type === null ? null : ELEMENT_TYPES[task.entity_type],
    task_type: task.task_type_id,
    date_create: phpDate(task.created_at, zone),
    text: task.text,
    status: task.is_completed,
    account_id: account.account.id,
    created_user_id: task.created_by,
    last_modified: phpDate(task.updated_at, zone),
    responsible_user_id: task.responsible_user_id,
    complete_till: phpDate(task.complete_till, zone),
    complete_before: task.complete_till,
    action_close: task.is_completed,
    main_user: task.responsible_user_id,
    ...(task.result && { result: { id: task.id, text: task.result.text } }),
  };
}
