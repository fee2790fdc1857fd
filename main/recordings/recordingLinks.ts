import type { CrmNote } from '../crm/types/note.ts';

/** The recordings of call notes that were read for windows, by account and note. */
export interface RecordingLinks {
  /** Remembers the links of these notes. */
  seen(account: string, notes: readonly CrmNote[]): void;
  /** As the CRM has it, unchecked; null for a note without one, or that was never read. */
  of(account: string, noteId: number): string | null;
}

/** More than windows show at one time. */
const MOST_LINKS = 5_000;

export function createRecordingLinks(): RecordingLinks {
  const links = new Map<string, string>();
  const keyOf = (account: string, noteId: number): string => `${account} ${noteId}`;
  return {
    seen(account, notes) {
      for (const { id, link } of notes) {
        const key = keyOf(account, id);
        links.delete(key);
        if (typeof link === 'string' && link !== '') links.set(key, link);
      }
      for (const oldest of [...links.keys()].slice(0, Math.max(0, links.size - MOST_LINKS)))
        links.delete(oldest);
    },
    of: (account, noteId) => links.get(keyOf(account, noteId)) ?? null,
  };
}
