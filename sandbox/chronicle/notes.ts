import type { EntityType } from '../entityType.ts';
import { SINGULAR } from '../entityType.ts';
import type { NoteRecord } from '../model.ts';
import type { Witness } from '../route.ts';
import { callHooks } from '../webhooks/hook.ts';
import { noteItem } from '../webhooks/noteItem.ts';
import { recordEvent } from './feed.ts';

/** What the feed calls the coming of each kind of note (facts 3.8). */
const NOTE_EVENTS: Readonly<Record<string, string>> = {
  common: 'common_note_added',
  call_in: 'incoming_call',
  call_out: 'outgoing_call',
  sms_in: 'incoming_sms',
  sms_out: 'outgoing_sms',
  attachment: 'attachment_note_added',
  geolocation: 'geo_note_added',
  message_cashier: 'message_to_cashier_note_added',
  service_message: 'service_note_added',
  extended_service_message: 'service_note_added',
  site_visit: 'site_visit_note_added',
  targeting_in: 'targeting_in_note_added',
  targeting_out: 'targeting_out_note_added',
  transaction: 'transaction_added',
  link_followed: 'link_followed',
};

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
