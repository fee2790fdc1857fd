import type { TaskSubject } from '../../crm/resources/taskResource.ts';
import { entityOfKey } from '../../journal/outboxPayload.ts';
import { ok } from '../../common/result.ts';
import { targetOf } from '../call/callBody.ts';
import { sent } from '../write.ts';
import type { Write } from '../write.ts';
import { withGone } from '../missingEntity.ts';
import { agentOf, staysApart, type WriteDeps, type WriteKind } from '../writeKind.ts';
import { idempotencyMark } from '../idempotencyMark.ts';
import { searchPages } from '../searchPageLimit.ts';

/** A task: about what was said, or (in a call's form) about whatever the call went to. */
export const createTask: WriteKind<'createTask'> = {
  right: () => 'tasks',
  values: ({ text, completeTill, responsible }) => ({ text, completeTill, responsible }),
  mergeInto: staysApart,
  at: newTaskWrite,
};

function newTaskWrite(deps: WriteDeps<'createTask'>): Write {
  const { journal, client, row, write } = deps;
  const about = write.target ?? callsTarget(deps);
  const responsible = write.responsible ?? agentOf(journal, row);
  return {
    async alreadyThere(sentFrom, signal) {
      if (sentFrom === null) return ok(null);
      const mark = idempotencyMark(journal, row, sentFrom);
      // Of an entity all tasks are read: it may have been handed on or done since.
      const whose = about === null ? responsible : undefined;
      const found = await searchPages(
        client.tasks.pages(
          {
            updatedFrom: mark.from,
            limit: 250,
            ...(about === null ? {} : { about }),
            ...(whose === undefined ? {} : { responsibleUserId: whose }),
          },
          { signal },
        ),
        (task) => task.text.trim() === write.text.trim() && mark.isOurs(task),
      );
      if (!found.ok) return found;
      return ok(found.value === null ? null : { id: found.value.id });
    },
    async send() {
      const created = await client.tasks.create({
        text: write.text,
        complete_till: write.completeTill,
        task_type_id: write.typeId,
        ...(responsible === undefined ? {} : { responsible_user_id: responsible }),
        ...(about === null ? {} : { about }),
        ...(row.stamp === null ? {} : { created_at: row.stamp }),
      });
      return sent(
        withGone(created, (path) => path === 'entity_id'),
        ({ id }) => ({ id }),
      );
    },
  };
}

/** What the row's call was logged to: chosen by the agent or, where nobody chose, by the service. */
function callsTarget({ journal, row }: WriteDeps<'createTask'>): TaskSubject | null {
  if (row.callId === null) return null;
  // Where it went counts, not what was chosen since.
  const logged = journal.outbox.ofCall(row.account, row.callId).find(({ write }) => write.kind === 'logCall');
  const placed = logged?.placed ?? null;
  const customer = /^customer:(\d+)$/u.exec(placed ?? '');
  if (customer !== null) return { entity: 'customer', id: Number(customer[1]) };
  const call = journal.calls.get(row.account, row.callId);
  return entityOfKey(placed) ?? (call === null ? null : targetOf(call));
}
