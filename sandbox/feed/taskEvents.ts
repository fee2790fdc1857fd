import type { TaskRecord } from '../model.ts';
import type { Witness } from '../route.ts';
import { callHooks } from '../webhooks/hook.ts';
import { taskItem } from '../webhooks/taskItem.ts';
import { recordEvent } from './eventFeed.ts';

/** Tells of a new task. */
export function taskAdded(context: Witness, task: TaskRecord): void {
  recordEvent(context, { type: 'task_added', entity: { type: 'tasks', id: task.id } });
  callHooks(context, {
    codes: ['add_task'],
    key: 'task',
    action: 'add',
    item: () => taskItem(context, task),
  });
}

/** Tells what of a task is new; `before` is a copy from before the write. */
export function taskChanged(context: Witness, before: TaskRecord, after: TaskRecord): void {
  const tell = (type: string, was: object, is: object): void => {
    if (JSON.stringify(was) === JSON.stringify(is)) return;
    recordEvent(context, { type, entity: { type: 'tasks', id: after.id }, before: [was], after: [is] });
  };
  if (after.is_completed && !before.is_completed) {
    recordEvent(context, { type: 'task_completed', entity: { type: 'tasks', id: after.id } });
  }
  tell('task_text_changed', { task: { text: before.text } }, { task: { text: after.text } });
  tell(
    'task_deadline_changed',
    { task_deadline: { timestamp: before.complete_till } },
    { task_deadline: { timestamp: after.complete_till } },
  );
  tell(
    'task_type_changed',
    { task_type: { id: before.task_type_id } },
    { task_type: { id: after.task_type_id } },
  );
  tell('task_result_added', { task: before.result ?? {} }, { task: after.result ?? {} });
  const isGiven = before.responsible_user_id !== after.responsible_user_id;
  callHooks(context, {
    codes: ['update_task', ...(isGiven ? ['responsible_task'] : [])],
    key: 'task',
    action: 'update',
    item: () => ({
      ...taskItem(context, after),
      ...(isGiven && { old_responsible_user_id: before.responsible_user_id }),
    }),
  });
}
