import type { CallStatus } from '../../../preload/contract.ts';
import { statusOfDigit } from '../../call/disposition/likelyDisposition.ts';
import { digitOf, isChord, letterOf, type KeyPress } from '../../ui/keyboard.ts';
import { taskPresets, type TaskPreset } from './taskPresets.ts';

export type TaskAction =
  /** Done, with the same words a call's result has. */
  | { readonly do: 'complete'; readonly result: CallStatus }
  /** Done, and nothing to say about it. */
  | { readonly do: 'done' }
  | { readonly do: 'writeResult' | 'chooseTime' | 'assign' | 'call' | 'snooze' | 'open' | 'create' | 'undo' };

/**
 * What a key does with the selected task: D is done, 1-7 done with the result a call would have, R done with
 * words of the agent's own, S puts it off for a quarter of an hour, M to a time of choice, A gives it to somebody else, C calls whom it is with, O opens what it is about, Backspace takes the last back; N makes
 * a task. Moving the selection is the list's own. The letters after G (views) are not used.
 */
export function taskAction(press: KeyPress, hasTask: boolean): TaskAction | null {
  if (isChord(press)) return null;
  if (press.key === 'Backspace') return { do: 'undo' };
  const letter = letterOf(press);
  if (letter === 'n') return { do: 'create' };
  if (!hasTask) return null;
  const result = statusOfDigit(digitOf(press));
  if (result !== null) return { do: 'complete', result };
  switch (letter) {
    case 'd':
      return { do: 'done' };
    case 'r':
      return { do: 'writeResult' };
    case 'm':
      return { do: 'chooseTime' };
    case 'a':
      return { do: 'assign' };
    case 'c':
      return { do: 'call' };
    case 's':
      return { do: 'snooze' };
    case 'o':
      return { do: 'open' };
    default:
      return null;
  }
}

/** The preset a digit stands for where a time is chosen: 1 in an hour, 2 tomorrow, 3 Monday. */
export function presetOfDigit(press: KeyPress): TaskPreset | null {
  const digit = digitOf(press);
  return digit === null ? null : (taskPresets[digit - 1] ?? null);
}
