import type { EntityType } from './entityType.ts';
import type { AccountStore } from './store.ts';
import { entriesOf, integerAt, stringAt } from './validation.ts';

/** A call as the CRM holds it, for `/_sandbox/calls` and for tests: read from the notes, wherever they came from. */
export interface HeldCall {
  readonly note_id: number;
  readonly account: string;
  readonly entity_type: EntityType;
  readonly entity_id: number;
  readonly entity_name: string;
  readonly uniq: string;
  readonly phone: string;
  readonly direction: 'inbound' | 'outbound';
  readonly duration: number;
  readonly source: string;
  readonly call_status: number | null;
  readonly call_result: string | null;
  readonly created_at: number;
  readonly created_by: number;
  readonly responsible_user_id: number;
  readonly is_demo_history: boolean;
}

/** All calls an account holds, oldest first; the demo's own history only when asked for. */
export function callsHeldBy(account: AccountStore, withHistory: boolean): HeldCall[] {
  return account.notes
    .all()
    .filter((note) => note.note_type === 'call_in' || note.note_type === 'call_out')
    .filter((note) => withHistory || !note.seeded)
    .map((note) => {
      const params = entriesOf(note.params);
      const status = integerAt(params, 'call_status', 0);
      return {
        note_id: note.id,
        account: account.account.subdomain,
        entity_type: note.entity_type,
        entity_id: note.entity_id,
        entity_name: account[note.entity_type].get(note.entity_id)?.name ?? '',
        uniq: stringAt(params, 'uniq'),
        phone: stringAt(params, 'phone'),
        direction: note.note_type === 'call_in' ? 'inbound' : 'outbound',
        duration: integerAt(params, 'duration', 0),
        source: stringAt(params, 'source'),
        call_status: status === 0 ? null : status,
        call_result: params.has('call_result') ? stringAt(params, 'call_result') : null,
        created_at: note.created_at,
        created_by: note.created_by,
        responsible_user_id: note.responsible_user_id,
        is_demo_history: note.seeded,
      };
    });
}
