import { z } from 'zod';
import { ok } from '../../common/result.ts';
import { checkAnswer } from '../transport/responseCheck.ts';
import type { EntityRef } from '../types/entity.ts';
import type { RequestOptions } from '../types/requestOptions.ts';
import { collectionOf } from './entityPath.ts';
import type { CrmResult } from '../types/crmFailure.ts';
import { amount, flag, id, maybe, orElse, parts, unixSeconds, words } from './entityFields.ts';
import { itemsOf, walkPages, type Pages } from '../transport/pagination.ts';
import { apiPath } from '../transport/apiPath.ts';
import type { Transport } from '../transport/transport.ts';
import { createOne, given, patchOne } from '../transport/writeRequest.ts';

/** What a task may hang on: customers are no entity of ours, but a call may be put on one (crm-api.md 3.6, 4.1). */
export type TaskSubject = EntityRef | { readonly entity: 'customer'; readonly id: number };

const subjectCollection = ({ entity }: TaskSubject): string =>
  entity === 'customer' ? 'customers' : collectionOf(entity);

export interface CrmTask {
  readonly id: number;
  readonly text: string;
  /** One of `CrmAccount.task_types`. */
  readonly task_type_id: number;
  readonly responsible_user_id: number;
  /** What the task is about, in the service's plural (`leads`, `customers`, ...); null when about nothing. */
  readonly entity_type: string | null;
  readonly entity_id: number | null;
  readonly is_completed: boolean;
  /** Unix seconds. */
  readonly complete_till: number;
  /** Seconds. */
  readonly duration: number;
  /** What came of it, null until somebody said. */
  readonly result: string | null;
  readonly created_by?: number | undefined;
  readonly created_at: number;
  readonly updated_at: number;
}

export interface TasksQuery {
  /** Mine: the account's `current_user_id`. */
  readonly responsibleUserId?: number;
  readonly isCompleted?: boolean;
  readonly about?: TaskSubject;
  /** Unix seconds. */
  readonly updatedFrom?: number;
  /** 50 for a screen (the default), 250 for a sync. */
  readonly limit?: 50 | 250;
  /** The `next` of an earlier page of this very list, to go on from. */
  readonly from?: string;
}

export interface NewTask {
  readonly text: string;
  /** Unix seconds. */
  readonly complete_till: number;
  readonly task_type_id?: number;
  readonly responsible_user_id?: number;
  readonly about?: TaskSubject;
  /** Seconds. */
  readonly duration?: number;
  /** Unix seconds of the writing; without it the service takes its own time. */
  readonly created_at?: number;
}

type WrittenTask = Promise<CrmResult<{ readonly id: number }>>;

export interface CrmTasks {
  /** The next to do first. */
  pages(query?: TasksQuery, options?: RequestOptions): Pages<CrmTask>;
  get(id: number, options?: RequestOptions): Promise<CrmResult<CrmTask | null>>;
  create(task: NewTask, options?: RequestOptions): WrittenTask;
  /** Done, with what came of it. */
  complete(id: number, result: string | null, options?: RequestOptions): WrittenTask;
  /** To another time (Unix seconds), to somebody else, or with other words; sends only the keys given. */
  change(id: number, changes: Partial<Omit<NewTask, 'about'>>, options?: RequestOptions): WrittenTask;
}

/** crm-api.md 3.6: `result` is `[]` until there is one. */
const task = z
  .object({
    id,
    text: maybe(words),
    task_type_id: maybe(id),
    responsible_user_id: orElse(id, 0),
    entity_type: maybe(z.string()),
    entity_id: maybe(id),
    is_completed: orElse(flag, false),
    complete_till: orElse(unixSeconds, 0),
    duration: maybe(amount),
    result: parts({ text: maybe(words) }),
    created_by: maybe(id),
    created_at: orElse(unixSeconds, 0),
    updated_at: orElse(unixSeconds, 0),
  })
  .transform(({ result, ...said }): CrmTask => ({
    ...said,
    created_by: said.created_by ?? undefined,
    text: said.text ?? '',
    task_type_id: said.task_type_id ?? 1,
    entity_type: said.entity_type ?? null,
    entity_id: said.entity_id ?? null,
    duration: said.duration ?? 0,
    result: result?.text ?? null,
  }));

const tasks = itemsOf('tasks', task);

function listPath({ responsibleUserId, isCompleted, about, updatedFrom, limit = 50 }: TasksQuery): string {
  return apiPath('tasks', {
    filter: {
      responsible_user_id: responsibleUserId,
      is_completed: isCompleted === undefined ? undefined : Number(isCompleted),
      ...(about && { entity_type: subjectCollection(about), entity_id: [about.id] }),
      updated_at: updatedFrom === undefined ? undefined : { from: updatedFrom },
    },
    order: { complete_till: 'asc' },
    limit,
  });
}

const isWanted =
  ({ responsibleUserId, isCompleted, about, updatedFrom = 0 }: TasksQuery) =>
  (one: CrmTask): boolean =>
    one.updated_at >= updatedFrom &&
    (responsibleUserId === undefined || one.responsible_user_id === responsibleUserId) &&
    (isCompleted === undefined || one.is_completed === isCompleted) &&
    (about === undefined || (one.entity_id === about.id && one.entity_type === subjectCollection(about)));

/** `/tasks` (crm-api.md 3.6). An unknown id is null. */
export function createTasks(transport: Transport): CrmTasks {
  return {
    pages: (query = {}, options) =>
      walkPages(
        transport,
        { from: query.from ?? listPath(query), read: tasks, wanted: isWanted(query) },
        options,
      ),
    async get(taskId, options) {
      const answer = await transport.get(apiPath(`tasks/${String(taskId)}`), options);
      if (!answer.ok) return answer.error.kind === 'notFound' ? ok(null) : answer;
      return answer.value === null ? ok(null) : checkAnswer(task, answer.value);
    },
    create({ about, ...facts }, options) {
      const subject = about && { entity_type: subjectCollection(about), entity_id: about.id };
      return createOne(transport, 'tasks', given({ ...facts, ...subject }), options);
    },
    complete: (taskId, result, options) =>
      patchOne(
        transport,
        'tasks',
        taskId,
        given({ is_completed: true, result: result === null ? undefined : { text: result } }),
        options,
      ),
    change: (taskId, changes, options) =>
      patchOne(transport, 'tasks', taskId, given({ ...changes }), options),
  };
}
