import type { NoteRecord } from '../../model.ts';
import type { BaseContext } from '../../route.ts';

/** `{"_links":{"self":{"href":...}}}` of a path below `/api/v4`. */
export const selfLink = ({ origin }: BaseContext, path: string): { _links: { self: { href: string } } } => ({
  _links: { self: { href: `${origin}/api/v4/${path}` } },
});

/** Where a note is to be read, below `/api/v4`. */
export const pathOfNote = (note: NoteRecord): string =>
  `${note.entity_type}/${String(note.entity_id)}/notes/${String(note.id)}`;
