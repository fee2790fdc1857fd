import { describe, expect, it } from 'vitest';
import { summaryWords } from '../../../renderer/account/calls/summaryWords.ts';
import { speak } from '../../speech.ts';

const en = speak('en');
const writes = { waiting: 0, failed: 0 };
const none = { total: 0, inCrm: 0, waiting: 0, unlogged: 0, failed: 0, writes };

describe('the line over the list of calls', () => {
  it('says that all calls are in the CRM only when every one is', () => {
    expect(summaryWords(en, { ...none, total: 12, inCrm: 12 })).toEqual({
      text: 'All 12 calls are in the CRM',
      isAllIn: true,
    });
    expect(summaryWords(en, { ...none, total: 12, inCrm: 11 }).isAllIn).toBe(false);
    expect(summaryWords(en, none)).toEqual({ text: 'No calls today yet', isAllIn: false });
  });

  it('says exactly what is missing', () => {
    const summary = { total: 12, inCrm: 3, waiting: 4, unlogged: 2, failed: 3, writes };
    expect(summaryWords(en, summary).text).toBe(
      '3 of 12 calls in the CRM: 3 failed, 2 have no result, 4 are waiting',
    );
    expect(summaryWords(speak('ru'), summary).text).toBe(
      'В CRM 3 из 12 звонков: с ошибкой: 3, без результата: 2, ждут\u00a04',
    );
  });

  it('does not say so while a note, a task or a card waits or failed, and says which', () => {
    const all = { ...none, total: 5, inCrm: 5 };
    expect(summaryWords(en, { ...all, waiting: 1, writes: { waiting: 1, failed: 0 } })).toEqual({
      text: '5 of 5 calls in the CRM: 1 note, task or card is waiting',
      isAllIn: false,
    });
    expect(summaryWords(en, { ...all, failed: 2, writes: { waiting: 0, failed: 2 } })).toEqual({
      text: '5 of 5 calls in the CRM: 2 notes, tasks or cards failed',
      isAllIn: false,
    });
    expect(summaryWords(en, { ...none, waiting: 1, writes: { waiting: 1, failed: 0 } }).text).toBe(
      'No calls today yet: 1 note, task or card is waiting',
    );
  });
});
