import { describe, expect, it } from 'vitest';
import { listAction, type ListKeyContext } from '../../../renderer/account/calls/listKeys.ts';
import { nextIndex } from '../../../renderer/ui/moveFocus.ts';
import { press } from './press.ts';

const list: ListKeyContext = { length: 3, at: 1, takesResult: true, undoable: false };

describe('keys of the list of calls', () => {
  it.each([
    ['j', 2],
    ['ArrowDown', 2],
    ['k', 0],
    ['ArrowUp', 0],
    ['Home', 0],
    ['End', 2],
  ])('%s moves the selection', (key, index) => {
    expect(listAction(press(key), list, false)).toEqual({ do: 'select', index });
  });

  it('start at the first call and stop at the ends', () => {
    expect(listAction(press('j'), { ...list, at: -1 }, false)).toEqual({ do: 'select', index: 0 });
    expect(listAction(press('j'), { ...list, at: 2 }, false)).toEqual({ do: 'select', index: 2 });
    expect(listAction(press('j'), { ...list, length: 0, at: -1 }, false)).toBeNull();
  });

  it('give the selected call its result, and only when it takes one', () => {
    expect(listAction(press('6'), list, false)).toEqual({ do: 'result', result: 6 });
    expect(listAction(press('6'), { ...list, takesResult: false }, false)).toBeNull();
    expect(listAction(press('6'), { ...list, at: -1 }, false)).toBeNull();
  });

  it('are text in a field, where Esc goes back to the call', () => {
    expect(listAction(press('j'), list, true)).toBeNull();
    expect(listAction(press('6'), list, true)).toBeNull();
    expect(listAction(press('Escape'), list, true)).toEqual({ do: 'leaveField' });
    expect(listAction(press('Escape'), list, false)).toEqual({ do: 'close' });
  });

  it('C calls the number of the selected call, and nobody while none is selected', () => {
    expect(listAction(press('c'), list, false)).toEqual({ do: 'dial' });
    expect(listAction(press('c'), { ...list, at: -1 }, false)).toBeNull();
    expect(listAction(press('c'), list, true)).toBeNull();
  });

  it('L logs a call that is not in the list, whether or not one is selected', () => {
    expect(listAction(press('l'), list, false)).toEqual({ do: 'logUnseen' });
    expect(listAction(press('l'), { ...list, length: 0, at: -1 }, false)).toEqual({ do: 'logUnseen' });
    expect(listAction(press('l'), list, true)).toBeNull();
  });

  it('undo while there is time', () => {
    expect(listAction(press('Backspace'), { ...list, undoable: true }, false)).toEqual({ do: 'undo' });
    expect(listAction(press('Backspace'), list, false)).toBeNull();
  });
});

describe('arrows in a list of buttons', () => {
  it('move within the list and leave other keys alone', () => {
    expect(nextIndex('ArrowDown', -1, 3)).toBe(0);
    expect(nextIndex('ArrowDown', 2, 3)).toBe(2);
    expect(nextIndex('ArrowUp', 0, 3)).toBe(0);
    expect(nextIndex('End', 0, 3)).toBe(2);
    expect(nextIndex('a', 0, 3)).toBeNull();
    expect(nextIndex('ArrowDown', -1, 0)).toBeNull();
  });
});

describe('Shift+L', () => {
  it('opens the script of the selected call; L alone logs a call that is not there', () => {
    expect(listAction(press('L', { shiftKey: true }), list, false)).toEqual({ do: 'script' });
    expect(listAction(press('L', { shiftKey: true }), { ...list, at: -1 }, false)).toEqual({
      do: 'logUnseen',
    });
    expect(listAction(press('l'), list, false)).toEqual({ do: 'logUnseen' });
  });
});
