import { fail, ok } from '../../common/result.ts';
import type { CallNote } from '../../crm/types/note.ts';
import { mayBeWritten } from '../classifyFailure.ts';
import { GONE } from '../missingEntity.ts';
import { sent } from '../write.ts';
import { staysApart, type WriteKind } from '../writeKind.ts';

/**
 * The link of a recording, known after its call was logged. The note is changed with all it holds and read back, as one that is put
 * right (amendCall.ts); one that has the link is left alone, so that a lost answer changes nothing twice.
 */
export const addRecording: WriteKind<'addRecording'> = {
  right: () => 'calls changed',
  values: () => ({}),
  mergeInto: staysApart,
  at({ client, write: { target, noteId, link } }) {
    let before: CallNote['params'] = {};
    const hasLink = (note: CallNote | null): boolean => note?.params['link'] === link;
    return {
      async alreadyThere(_sentFrom, signal) {
        const read = await client.notes.getCall(target, noteId, { signal });
        if (!read.ok) return read;
        if (read.value === null) return fail(GONE);
        before = read.value.params;
        return ok(hasLink(read.value) ? { id: noteId } : null);
      },
      async send() {
        const patched = await client.notes.patchCall(target, noteId, { ...before, link });
        if (!patched.ok) return sent(patched, () => ({ id: null }));
        const after = await client.notes.getCall(target, noteId);
        if (!after.ok) return fail({ failure: after.error, mayBeThere: mayBeWritten(after.error) });
        if (hasLink(after.value)) return ok({ id: noteId });
        return fail({ failure: { kind: 'validation', problems: [], words: '' }, mayBeThere: false });
      },
    };
  },
};
