import { describe, expect, it } from 'vitest';
import { nextZoom, windowKey } from '../../../main/windows/windowKey.ts';

const press = (key: string, code: string, held: readonly ('control' | 'meta' | 'alt' | 'shift')[]) => ({
  type: 'keyDown' as const,
  key,
  code,
  control: held.includes('control'),
  meta: held.includes('meta'),
  alt: held.includes('alt'),
  shift: held.includes('shift'),
});

describe('keys of every window', () => {
  it.each([
    [press('=', 'Equal', ['control']), 'larger'],
    // German: + has a key of its own; French: = is beside Backspace.
    [press('+', 'BracketRight', ['control']), 'larger'],
    [press('+', 'Equal', ['control', 'shift']), 'larger'],
    [press('+', 'NumpadAdd', ['control']), 'larger'],
    [press('-', 'Slash', ['control']), 'smaller'],
    [press('-', 'NumpadSubtract', ['control']), 'smaller'],
    // French: à stands where 0 is.
    [press('à', 'Digit0', ['control']), 'usualSize'],
    // Russian: ц stands where W is.
    [press('ц', 'KeyW', ['control']), 'close'],
    [press('I', 'KeyI', ['control', 'shift']), 'tools'],
  ])('%j is %s', (input, key) => {
    expect(windowKey(input, 'win32')).toBe(key);
  });

  it("are the page's with Alt, which is AltGr on many keyboards, and without Ctrl", () => {
    expect(windowKey(press('=', 'Equal', []), 'win32')).toBeNull();
    expect(windowKey(press('0', 'Digit0', ['control', 'alt']), 'win32')).toBeNull();
    expect(windowKey(press('k', 'KeyK', ['control']), 'win32')).toBeNull();
  });

  it('are those with Cmd on a Mac', () => {
    expect(windowKey(press('=', 'Equal', ['meta']), 'darwin')).toBe('larger');
    expect(windowKey(press('=', 'Equal', ['control']), 'darwin')).toBeNull();
  });
});

describe('the size of everything', () => {
  it('goes by steps, from any size a person wrote into the file, and has ends', () => {
    expect(nextZoom(100, 'larger')).toBe(110);
    expect(nextZoom(115, 'larger')).toBe(125);
    expect(nextZoom(115, 'smaller')).toBe(110);
    expect(nextZoom(200, 'larger')).toBe(200);
    expect(nextZoom(80, 'smaller')).toBe(80);
  });
});
