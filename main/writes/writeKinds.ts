import type { Journal, OutboxRow } from '../journal/journal.ts';
import type { AgentWrite } from '../journal/outboxPayload.ts';
import { assertNever } from '../common/result.ts';
import type { WriteClient } from './writeClient.ts';
import type { Write } from './write.ts';
import { leadChangeWrite } from './lead/leadChange.ts';
import { newContactWrite } from './contact/newContactWrite.ts';
import { newLeadWrite } from './lead/newLeadWrite.ts';
import { newTaskWrite } from './task/newTaskWrite.ts';
import { noteWrite } from './note/noteWrite.ts';
import { contactOrCompanyChangeWrite } from './contact/contactOrCompanyChange.ts';
import { assignTaskWrite, completeTaskWrite, moveTaskWrite } from './task/taskChange.ts';

/** The write of an agent's row. */
export function agentWriteOf(journal: Journal, client: WriteClient, row: OutboxRow<AgentWrite>): Write {
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
      return contactOrCompanyChangeWrite({ ...deps, write });
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
