import { ELEMENT_TYPES, SINGULAR } from '../entityType.ts';
import type { NoteRecord } from '../model.ts';
import type { Witness } from '../route.ts';
import { entriesOf, stringAt } from '../validation.ts';
import { phpDate } from './phpDate.ts';

/** The numbers v2 gave to kinds of notes (crm-api.md 5.2); the rest are service messages. */
const NOTE_TYPES: Readonly<Record<string, number>> = {
  common: 4,
  attachment: 5,
  call_in: 10,
  call_out: 11,
  sms_in: 102,
  sms_out: 103,
};

const SERVICE_MESSAGE = 25;

/** A note as webhooks show it: calls carry what was said of them as JSON in `text`. */
export function noteItem({ account }: Witness, note: NoteRecord): object {
  const { timezone } = account.account;
  return {
    note: {
      text: textOf(note),
      attachement: '',
      date_create: phpDate(note.created_at, timezone),
      note_type: NOTE_TYPES[note.note_type] ?? SERVICE_MESSAGE,
      element_type: ELEMENT_TYPES[note.entity_type],
      element_id: note.entity_id,
      catalog_id: 0,
      group_id: note.group_id,
      timestamp_x: phpDate(note.updated_at, timezone),
      account_id: account.account.id,
      created_by: note.created_by,
      modified_by: note.updated_by,
      main_user_id: note.responsible_user_id,
      id: note.id,
      created_at: note.created_at,
      updated_at: note.updated_at,
    },
    ...((note.entity_type === 'contacts' || note.entity_type === 'companies') && {
      type: SINGULAR[note.entity_type],
    }),
  };
}

function textOf({ note_type, params }: NoteRecord): string {
  const values = entriesOf(params);
  if (note_type !== 'call_in' && note_type !== 'call_out') return stringAt(values, 'text');
  const text = (key: string): string => {
    const value = values.get(key);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  return JSON.stringify({
    UNIQ: text('uniq'),
    SRC: text('source'),
    PHONE: text('phone'),
    DURATION: text('duration'),
    LINK: text('link'),
    call_status: text('call_status'),
    call_result: text('call_result'),
  });
}
