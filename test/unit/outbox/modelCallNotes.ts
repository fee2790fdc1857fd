import type { NewCall } from '../../../main/crm/types/call.ts';
import type { WriteClient } from '../../../main/writes/writeClient.ts';
import { fail, ok } from '../../../main/common/result.ts';
import type { ModelRequest } from './modelCards.ts';
import type { HeldCall } from './modelCrm.ts';

/** Call notes of the model CRM, read and changed one by one; params that are sent take the place of the old ones. */
export function modelCallNotes(
  request: ModelRequest,
  calls: HeldCall[],
  seconds: () => number,
): Pick<WriteClient['notes'], 'getCall' | 'patchCall'> {
  return {
    getCall: (target, noteId) =>
      request(`notes.getCall:${noteId}`, () => {
        const held = calls.find(({ id, entity }) => id === noteId && entity === target.entity);
        if (held === undefined) return ok(null);
        const { call_status, call_result, uniq, duration, phone } = held.call;
        const words = call_result === undefined ? {} : { call_result };
        const params = { uniq, duration, phone, source: held.source ?? '', call_status, ...words };
        return ok({ id: noteId, note_type: held.note_type, params });
      }),
    patchCall: (_target, noteId, { call_status, call_result }) =>
      request(`notes.patchCall:${noteId}`, () => {
        const at = calls.findIndex(({ id }) => id === noteId);
        const held = calls[at];
        if (held === undefined) return fail({ kind: 'notFound', words: '' });
        const call = { ...held.call, call_status, call_result } as NewCall;
        calls[at] = { ...held, text: call.call_result ?? null, call, updated_at: seconds() };
        return ok({ id: noteId });
      }),
  };
}
