import { fail, ok } from '../../result.ts';
import { sent } from '../write.ts';
import type { Write } from '../write.ts';
import { GONE, withGone } from './gone.ts';
import type { KindDeps } from './kindDeps.ts';

/**
 * Completes a task. Read first each time: a task somebody else completed with another result keeps it,
 * unless the agent insists.
 */
export function completeTaskWrite({ client, row, write }: KindDeps<'completeTask'>): Write {
  const { taskId, resultText } = write;
  return {
    async alreadyThere(_unsureSince, signal) {
      const read = await client.tasks.get(taskId, { signal });
      if (!read.ok) return read;
      const task = read.value;
      if (task === null) return fail(GONE);
      if (!task.is_completed) return ok(null);
      const said = task.result?.trim() ?? '';
      if (resultText.trim() === '' || said === resultText.trim()) return ok({ id: taskId });
      if (said === '' || row.insists) return ok(null);
      return fail({ kind: 'changedMeanwhile', words: said });
    },
    async send() {
      const completed = await client.tasks.complete(taskId, resultText.trim() === '' ? null : resultText);
      return sent(
        withGone(completed, () => false),
        ({ id }) => ({ id }),
      );
    },
  };
}

/** Moves a task to another time; one that was completed meanwhile stays as it is, unless the agent insists. */
export function moveTaskWrite({ client, row, write }: KindDeps<'moveTask'>): Write {
  const { taskId, completeTill } = write;
  return {
    async alreadyThere(_unsureSince, signal) {
      const read = await client.tasks.get(taskId, { signal });
      if (!read.ok) return read;
      const task = read.value;
      if (task === null) return fail(GONE);
      if (task.complete_till === completeTill) return ok({ id: taskId });
      if (task.is_completed && !row.insists)
        return fail({ kind: 'changedMeanwhile', words: task.result ?? '' });
      return ok(null);
    },
    async send() {
      const moved = await client.tasks.change(taskId, { complete_till: completeTill });
      return sent(
        withGone(moved, () => false),
        ({ id }) => ({ id }),
      );
    },
  };
}

/**
 * Gives a task to a user. One that somebody else gave away or completed meanwhile stays as it is, unless the
 * agent insists.
 */
export function assignTaskWrite({ client, row, write }: KindDeps<'assignTask'>): Write {
  const { taskId, responsible, before } = write;
  return {
    async alreadyThere(_unsureSince, signal) {
      const read = await client.tasks.get(taskId, { signal });
      if (!read.ok) return read;
      const task = read.value;
      if (task === null) return fail(GONE);
      if (task.responsible_user_id === responsible) return ok({ id: taskId });
      const isOthers = before !== undefined && before !== task.responsible_user_id;
      if ((task.is_completed || isOthers) && !row.insists)
        return fail({ kind: 'changedMeanwhile', words: task.result ?? '' });
      return ok(null);
    },
    async send() {
      const assigned = await client.tasks.change(taskId, { responsible_user_id: responsible });
      return sent(
        withGone(assigned, () => false),
        ({ id }) => ({ id }),
      );
    },
  };
}
