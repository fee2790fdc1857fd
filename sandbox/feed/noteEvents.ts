import type { EntityType } from '../entityType.ts';
import { SINGULAR } from '../entityType.ts';
import type { NoteRecord } from '../model.ts';
import type { Witness } from '../route.ts';
import { callHooks } from '../webhooks/hook.ts';
import { noteItem } from '../webhooks/noteItem.ts';
import { NOTE_EVENTS } from './eventNames.ts';
import { recordEvent } from './eventFeed.ts';

/** Tells of a new note, a call among them: an event that names the note, and the webhook of the entity's notes. */
export function noteAdded(context: Witness, note: NoteRecord, { firesHooks }: { firesHooks: boolean }): void {
  const type: EntityType = note.entity_type;
  recordEvent(context, {
    type: NOTE_EVENTS[note.note_type] ?? 'service_note_added',
    entity: { type, id: note.entity_id },
    after: [{ note: { id: note.id } }],
    by: note.created_by,
  });
  if (!firesHooks) return;
  callHooks(context, {
    codes: [`note_${SINGULAR[type]}`],
    key: type === 'companies' ? 'contacts' : type,
    action: 'note',
    item: () => noteItem(context, note),
  });
}
