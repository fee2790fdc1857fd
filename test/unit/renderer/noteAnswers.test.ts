import { describe, expect, it } from 'vitest';
import {
  answeredNote,
  answerInNote,
  takesNoAnswer,
  withAnswer,
} from '../../../renderer/call/script/noteAnswers.ts';
import { LONGEST_NOTE } from '../../../renderer/state/noteSaver.ts';
import { fc } from '../../property.ts';

const check = { kind: 'check' as const, question: 'Told them' };
const choice = { kind: 'choice' as const, question: 'Where from?', options: ['Web', 'A friend'] };

describe('answers of a call script in the note', () => {
  it('are a line each, in the place of the answer before', () => {
    const first = withAnswer('Nice person\n', choice, 'Web');
    expect(first).toBe('Nice person\nWhere from? Web');
    const both = withAnswer(first, check, '1');
    expect(both).toBe('Nice person\nWhere from? Web\n✓ Told them');
    const other = withAnswer(both, choice, 'A friend');
    expect(other).toBe('Nice person\nWhere from? A friend\n✓ Told them');
    expect(withAnswer(withAnswer(other, choice, null), check, null)).toBe('Nice person');
  });

  it('are read of the note; what the agent wrote otherwise is left alone', () => {
    expect(answerInNote('Where from? Web', choice)).toBe('Web');
    const own = 'Where from? Web, she thinks';
    expect(answerInNote(own, choice)).toBeNull();
    expect(withAnswer(own, choice, 'Web')).toBe(`${own}\nWhere from? Web`);
    expect(answerInNote(own, check)).toBeNull();
  });

  it('have room in the note or are refused; what is taken out needs none', () => {
    const room = '\n✓ Told them'.length;
    const just = 'a'.repeat(LONGEST_NOTE - room);
    expect(answeredNote(just, check, '1')).toHaveLength(LONGEST_NOTE);
    expect(answeredNote(`${just}a`, check, '1')).toBeNull();
    const tooLong = `✓ Told them\n${'a'.repeat(LONGEST_NOTE + 1)}`;
    expect(answeredNote(tooLong, check, null)).toHaveLength(LONGEST_NOTE + 1);
  });

  it('are taken until the CRM has the note, and not once main has said that it may have', () => {
    expect(takesNoAnswer({ state: 'unlogged' }, 'saved')).toBe(false);
    expect(takesNoAnswer({ state: 'waiting' }, 'clean')).toBe(false);
    expect(takesNoAnswer({ state: 'waiting' }, 'tooLate')).toBe(true);
    expect(takesNoAnswer({ state: 'logged' }, 'clean')).toBe(true);
  });

  it('whatever the note holds, an answer given is read again, and taken back nothing else is gone', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('Web', 'A friend'), (note, answer) => {
        const given = withAnswer(note, choice, answer);
        expect(answerInNote(given, choice)).toBe(answer);
        expect(answerInNote(withAnswer(given, choice, null), choice)).toBeNull();
        const words = (text: string): string => text.replaceAll(/\s/gu, '');
        expect(words(withAnswer(given, choice, null))).toBe(words(note));
      }),
    );
  });
});
