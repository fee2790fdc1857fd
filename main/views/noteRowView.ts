import type { LeadNote, WriteView } from '../../preload/contract.ts';
import type { CrmNote } from '../crm/types/note.ts';
import { pendingOf } from './pendingState.ts';

/** What the agent wrote and the CRM has not, then what the CRM has, newest first; null when neither is known. */
export function notesOf(notes: readonly CrmNote[] | null, writes: readonly WriteView[]): LeadNote[] | null {
  const waiting = writes.flatMap((view): LeadNote[] =>
    view.write.kind === 'addNote' && !(notes ?? []).some(({ id }) => id === view.remoteId)
      ? [
          {
            id: null,
            at: view.createdAt,
            kind: 'note',
            text: view.write.text,
            duration: null,
            pending: pendingOf([view]),
          },
        ]
      : [],
  );
  if (notes === null) return waiting.length === 0 ? null : waiting.toReversed();
  return [...waiting.toReversed(), ...notes.map(noteOf).sort((one, other) => other.at - one.at)];
}

const noteKinds: Readonly<Record<string, LeadNote['kind']>> = {
  common: 'note',
  call_in: 'callIn',
  call_out: 'callOut',
};

function noteOf({ id, note_type, created_at, text, duration }: CrmNote): LeadNote {
  return {
    id,
    at: created_at * 1000,
    kind: noteKinds[note_type] ?? 'other',
    text: text ?? '',
    duration: duration === null ? null : duration * 1000,
    pending: null,
  };
}
