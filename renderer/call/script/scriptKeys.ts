import type { KeyPress } from '../../ui/keyboard.ts';
import { isChord } from '../../ui/keyboard.ts';
import { nextIndex } from '../../ui/moveFocus.ts';

/** True for Enter alone, pressed anew: it answers. Ctrl+Enter saves the call and answers nothing, and a key held down answers once. */
export const isAnswerKey = (press: KeyPress & { readonly repeat: boolean }): boolean =>
  press.key === 'Enter' && !isChord(press) && !press.repeat;

/**
 * What a key does in a script from the question at place `at` of `length` (-1: the text itself has the keyboard): the place of the next
 * question; `scroll`, which is the text's own and must not move the list of calls beside it; null for other keys.
 */
export function scriptMove(key: string, at: number, length: number): number | 'scroll' | null {
  if (at >= 0) return nextIndex(key, at, length);
  return nextIndex(key, 0, 1) === null ? null : 'scroll';
}
