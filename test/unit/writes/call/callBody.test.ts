import { describe, expect, it } from 'vitest';
import type { CallRow } from '../../../../main/journal/callRows.ts';
import { newCall, targetOf } from '../../../../main/writes/call/callBody.ts';
import { callFacts } from '../../outbox/outboxUnderTest.ts';

const AT = Date.UTC(2025, 10, 20, 9, 0, 0, 999);
const callRow = (changes: Partial<CallRow> = {}): CallRow => ({
  ...callFacts('id', AT),
  note: '',
  result: 4,
  chosen: null,
  popMs: null,
  ...changes,
});

describe('a call as the CRM takes it', () => {
  it('lasts no seconds when nobody answered, however long it rang', () => {
    expect(newCall(callRow({ answeredAt: null }), 6, 7).duration).toBe(0);
  });

  it('lasts no negative time when the clock was set back during it', () => {
    expect(newCall(callRow({ answeredAt: AT, endedAt: AT - 60_000 }), 4, 7).duration).toBe(0);
  });

  it('lasts no eight hours when nobody told its end and it was closed by rule', () => {
    const closed = { answeredAt: AT, endedAt: AT + 8 * 3_600_000, endReason: 'unknown' } as const;
    expect(newCall(callRow(closed), 4, 7).duration).toBe(0);
    expect(newCall(callRow({ ...closed, endReason: 'completed' }), 4, 7).duration).toBe(28_800);
  });

  it('has whole seconds everywhere', () => {
    const { duration, created_at } = newCall(callRow({ answeredAt: AT - 1_999, endedAt: AT }), 4, 7);
    expect([duration, created_at]).toEqual([1, Math.floor((AT - 90_000) / 1000)]);
  });

  it('carries the digits as heard when the number is no international one', () => {
    expect(newCall(callRow({ e164: null, rawNumber: 'ext. 10-21' }), 4, 7).phone).toBe('1021');
  });

  it('has the recording where its source told of one, and no key for it otherwise', () => {
    const link = 'https://pbx.example.com/rec/1.mp3';
    expect(newCall(callRow({ recording: link }), 4, 7).link).toBe(link);
    expect(newCall(callRow(), 4, 7)).not.toHaveProperty('link');
  });

  it('has no result text when the note is blank', () => {
    expect(Object.keys(newCall(callRow({ note: ' \n' }), 4, 7))).not.toContain('call_result');
  });

  it('goes to the lead rather than to its contact, and by itself when nothing was chosen', () => {
    const chosen = { entity: 'company', entityId: 3, leadId: null, name: 'x' } as const;
    expect(targetOf(callRow())).toBeNull();
    expect(targetOf(callRow({ chosen }))).toEqual({ entity: 'company', id: 3 });
    expect(targetOf(callRow({ chosen: { ...chosen, leadId: 9 } }))).toEqual({ entity: 'lead', id: 9 });
  });
});
