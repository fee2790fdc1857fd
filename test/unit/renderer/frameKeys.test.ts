import { describe, expect, it } from 'vitest';
import { frameAction } from '../../../renderer/account/frameKeys.ts';
import { press } from './press.ts';

describe('the keys of the account window', () => {
  it('opens the views by Alt and a digit, in a field too', () => {
    const alt = (digit: number) => press(String(digit), { altKey: true, code: `Digit${digit}` });
    expect(frameAction(alt(1), false)).toEqual({ do: 'view', view: 'calls' });
    expect(frameAction(alt(6), true)).toEqual({ do: 'view', view: 'settings' });
    expect(frameAction(alt(7), false)).toEqual({ do: 'view', view: 'numbers' });
    expect(frameAction(alt(8), false)).toBeNull();
  });

  it('goes to an account by Ctrl, Shift and its digit, whatever the layout writes there', () => {
    const chord = { ctrlKey: true, shiftKey: true };
    expect(frameAction(press('@', { ...chord, code: 'Digit2' }), false)).toEqual({ do: 'account', index: 1 });
    expect(frameAction(press('№', { ...chord, code: 'Digit9' }), true)).toEqual({ do: 'account', index: 8 });
    expect(frameAction(press(')', { ...chord, code: 'Digit0' }), false)).toBeNull();
    expect(frameAction(press('@', { ...chord, altKey: true, code: 'Digit2' }), false)).toBeNull();
  });

  it('leaves plain digits to the results', () => {
    expect(frameAction(press('2', { code: 'Digit2' }), false)).toBeNull();
  });

  it('leaves AltGr, which types letters, alone', () => {
    expect(frameAction(press('2', { altKey: true, ctrlKey: true, code: 'Digit2' }), true)).toBeNull();
  });

  it('searches by the slash of either keyboard and by Ctrl+K anywhere', () => {
    const search = { do: 'search' };
    expect(frameAction(press('/', { code: 'Slash' }), false)).toEqual(search);
    expect(frameAction(press('.', { code: 'Slash' }), false)).toEqual(search);
    expect(frameAction(press('/', { code: 'Slash' }), true)).toBeNull();
    expect(frameAction(press('л', { code: 'KeyK', ctrlKey: true }), true)).toEqual(search);
    expect(frameAction(press('k', { code: 'KeyK', metaKey: true }), true)).toEqual(search);
  });

  it('finds in the list by Ctrl+F, whatever the layout writes there, and leaves other chords of F alone', () => {
    const find = { do: 'find' };
    expect(frameAction(press('а', { code: 'KeyF', ctrlKey: true }), true)).toEqual(find);
    expect(frameAction(press('f', { code: 'KeyF', metaKey: true }), false)).toEqual(find);
    expect(frameAction(press('F', { code: 'KeyF', ctrlKey: true, shiftKey: true }), false)).toBeNull();
    expect(frameAction(press('f', { code: 'KeyF' }), false)).toBeNull();
  });

  it('goes back and forth with Alt and the arrows', () => {
    expect(frameAction(press('ArrowLeft', { altKey: true }), false)).toEqual({ do: 'back' });
    expect(frameAction(press('ArrowRight', { altKey: true }), true)).toEqual({ do: 'forward' });
    expect(frameAction(press('ArrowLeft'), false)).toBeNull();
  });

  it('shows the keys by a question mark that is not text', () => {
    expect(frameAction(press('?', { shiftKey: true, code: 'Slash' }), false)).toEqual({ do: 'help' });
    expect(frameAction(press('?', { shiftKey: true, code: 'Digit7' }), false)).toEqual({ do: 'help' });
    expect(frameAction(press('?', { shiftKey: true, code: 'Slash' }), true)).toBeNull();
  });

  it('leaves a field first and closes the card then', () => {
    expect(frameAction(press('Escape'), true)).toEqual({ do: 'leaveField' });
    expect(frameAction(press('Escape'), false)).toEqual({ do: 'close' });
  });
});
