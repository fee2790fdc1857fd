import { describe, expect, it } from 'vitest';
import { pressedKeys } from '../../../renderer/settings/keys/pressedKeys.ts';
import type { KeyPress } from '../../../renderer/settings/keys/pressedKeys.ts';
import { isUsableKey, isUsablePrefix } from '../../../main/settings/accelerator.ts';

const press = (code: string, held: Partial<KeyPress> = {}): KeyPress => ({
  code,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...held,
});

describe('a press as keys for any program', () => {
  it('is read by its place: a Russian layout gives the same letters', () => {
    expect(pressedKeys(press('KeyD', { ctrlKey: true, altKey: true }), false, false)).toEqual({
      state: 'keys',
      accelerator: 'CommandOrControl+Alt+D',
    });
  });

  it('waits while only modifiers are down', () => {
    expect(pressedKeys(press('ControlLeft', { ctrlKey: true }), false, false)).toEqual({ state: 'more' });
  });

  it('wants more than Shift, but not for F keys', () => {
    expect(pressedKeys(press('KeyD', { shiftKey: true }), false, false)).toEqual({ state: 'weak' });
    expect(pressedKeys(press('F9'), false, false)).toEqual({ state: 'keys', accelerator: 'F9' });
  });

  it('before a digit is its modifiers, taken with the digit', () => {
    const held = { ctrlKey: true, shiftKey: true };
    expect(pressedKeys(press('Digit3', held), false, true)).toEqual({
      state: 'keys',
      accelerator: 'CommandOrControl+Shift',
    });
    expect(pressedKeys(press('KeyD', held), false, true)).toEqual({ state: 'more' });
    expect(pressedKeys(press('Digit3', { shiftKey: true }), false, true)).toEqual({ state: 'weak' });
  });

  it('knows the Mac’s keys from the others’', () => {
    expect(pressedKeys(press('KeyD', { metaKey: true }), true, false)).toMatchObject({
      accelerator: 'CommandOrControl+D',
    });
    expect(pressedKeys(press('KeyD', { ctrlKey: true }), true, false)).toMatchObject({
      accelerator: 'Control+D',
    });
    expect(pressedKeys(press('KeyD', { metaKey: true }), false, false)).toMatchObject({
      accelerator: 'Super+D',
    });
  });

  it('is always one that main takes', () => {
    const codes = [
      'KeyA',
      'Digit0',
      'F1',
      'F24',
      'Space',
      'Enter',
      'ArrowUp',
      'Numpad5',
      'Minus',
      'Backquote',
      'Slash',
      'Backslash',
      'Quote',
    ];
    for (const code of codes) {
      const pressed = pressedKeys(press(code, { ctrlKey: true }), false, false);
      expect(pressed.state === 'keys' && isUsableKey(pressed.accelerator) ? '' : code).toBe('');
    }
    const prefix = pressedKeys(press('Digit1', { altKey: true }), false, true);
    expect(prefix.state === 'keys' && isUsablePrefix(prefix.accelerator)).toBe(true);
  });
});
