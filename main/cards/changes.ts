import type { CardsEvent } from '../../preload/contract/cards.ts';
import type { AgentWrite } from '../../preload/contract/writes.ts';
import type { CardRef } from '../mirror/lists.ts';
import { assertNever } from '../result.ts';

const LISTS = { contact: 'contacts', company: 'companies', lead: 'leads', task: 'tasks' } as const;
const none: Named = { contacts: [], companies: [], leads: [], tasks: [] };

type Named = Exclude<CardsEvent, 'many'>;

/** The event of one thing that is to be read again. */
export function changeOf({ entity, id }: CardRef | { readonly entity: 'task'; readonly id: number }): Named {
  return { ...none, [LISTS[entity]]: [id] };
}

/** What a write of the agent's changes on the screen, whatever state it is in. */
export function changeBy(write: AgentWrite): CardsEvent {
  switch (write.kind) {
    case 'addNote':
    case 'patchContact':
      return changeOf(write.target);
    case 'createTask':
      // It stands in the list of tasks, too, whose ids are not known yet.
      return { ...(write.target === null ? none : changeOf(write.target)), tasks: [0] };
    case 'completeTask':
    case 'moveTask':
      return changeOf({ entity: 'task', id: write.taskId });
    case 'patchLead':
      return changeOf({ entity: 'lead', id: write.leadId });
    case 'newContact':
    case 'createLead':
      return 'many';
    default:
      return assertNever(write);
  }
}
