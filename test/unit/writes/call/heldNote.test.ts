import { describe, expect, it } from 'vitest';
import type { OutboxRow } from '../../../../main/journal/journal.ts';
import { heldNote } from '../../../../main/writes/call/heldNote.ts';

const target = { entity: 'contact', id: 11 } as const;
const row = (id: number, write: OutboxRow['write'], more: Partial<OutboxRow> = {}): OutboxRow =>
  ({ id, write, state: 'done', placed: 'contact:11', remoteId: 5, pbx: null, ...more }) as OutboxRow;
const amended = (id: number, note: string): OutboxRow =>
  row(id, {
    kind: 'amendCall',
    target,
    callId: 'call',
    noteId: 5,
    result: 4,
    outcome: null,
    note,
    orNote: `Put right: ${note}`,
  });

describe('what Ringside put above the words of a PBX', () => {
  it('is of the last amendment that stands in the note, not of one that stands beside it', () => {
    const rows = [
      row(1, { kind: 'logCall', callId: 'call' }, { pbx: 'joined' }),
      amended(2, 'A'),
      amended(3, 'B'),
      row(4, { kind: 'addNote', target, text: 'Put right: B' }),
    ];
    expect(heldNote(rows)?.theirs).toEqual({ was: 'A' });
    expect(heldNote(rows.slice(0, 3))?.theirs).toEqual({ was: 'B' });
  });
});
