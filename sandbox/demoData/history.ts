import type { ContactRecord, NoteRecord } from '../model.ts';
import { digitsOf, phonesOf } from '../phoneIndex.ts';
import type { Draft } from './contactsAndCompanies.ts';
import { SLOT } from './contactsAndCompanies.ts';

const DAY = 86_400;

/** Earlier calls and notes of about a third of the contacts, the newest an hour ago. */
export function historyOf(draft: Draft, contacts: readonly ContactRecord[]): NoteRecord[] {
  const { random } = draft;
  const notes: NoteRecord[] = [];
  contacts.slice(0, 300).forEach((contact, index) => {
    const isShown = index === SLOT.certain;
    if (!isShown && !random.chance(33)) return;
    const count = isShown ? 3 : random.between(1, 3);
    for (let turn = 0; turn < count; turn += 1) {
      const at = draft.now - (isShown ? (turn + 1) * 2 * DAY : random.between(3_600, 60 * DAY));
      const phone = phonesOf(contact)[0];
      notes.push(
        phone === undefined || turn % 3 === 1
          ? textOf(draft, contact, at)
          : callOf(draft, contact, phone, at),
      );
    }
  });
  return notes.sort((a, b) => a.created_at - b.created_at).map((note) => ({ ...note, id: draft.nextId() }));
}

function noteOf(contact: ContactRecord, at: number): Omit<NoteRecord, 'note_type' | 'params'> {
  return {
    id: 0,
    entity_id: contact.id,
    entity_type: 'contacts',
    responsible_user_id: contact.responsible_user_id,
    group_id: 0,
    created_by: contact.responsible_user_id,
    updated_by: contact.responsible_user_id,
    created_at: at,
    updated_at: at,
    is_pinned: false,
    seeded: true,
  };
}

function textOf(draft: Draft, contact: ContactRecord, at: number): NoteRecord {
  return {
    ...noteOf(contact, at),
    note_type: 'common',
    params: { text: draft.random.pick(draft.culture.notes) },
  };
}

function callOf(draft: Draft, contact: ContactRecord, phone: string, at: number): NoteRecord {
  const { random, culture } = draft;
  const status = random.pick([1, 2, 4, 4, 4, 6]);
  return {
    ...noteOf(contact, at),
    note_type: random.pick(['call_in', 'call_out']),
    params: {
      uniq: random.uuid(),
      duration: status === 4 ? random.between(25, 900) : 0,
      source: 'Demo PBX',
      phone: digitsOf(phone),
      call_status: status,
      call_result: random.pick(culture.callNotes),
      call_responsible: contact.responsible_user_id,
    },
  };
}
