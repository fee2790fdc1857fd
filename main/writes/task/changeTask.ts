import type { CrmFailure } from '../../crm/types/crmFailure.ts';
import type { CrmTask } from '../../crm/resources/taskResource.ts';
import { fail, ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import { sent } from '../write.ts';
import type { Write } from '../write.ts';
import { GONE, withGone } from '../missingEntity.ts';
import { staysApart, type WriteDeps, type WriteKind } from '../writeKind.ts';

/** How a task stands to what a write wants of it. */
type Standing = { readonly is: 'done' | 'open' } | { readonly is: 'changed'; readonly words: string };

const DONE: Standing = { is: 'done' };
const OPEN: Standing = { is: 'open' };
const changed = (task: CrmTask): Standing => ({ is: 'changed', words: task.result?.trim() ?? '' });

/** Completes a task; one that somebody else completed with another result keeps it, unless the agent insists. */
export const completeTask: WriteKind<'completeTask'> = {
  right: () => 'tasks',
  values: ({ resultText }) => ({ text: resultText, isDone: true }),
  mergeInto: staysApart,
  at({ client, row, write }) {
    const { taskId, resultText } = write;
    const wanted = resultText.trim();
    return taskWrite(
      { client, row, taskId },
      (task) => {
        if (!task.is_completed) return OPEN;
        const said = task.result?.trim() ?? '';
        if (wanted === '' || said === wanted) return DONE;
        return said === '' ? OPEN : changed(task);
      },
      () => client.tasks.complete(taskId, wanted === '' ? null : resultText),
    );
  },
};

/** Moves a task to another time; one that was completed meanwhile stays as it is, unless the agent insists. */
export const moveTask: WriteKind<'moveTask'> = {
  right: () => 'tasks',
  values: ({ completeTill }) => ({ completeTill }),
  mergeInto: (making, { completeTill }) =>
    making.kind === 'createTask' ? { ...making, completeTill } : null,
  at({ client, row, write }) {
    const { taskId, completeTill } = write;
    return taskWrite(
      { client, row, taskId },
      (task) => (task.complete_till === completeTill ? DONE : task.is_completed ? changed(task) : OPEN),
      () => client.tasks.change(taskId, { complete_till: completeTill }),
    );
  },
};

/**
 * Gives a task to a user. One that somebody else gave away or completed meanwhile stays as it is, unless the
 * agent insists.
 */
export const assignTask: WriteKind<'assignTask'> = {
  right: () => 'tasks',
  values: ({ responsible }) => ({ responsible }),
  mergeInto: (making, { responsible }) => (making.kind === 'createTask' ? { ...making, responsible } : null),
  at({ client, row, write }) {
    const { taskId, responsible, before } = write;
    return taskWrite(
      { client, row, taskId },
      (task) => {
        if (task.responsible_user_id === responsible) return DONE;
        const isOthers = before !== undefined && before !== task.responsible_user_id;
        return task.is_completed || isOthers ? changed(task) : OPEN;
      },
      () => client.tasks.change(taskId, { responsible_user_id: responsible }),
    );
  },
};

interface Target extends Pick<WriteDeps<'moveTask'>, 'client'> {
  readonly row: { readonly insists: boolean };
  readonly taskId: number;
}

/** A change of one task: read first each time, and not sent where it is done or would undo somebody else's. */
function taskWrite(
  { client, row, taskId }: Target,
  standing: (task: CrmTask) => Standing,
  change: () => Promise<Result<{ readonly id: number }, CrmFailure>>,
): Write {
  return {
    async alreadyThere(_sentFrom, signal) {
      const read = await client.tasks.get(taskId, { signal });
      if (!read.ok) return read;
      if (read.value === null) return fail(GONE);
      const found = standing(read.value);
      if (found.is === 'done') return ok({ id: taskId });
      if (found.is === 'changed' && !row.insists)
        return fail({ kind: 'changedMeanwhile', words: found.words });
      return ok(null);
    },
    async send() {
      return sent(
        withGone(await change(), () => false),
        ({ id }) => ({ id }),
      );
    },
  };
}
