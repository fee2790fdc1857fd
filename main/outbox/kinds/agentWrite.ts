import type { Journal, OutboxRow } from '../../journal/journal.ts';
import type { AgentWrite } from '../../journal/outboxWrite.ts';
import { assertNever } from '../../result.ts';
import type { OutboxClient } from '../outboxClient.ts';
import type { Write } from '../write.ts';
import { leadChangeWrite } from './leadChange.ts';
import { newContactWrite } from './newContact.ts';
import { newLeadWrite } from './newLead.ts';
import { newTaskWrite } from './newTask.ts';
import { noteWrite } from './note.ts';
import { partyChangeWrite } from './partyChange.ts';
import { assignTaskWrite, completeTaskWrite, moveTaskWrite } from './taskChange.ts';

/** The write of an agent's row. */
export function agentWriteOf(journal: Journal, client: OutboxClient, row: OutboxRow<AgentWrite>): Write {
  const { write } = row;
  const deps = { journal, client, row };
  switch (write.kind) {
    case 'addNote':
      return noteWrite({ ...deps, write });
    case 'createTask':
      return newTaskWrite({ ...deps, write });
    case 'completeTask':
      return completeTaskWrite({ ...deps, write });
    case 'moveTask':
      return moveTaskWrite({ ...deps, write });
    case 'assignTask':
      return assignTaskWrite({ ...deps, write });
    case 'patchContact':
      return partyChangeWrite({ ...deps, write });
    case 'newContact':
      return newContactWrite({ ...deps, write });
    case 'createLead':
      return newLeadWrite({ ...deps, write });
    case 'patchLead':
      return leadChangeWrite({ ...deps, write });
    default:
      return assertNever(write);
  }
}
