import { isChord, letterOf, type KeyPress } from './keyboard.ts';

/** What a list shows at the moment of a key. */
export interface ListPlace {
  readonly length: number;
  /** The row the keyboard is at, -1 for none. */
  readonly at: number;
  /** Whole rows on the screen, what Page Down goes by. */
  readonly page: number;
}

/** The row a key leads to: J, K and the arrows by one, Page Up and Page Down by a screen, Home and End; null for other keys. */
export function listMove(press: KeyPress, { length, at, page }: ListPlace): number | null {
  if (length === 0 || isChord(press)) return null;
  const to = (index: number): number => Math.max(0, Math.min(index, length - 1));
  switch (press.key) {
    case 'ArrowDown':
      return to(at + 1);
    case 'ArrowUp':
      return to(at - 1);
    case 'PageDown':
      return to(at + page);
    case 'PageUp':
      return to(at - page);
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
  }
  const letter = letterOf(press);
  if (letter === 'j') return to(at + 1);
  return letter === 'k' ? to(at - 1) : null;
}
