import type { Answer } from '../../answer.ts';
import { hal, noContent } from '../../answer.ts';
import type { BatchItem } from '../../batch.ts';
import { batchOf, singleOf } from '../../batch.ts';
import { taskAdded, taskChanged } from '../../feed/taskEvents.ts';
import { filtered, inOrder } from '../../filters.ts';
import type { TaskRecord } from '../../model.ts';
import { isAnswer, pageOf, pageRequestOf } from '../../paging.ts';
import type { PhpObject } from '../../phpQuery.ts';
import { asObject, listOf } from '../../phpQuery.ts';
import { notFound } from '../../problem.ts';
import { maySee, notYours } from '../../rights.ts';
import type { ApiContext, ApiRoute } from '../../route.ts';
import { errorAt } from '../../validation.ts';
import { selfLink } from '../entity/links.ts';
import { changeTask, newTask, taskErrors } from './taskWrites.ts';

/** `/api/v4/tasks` (crm-api.md 3.6). */
export const taskRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/api/v4/tasks', handle: list },
  { method: 'GET', path: '/api/v4/tasks/:id', handle: read },
  { method: 'POST', path: '/api/v4/tasks', handle: create },
  { method: 'PATCH', path: '/api/v4/tasks', handle: changeMany },
  { method: 'PATCH', path: '/api/v4/tasks/:id', handle: changeOne },
];

const FILTERS = [
  'id',
  'created_by',
  'responsible_user_id',
  'is_completed',
  'task_type_id',
  'entity_type',
  'updated_at',
  'complete_till',
];

function list(context: ApiContext): Answer {
  const request = pageRequestOf(context);
  if (isAnswer(request)) return request;
  const rows = inOrder(context.account.tasks, request.query, ['created_at', 'complete_till', 'id']).filter(
    (task) => maySee(context, task),
  );
  // Unlike those of entities, the filters of tasks are no gated feature.
  const kept = filtered(rows, filterOf(context, request.query), FILTERS.concat('entity_id'));
  return pageOf(context, request, 'tasks', kept, (task) => renderTask(context, task));
}

/**
 * The filter in the words of the records: `task_type` for `task_type_id`, 0 and 1. Whether `entity_id` counts without `entity_type` is
 * UNCERTAIN (crm-api.md 6.1).
 */
function filterOf({ settings }: ApiContext, query: PhpObject): PhpObject {
  const { task_type, is_completed, entity_id, ...rest } = asObject(query['filter']);
  const isOfEntity = rest['entity_type'] !== undefined || settings.tasksOfEntityId === 'alone';
  return {
    ...rest,
    ...(task_type !== undefined && { task_type_id: task_type }),
    ...(is_completed !== undefined && { is_completed: listOf(is_completed).map(truthOf) }),
    ...(entity_id !== undefined && isOfEntity && { entity_id }),
  };
}

/** `1` and `0` as PHP writes booleans, or the words. */
const truthOf = (text: string): string => String(text === '1' || text.toLowerCase() === 'true');

function read(context: ApiContext): Answer {
  const task = context.account.tasks.get(Number(context.params['id']));
  if (!task) return noContent();
  return maySee(context, task) ? hal(renderTask(context, task)) : notYours();
}

const renderTask = (context: ApiContext, task: TaskRecord): object => ({
  ...task,
  // An empty result is an empty list, as PHP writes an empty object (crm-api.md 3.6).
  result: task.result ?? [],
  account_id: context.account.account.id,
  ...selfLink(context, `tasks/${String(task.id)}`),
});

function create(context: ApiContext): Answer {
  const batch = batchOf(context.body, ({ values }) => taskErrors(context, values, true));
  if ('refusal' in batch) return batch.refusal;
  const tasks = batch.items.map((item) => {
    const task = newTask(context, item.values);
    taskAdded(context, task);
    return thin(context, task, item);
  });
  context.wrote();
  return hal({ ...selfLink(context, 'tasks'), _embedded: { tasks } });
}

const thin = (context: ApiContext, task: TaskRecord, item: BatchItem): object => ({
  id: task.id,
  updated_at: task.updated_at,
  request_id: item.requestId,
  ...selfLink(context, `tasks/${String(task.id)}`),
});

const taskOf = (context: ApiContext, { values }: BatchItem): TaskRecord | undefined =>
  context.account.tasks.get(Number(values.get('id')));

function changeMany(context: ApiContext): Answer {
  const batch = batchOf(context.body, (item) => [
    ...taskErrors(context, item.values, false),
    ...(taskOf(context, item) ? [] : [errorAt('NotSupportedChoice', 'id')]),
  ]);
  if ('refusal' in batch) return batch.refusal;
  const changes = batch.items.flatMap((item) => {
    const task = taskOf(context, item);
    return task ? [{ task, item }] : [];
  });
  if (changes.some(({ task }) => !maySee(context, task))) return notYours();
  const tasks = changes.map(({ task, item }) => change(context, task, item));
  context.wrote();
  return hal({ ...selfLink(context, 'tasks'), _embedded: { tasks } });
}

function changeOne(context: ApiContext): Answer {
  const task = context.account.tasks.get(Number(context.params['id']));
  if (!task) return notFound('PATCH', context.origin + context.path);
  if (!maySee(context, task)) return notYours();
  const batch = singleOf(context.body, ({ values }) => taskErrors(context, values, false));
  if ('refusal' in batch) return batch.refusal;
  const [answer] = batch.items.map((item) => change(context, task, item));
  context.wrote();
  if (context.settings.patchAnswer === 'object') return hal(answer ?? {});
  return hal({ ...selfLink(context, 'tasks'), _embedded: { tasks: [answer] } });
}

function change(context: ApiContext, task: TaskRecord, item: BatchItem): object {
  const before = structuredClone(task);
  changeTask(context, task, item.values);
  taskChanged(context, before, task);
  return thin(context, task, item);
}
