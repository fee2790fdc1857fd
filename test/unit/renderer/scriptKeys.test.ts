import { describe, expect, it } from 'vitest';
import { isAnswerKey, scriptMove } from '../../../renderer/call/script/scriptKeys.ts';
import { press } from './press.ts';

const anew = { repeat: false };

describe('keys in a call script', () => {
  it('Enter answers; Ctrl+Enter saves the call and answers nothing; held down it answers once', () => {
    expect(isAnswerKey({ ...press('Enter'), ...anew })).toBe(true);
    expect(isAnswerKey({ ...press('Enter', { ctrlKey: true }), ...anew })).toBe(false);
    expect(isAnswerKey({ ...press('Enter', { metaKey: true }), ...anew })).toBe(false);
    expect(isAnswerKey({ ...press('Enter'), repeat: true })).toBe(false);
    expect(isAnswerKey({ ...press('a'), ...anew })).toBe(false);
  });

  it('arrows move among the questions', () => {
    expect(scriptMove('ArrowDown', 0, 3)).toBe(1);
    expect(scriptMove('End', 0, 3)).toBe(2);
    expect(scriptMove('n', 0, 3)).toBeNull();
  });

  it.each(['ArrowDown', 'ArrowUp', 'Home', 'End'])('%s scrolls a text without questions', (key) => {
    expect(scriptMove(key, -1, 0)).toBe('scroll');
    // The text was clicked: no question has the keyboard.
    expect(scriptMove(key, -1, 3)).toBe('scroll');
  });

  it('others are the window’s', () => {
    expect(scriptMove('j', -1, 0)).toBeNull();
    expect(scriptMove('Escape', -1, 0)).toBeNull();
  });
});
