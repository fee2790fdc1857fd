import type { AgentWrite } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { assertNever } from '../../state/assertNever.ts';

/**
 * What a write holds, in the agent's own words: the start of a text, a name, a time. '' when there is nothing to say.
 *
 * @param due a time in words, Unix ms
 */
export function writeWords(write: AgentWrite, due: (at: number) => string): string {
  switch (write.kind) {
    case 'addNote':
      return clip(write.text);
    case 'createTask':
      return `${clip(write.text)} · ${due(write.completeTill * 1000)}`;
    case 'completeTask':
      return clip(write.resultText);
    case 'assignTask':
      return '';
    case 'moveTask':
      return due(write.completeTill * 1000);
    case 'patchContact':
      return clip(
        [write.name, ...(write.phones?.after ?? [])].filter((part) => part !== undefined).join(', '),
      );
    case 'newContact':
      return clip([write.name, ...write.phones].join(', '));
    case 'createLead':
      return clip(write.name);
    case 'patchLead':
      return clip(write.name ?? '');
    default:
      return assertNever(write);
  }
}

/** The card a write is about, null for what is not in the CRM yet and for tasks. */
export function writeTarget(
  write: AgentWrite,
): { readonly kind: 'contact' | 'company' | 'lead'; readonly id: number } | null {
  switch (write.kind) {
    case 'addNote':
    case 'patchContact':
      return { kind: write.target.entity, id: write.target.id };
    case 'createTask':
      return write.target && { kind: write.target.entity, id: write.target.id };
    case 'createLead':
      return write.contact && { kind: write.contact.entity, id: write.contact.id };
    case 'patchLead':
      return { kind: 'lead', id: write.leadId };
    case 'completeTask':
    case 'moveTask':
    case 'assignTask':
    case 'newContact':
      return null;
    default:
      return assertNever(write);
  }
}
