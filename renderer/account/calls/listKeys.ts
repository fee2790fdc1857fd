import { choiceOfKey, resultChoices } from '../../call/disposition/resultChoices.ts';
import type { GivenResult, ResultChoice } from '../../call/disposition/resultChoices.ts';
import { isChord, isUndoChord, letterOf, type KeyPress } from '../../ui/keyboard.ts';

/** What the window shows at the moment of a key. */
export interface ListKeyContext {
  readonly length: number;
  /** Place of the selected call, -1 for none. */
  readonly at: number;
  readonly takesResult: boolean;
  readonly undoable: boolean;
  /** The results of the open call, with their keys; without: the seven of the CRM. */
  readonly results?: readonly ResultChoice[] | undefined;
}

const USUAL = resultChoices(null, { account: '', line: null }, null);

export type ListAction =
  | { readonly do: 'select'; readonly index: number }
  | {
      readonly do:
        | 'close'
        | 'leaveField'
        | 'note'
        | 'form'
        | 'undo'
        | 'showOnPop'
        | 'dial'
        | 'move'
        | 'logUnseen'
        | 'script';
    }
  | ({ readonly do: 'result' } & GivenResult);

/**
 * What a key does in the list of calls: J, K and arrows move, digits (and letters of the team's own) are the selected call's
 * result. L logs a call that is not in the list, with Shift it opens the script of the one that is selected. Enter is the row's own: it is a native button. `typing`: the cursor is in a text field.
 */
export function listAction(press: KeyPress, context: ListKeyContext, typing: boolean): ListAction | null {
  if (press.key === 'Escape') return { do: typing ? 'leaveField' : 'close' };
  if (typing) return null;
  const hasCall = context.at >= 0;
  if (isUndoChord(press) || press.key === 'Backspace') return context.undoable ? { do: 'undo' } : null;
  if (isChord(press)) return null;
  const index = movedIndex(press, context);
  if (index !== null) return { do: 'select', index };
  const letter = letterOf(press);
  if (letter === 'l') return { do: press.shiftKey && hasCall ? 'script' : 'logUnseen' };
  if (!hasCall) return null;
  if (letter === 'n') return { do: 'note' };
  if (letter === 'f') return context.takesResult ? { do: 'form' } : null;
  if (letter === 'p') return { do: 'showOnPop' };
  if (letter === 'c') return { do: 'dial' };
  if (letter === 'm') return { do: 'move' };
  const choice = context.takesResult ? choiceOfKey(context.results ?? USUAL, press) : null;
  return choice === null ? null : { do: 'result', ...choice.given };
}

function movedIndex(press: KeyPress, { length, at }: ListKeyContext): number | null {
  if (length === 0) return null;
  const letter = letterOf(press);
  if (letter === 'j' || press.key === 'ArrowDown') return Math.min(at + 1, length - 1);
  if (letter === 'k' || press.key === 'ArrowUp') return Math.max(at - 1, 0);
  if (press.key === 'Home') return 0;
  return press.key === 'End' ? length - 1 : null;
}
