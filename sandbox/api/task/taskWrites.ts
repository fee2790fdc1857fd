import { entityTypeOf } from '../../entityType.ts';
import type { TaskRecord } from '../../model.ts';
import type { ValidationError } from '../../problem.ts';
import { entityAt } from '../../relations.ts';
import type { ApiContext } from '../../route.ts';
import type { Rules } from '../../validation.ts';
import { entriesOf, errorAt, errorsIn, integerAt, stringAt } from '../../validation.ts';
import { isUser, newEntity } from '../entity/entityWrites.ts';

/** The type a task has unless it says so: to call (crm-api.md 3.6). */
const FOLLOW_UP = 1;

function taskRules(context: ApiContext, isNew: boolean): Rules {
  const user = { type: 'integer', isAllowed: isUser(context) } as const;
  const types = context.account.account.task_types;
  return {
    id: { type: 'integer' },
    text: { type: 'string', isRequired: isNew, isNotBlank: true },
    complete_till: { type: 'integer', isRequired: isNew },
    task_type_id: { type: 'integer', isAllowed: (value) => types.some((one) => one.id === value) },
    entity_type: {
      type: 'string',
      isNullable: true,
      isAllowed: (value) => entityTypeOf(value) !== undefined,
    },
    entity_id: { type: 'integer', isNullable: true },
    responsible_user_id: user,
    duration: { type: 'integer' },
    is_completed: { type: 'boolean' },
    result: { type: 'object' },
    created_by: user,
    updated_by: user,
    created_at: { type: 'integer' },
    updated_at: { type: 'integer' },
    request_id: { type: 'integerOrString', isNullable: true },
    // Read-only, let through: clients that save whole models send them back; `_embedded` is what amocrm-js adds to everything.
    _embedded: { type: 'object' },
    _links: { type: 'object' },
    account_id: { type: 'integer' },
    group_id: { type: 'integer', isNullable: true },
  };
}

/** What is wrong with a task: its keys, an entity that is not there, an id without a kind. */
export function taskErrors(
  context: ApiContext,
  values: ReadonlyMap<string, unknown>,
  isNew: boolean,
): readonly ValidationError[] {
  // What an unchanged empty result reads as is no result either.
  const sent = new Map([...values].filter(([key, value]) => key !== 'result' || !isEmptyList(value)));
  const errors = errorsIn(sent, taskRules(context, isNew));
  if (errors.length > 0) return errors;
  const id = values.get('entity_id');
  if (typeof id !== 'number') return [];
  const type = entityTypeOf(values.get('entity_type'));
  if (!type) return [errorAt('FieldMissing', 'entity_type')];
  return entityAt(context.account, { type, id }) ? [] : [errorAt('NotSupportedChoice', 'entity_id')];
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** A task from what was sent, put among the others. */
export function newTask(context: ApiContext, values: ReadonlyMap<string, unknown>): TaskRecord {
  const task: TaskRecord = {
    ...newEntity(context, values),
    entity_id: null,
    entity_type: null,
    duration: 0,
    is_completed: false,
    task_type_id: FOLLOW_UP,
    text: '',
    result: null,
    complete_till: 0,
  };
  context.account.tasks.add(task);
  changeTask(context, task, values);
  return task;
}

/** Writes the sent keys over a task; what was not sent stays. */
export function changeTask(
  context: ApiContext,
  task: TaskRecord,
  values: ReadonlyMap<string, unknown>,
): void {
  if (values.has('text')) task.text = stringAt(values, 'text');
  task.complete_till = integerAt(values, 'complete_till', task.complete_till);
  task.task_type_id = integerAt(values, 'task_type_id', task.task_type_id);
  task.duration = integerAt(values, 'duration', task.duration);
  task.responsible_user_id = integerAt(values, 'responsible_user_id', task.responsible_user_id);
  task.updated_by = integerAt(values, 'updated_by', context.user.id);
  task.updated_at = integerAt(values, 'updated_at', context.now);
  if (values.has('is_completed')) task.is_completed = values.get('is_completed') === true;
  const text = stringAt(entriesOf(values.get('result')), 'text');
  if (text !== '') task.result = { text };
  const type = entityTypeOf(values.get('entity_type'));
  const id = values.get('entity_id');
  if (type && typeof id === 'number') {
    task.entity_type = type;
    task.entity_id = id;
  }
  context.account.tasks.touch();
  showClosest(context, task);
}

/** The entity of a task shows when its next open one is due. */
function showClosest({ account }: ApiContext, { entity_type: type, entity_id: id }: TaskRecord): void {
  if (type === null || id === null) return;
  const entity = account[type].get(id);
  if (!entity) return;
  const due = account.tasks
    .all()
    .filter((task) => task.entity_type === type && task.entity_id === id && !task.is_completed)
    .map((task) => task.complete_till);
  entity.closest_task_at = due.length === 0 ? null : Math.min(...due);
}
