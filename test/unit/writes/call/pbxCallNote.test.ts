import { describe, expect, it } from 'vitest';
import { NEAR_MS, noteOfCall } from '../../../../main/writes/call/pbxCallNote.ts';
import type { PbxNote } from '../../../../main/writes/call/pbxCallNote.ts';

const START = 1_700_000_000_000;
const END = START + 5 * 60_000;
const call = {
  direction: 'inbound',
  e164: '+79161234567',
  rawNumber: '8 916 123-45-67',
  startedAt: START,
  endedAt: END,
} as const;
const note = (changes: Partial<PbxNote> = {}): PbxNote => ({
  id: 1,
  on: { entity: 'contact', id: 5 },
  direction: 'inbound',
  phone: '89161234567',
  at: START,
  ...changes,
});
const free = (): boolean => false;

describe("a PBX's note is of the call", () => {
  it.each([START - NEAR_MS, START, START + 60_000, END, END + NEAR_MS])('at %d, near the call', (at) => {
    expect(noteOfCall(call, [note({ at })], free, 'RU')?.id).toBe(1);
  });

  it.each([START - NEAR_MS - 1, END + NEAR_MS + 1])('not at %d, more than 90 s off', (at) => {
    expect(noteOfCall(call, [note({ at })], free, 'RU')).toBeNull();
  });

  it('not with another number, another direction, or when another call has it', () => {
    expect(noteOfCall(call, [note({ phone: '+79161234568' })], free, 'RU')).toBeNull();
    expect(noteOfCall(call, [note({ phone: '' })], free, 'RU')).toBeNull();
    expect(noteOfCall(call, [note({ direction: 'outbound' })], free, 'RU')).toBeNull();
    expect(noteOfCall(call, [note()], (id) => id === 1, 'RU')).toBeNull();
  });

  it('the nearest to its start, of several that nobody has', () => {
    const notes = [
      note({ id: 3, at: END }),
      note({ id: 2, at: START + 4_000 }),
      note({ id: 1, at: START + 1_000 }),
    ];
    expect(noteOfCall(call, notes, free, 'RU')?.id).toBe(1);
    expect(noteOfCall(call, notes, (id) => id === 1, 'RU')?.id).toBe(2);
  });

  it('never of a withheld number', () => {
    expect(noteOfCall({ ...call, e164: null, rawNumber: '' }, [note({ phone: '' })], free, 'RU')).toBeNull();
  });
});
