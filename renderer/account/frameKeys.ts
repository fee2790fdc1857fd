import type { KeyPress } from '../ui/keyboard.ts';
import { isChord } from '../ui/keyboard.ts';
import { viewNames, type ViewName } from './places.ts';

export type FrameAction =
  | { readonly do: 'view'; readonly view: ViewName }
  /** To the window of an account, by its place in the agent's order. */
  | { readonly do: 'account'; readonly index: number }
  | { readonly do: 'search' | 'find' | 'help' | 'back' | 'forward' | 'close' | 'leaveField' };

/**
 * What a key does anywhere in the account window: Alt+1 ... the views, Ctrl+Shift+1 ... the accounts, Alt+Left and Alt+Right the way back
 * and forth, Ctrl+K (Cmd+K) or / search everywhere, Ctrl+F (Cmd+F) in the list, ? the keys, Esc closes the card. `typing`: the cursor is in a field.
 */
export function frameAction(press: KeyPress, typing: boolean): FrameAction | null {
  if (press.altKey && !press.ctrlKey && !press.metaKey) return withAlt(press);
  if (press.ctrlKey && press.shiftKey && !press.altKey && !press.metaKey) {
    const place = digitAt(press);
    return place === null ? null : { do: 'account', index: place };
  }
  if ((press.ctrlKey || press.metaKey) && !press.altKey && !press.shiftKey) {
    if (press.code === 'KeyK') return { do: 'search' };
    if (press.code === 'KeyF') return { do: 'find' };
  }
  if (press.key === 'Escape') return { do: typing ? 'leaveField' : 'close' };
  if (typing || isChord(press)) return null;
  if (press.key === '?') return { do: 'help' };
  // A Russian keyboard has its slash elsewhere; the place of the Latin one works too.
  const isSlash = press.key === '/' || press.code === 'NumpadDivide';
  return isSlash || (press.code === 'Slash' && !press.shiftKey) ? { do: 'search' } : null;
}

function withAlt(press: KeyPress): FrameAction | null {
  if (press.key === 'ArrowLeft') return { do: 'back' };
  if (press.key === 'ArrowRight') return { do: 'forward' };
  const place = digitAt(press);
  const view = place === null ? undefined : viewNames[place];
  return view === undefined ? null : { do: 'view', view };
}

/** The place, from 0, that the digit of a press with Ctrl or Alt means: by its key, whatever the layout writes there. */
function digitAt({ code }: KeyPress): number | null {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  return digit === undefined ? null : Number(digit) - 1;
}
