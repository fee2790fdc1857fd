import { TOO_LONG } from '../../crm/transport/pagination.ts';
import { fail, ok } from '../../common/result.ts';
import { isGone } from '../call/findWrittenCall.ts';
import { searchNotes } from '../noteSearch.ts';
import { sent } from '../write.ts';
import type { Write } from '../write.ts';
import { staysApart, type WriteDeps, type WriteKind } from '../writeKind.ts';
import { idempotencyMark } from '../idempotencyMark.ts';

/** A text note on a card. The same text twice is two notes: each is known by its own second. */
export const addNote: WriteKind<'addNote'> = {
  right: ({ target }) => `${target.entity} noted`,
  values: ({ text }) => ({ text }),
  mergeInto: staysApart,
  at: noteWrite,
};

function noteWrite({ journal, client, row, write }: WriteDeps<'addNote'>): Write {
  const { target, text } = write;
  return {
    async alreadyThere(sentFrom, signal) {
      if (sentFrom === null) return ok(null);
      const mark = idempotencyMark(journal, row, sentFrom);
      const read = await searchNotes(
        {
          client,
          types: ['common'],
          isIt: (note) => note.text?.trim() === text.trim() && mark.isOurs(note),
          updatedFrom: mark.from,
          signal,
        },
        target.entity,
        target.id,
      );
      // An entity that is gone holds no note: the service will say so.
      if (!read.ok) return isGone(read.error) ? ok(null) : read;
      if (read.value.note !== null) return ok({ id: read.value.note.id });
      return read.value.whole ? ok(null) : fail(TOO_LONG);
    },
    async send() {
      const note = { text, ...(row.stamp === null ? {} : { created_at: row.stamp }) };
      return sent(await client.notes.addText(target, note), ({ id }) => ({ id }));
    },
  };
}
