import { describe, expect, it } from 'vitest';
import { listMove } from '../../../renderer/ui/listMove.ts';
import { press } from './press.ts';

const list = { length: 100, at: 10, page: 12 };

describe('the keys of a list', () => {
  it.each([
    ['ArrowDown', 11],
    ['j', 11],
    ['о', 11],
    ['ArrowUp', 9],
    ['k', 9],
    ['PageDown', 22],
    ['PageUp', 0],
    ['Home', 0],
    ['End', 99],
  ])('%s goes to row %i', (key, to) => {
    expect(listMove(press(key, { code: key === 'о' ? 'KeyJ' : '' }), list)).toBe(to);
  });

  it('stays inside', () => {
    expect(listMove(press('ArrowDown'), { ...list, at: 99 })).toBe(99);
    expect(listMove(press('ArrowUp'), { ...list, at: -1 })).toBe(0);
    expect(listMove(press('ArrowDown'), { ...list, length: 0 })).toBeNull();
  });

  it('leaves chords and other keys alone', () => {
    expect(listMove(press('ArrowDown', { altKey: true }), list)).toBeNull();
    expect(listMove(press('Enter'), list)).toBeNull();
  });
});
