import type { AgentWrite, TaskCounts, TaskRow, WriteView } from '../../../preload/contract.ts';
import type { CardRef, Dictionary, TaskRow as MirrorTask } from '../../mirror/readTypes.ts';
import { changedBy } from '../../../preload/contract/agentWrites.ts';
import type { WriteValues } from '../../writes/writeKind.ts';
import { kindOf } from '../../writes/writeKinds.ts';
import { isMadeBy, pendingOf } from '../pendingState.ts';

type CreateTask = Extract<AgentWrite, { readonly kind: 'createTask' }>;

/** Names for ids, and whose tasks are listed. */
export interface TaskSetting {
  readonly dictionary: Dictionary;
  readonly userId: number;
  readonly nameOf: (ref: CardRef) => string | null;
  /** Who is called about something. */
  readonly personOf: (ref: CardRef) => TaskRow['person'];
}

/** The mirror's task as windows read it. */
export function taskRow(
  task: MirrorTask,
  writes: readonly WriteView[],
  { personOf }: Pick<TaskSetting, 'personOf'>,
): TaskRow {
  return {
    id: task.id,
    text: task.text,
    typeId: task.typeId,
    type: task.type,
    completeTill: task.completeTill,
    responsibleId: task.responsible?.id ?? null,
    responsible: task.responsible?.name ?? null,
    about: task.target,
    person: task.target === null ? null : personOf(task.target),
    pending: pendingOf(writes),
  };
}

/**
 * The agent's open tasks with what the agent wrote laid over: done ones are gone (unless the CRM refused
 * that), moved ones have their new time, new ones are there. In the order of their time.
 */
export function withTaskWrites(
  tasks: readonly MirrorTask[],
  writes: readonly WriteView[],
  setting: TaskSetting,
): TaskRow[] {
  const changes = writes.filter(({ write }) => isTaskChange(write));
  const made = writes.flatMap((view) => {
    const { write, remoteId } = view;
    const isBack = remoteId !== null && tasks.some(({ id }) => id === remoteId);
    if (write.kind !== 'createTask' || isBack) return [];
    const own = changes.filter((change) => isMadeBy(view, taskOf(change)));
    return changedTask(newTaskRow(view, write, own, setting), own, setting);
  });
  const shown = tasks.flatMap((task) => {
    const own = changes.filter((change) => taskOf(change) === task.id);
    return changedTask(taskRow(task, own, setting), own, setting);
  });
  return [...shown, ...made].sort(
    (one, other) => one.completeTill - other.completeTill || byCreation(one.id, other.id),
  );
}

/** Whether a write changes a task that is there, or is made by another write. */
export const isTaskChange = (write: AgentWrite): boolean => changedBy(write)?.entity === 'task';

const taskOf = ({ write }: WriteView): number => changedBy(write)?.id ?? 0;

/** A task as the changes on it, oldest first, leave it; none when it is done or somebody else's. */
function changedTask(task: TaskRow, changes: readonly WriteView[], { userId }: TaskSetting): TaskRow[] {
  // What was refused leaves the task as it was, and says so.
  const taken = changes.filter(({ state }) => state !== 'failed');
  const responsible = lastOf('responsible', taken) ?? task.responsibleId ?? userId;
  if (lastOf('isDone', taken) === true || responsible !== userId) return [];
  const completeTill = lastOf('completeTill', changes);
  return [{ ...task, completeTill: completeTill === undefined ? task.completeTill : completeTill * 1000 }];
}

/** What the last of the writes that says something of a field says. */
function lastOf<F extends keyof WriteValues>(field: F, writes: readonly WriteView[]): WriteValues[F] {
  const values = writes.map(({ write }) => kindOf(write).values(write)[field]);
  return values.findLast((value) => value !== undefined);
}

/** New ones last, as they were made: so they will stand when the CRM has given them ids of its own. */
function byCreation(one: number, other: number): number {
  const isNew = (id: number): number => Number(id < 0);
  return isNew(one) - isNew(other) || Math.abs(one) - Math.abs(other);
}

/** A task the agent made and the CRM has not got: its id is minus the write's. */
function newTaskRow(
  view: WriteView,
  write: CreateTask,
  changes: readonly WriteView[],
  { dictionary, userId, nameOf, personOf }: TaskSetting,
): TaskRow {
  const responsibleId = write.responsible ?? userId;
  return {
    id: -view.id,
    text: write.text,
    typeId: write.typeId,
    type: dictionary.taskTypes.find(({ id }) => id === write.typeId)?.name ?? null,
    completeTill: write.completeTill * 1000,
    responsibleId,
    responsible: dictionary.users.find(({ id }) => id === responsibleId)?.name ?? null,
    about: write.target === null ? null : { ...write.target, name: nameOf(write.target) },
    person: write.target === null ? null : personOf(write.target),
    pending: pendingOf([view, ...changes]),
  };
}

export type TaskScope = 'overdue' | 'today' | 'later' | 'all';

/** Which list a task belongs to; `dayEnd` is the first moment of tomorrow, Unix ms. */
export function scopeOf(completeTill: number, now: number, dayEnd: number): Exclude<TaskScope, 'all'> {
  if (completeTill < now) return 'overdue';
  return completeTill < dayEnd ? 'today' : 'later';
}

/** How many tasks each list holds. */
export function countTasks(tasks: readonly TaskRow[], now: number, dayEnd: number): TaskCounts {
  const counts = { overdue: 0, today: 0, later: 0 };
  for (const { completeTill } of tasks) counts[scopeOf(completeTill, now, dayEnd)] += 1;
  return counts;
}
