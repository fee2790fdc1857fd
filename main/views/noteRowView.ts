import type { LeadNote, WriteView } from '../../preload/contract.ts';
import type { CrmNote } from '../crm/types/note.ts';
import type { LeadSetting } from './lead/leadRowView.ts';
import { pendingOf } from './pendingState.ts';

/** Whose account it is, and who is known by name. */
export type Authors = Pick<LeadSetting, 'dictionary' | 'userId'>;

/** What the agent wrote and the CRM has not, then what the CRM has, newest first; null when neither is known. */
export function notesOf(
  notes: readonly CrmNote[] | null,
  writes: readonly WriteView[],
  authors: Authors,
): LeadNote[] | null {
  const waiting = writes.flatMap((view): LeadNote[] =>
    view.write.kind === 'addNote' && !(notes ?? []).some(({ id }) => id === view.remoteId)
      ? [
          {
            ...nothingSaid,
            id: null,
            at: view.createdAt,
            kind: 'note',
            text: view.write.text,
            by: { name: null, isMe: true },
            pending: pendingOf([view]),
          },
        ]
      : [],
  );
  if (notes === null) return waiting.length === 0 ? null : waiting.toReversed();
  return [
    ...waiting.toReversed(),
    ...notes.map((note) => noteOf(note, authors)).sort((one, other) => other.at - one.at),
  ];
}

/** An entry of a timeline as long as nothing is known of it. */
export const nothingSaid = {
  text: '',
  duration: null,
  result: null,
  by: null,
  moved: null,
  pending: null,
} as const;

const noteKinds: Readonly<Record<string, LeadNote['kind']>> = {
  common: 'note',
  call_in: 'callIn',
  call_out: 'callOut',
};

function noteOf(
  { id, note_type, created_at, created_by, text, duration, status, link }: CrmNote,
  authors: Authors,
): LeadNote {
  return {
    ...nothingSaid,
    id,
    at: created_at * 1000,
    kind: noteKinds[note_type] ?? 'other',
    text: text ?? '',
    duration: duration === null ? null : duration * 1000,
    result: status ?? null,
    by: authorOf(created_by ?? 0, authors),
    ...((link ?? '') === '' ? {} : { hasRecording: true }),
  };
}

/** Whoever is no user (0, a robot or an integration) is nobody. */
export function authorOf(userId: number, { dictionary, userId: me }: Authors): LeadNote['by'] {
  if (userId === 0) return null;
  const name = dictionary.users.find(({ id }) => id === userId)?.name ?? '';
  return { name: name === '' ? null : name, isMe: userId === me };
}
