import { globalShortcut } from 'electron';
import type { MonotonicTime } from '../../common/clock.ts';
import { onePress } from './onePress.ts';

/** The keys that work while another program has the keyboard. */
export interface Shortcuts {
  /** The pop's focus key, while a pop is up; false when another program has it. */
  enableFocusKey(on: boolean): boolean;
  /** The result keys, only while an ended call waits for its result: digits are not taken for longer. */
  enableResultKeys(on: boolean): void;
  /** The settings name other keys: what is held now is let go, and the new ones are taken. */
  keysChanged(): void;
}

interface ShortcutDeps {
  readonly keys: () => {
    /** '' for none. */
    readonly focus: string;
    /** Prefix of the digits, '' for none. */
    readonly resultPrefix: string;
  };
  readonly onFocus: () => void;
  /** Once however long the key is held. */
  readonly onResult: (digit: ResultDigit) => void;
  readonly monotonic: () => MonotonicTime;
}

const digits = [1, 2, 3, 4, 5, 6, 7] as const;
type ResultDigit = (typeof digits)[number];

export function createShortcuts({ keys, onFocus, onResult, monotonic }: ShortcutDeps): Shortcuts {
  const press = onePress(monotonic, onResult);
  let focusHeld: string | null = null;
  let wantsFocus = false;
  let resultsHeld: readonly string[] = [];
  let wantsResults = false;

  function letGo(): void {
    for (const key of [focusHeld, ...resultsHeld]) if (key !== null) globalShortcut.unregister(key);
    focusHeld = null;
    resultsHeld = [];
  }
  function take(): void {
    const { focus, resultPrefix } = keys();
    if (wantsFocus && focusHeld === null && focus !== '' && hold(focus, onFocus)) focusHeld = focus;
    if (!wantsResults || resultsHeld.length > 0 || resultPrefix === '') return;
    resultsHeld = digits.flatMap((digit) => {
      const key = `${resultPrefix}+${digit}`;
      return hold(key, () => press(digit)) ? [key] : [];
    });
  }

  return {
    enableFocusKey(on) {
      if (on !== wantsFocus || (on && focusHeld === null)) {
        wantsFocus = on;
        if (on) take();
        else if (focusHeld !== null) {
          globalShortcut.unregister(focusHeld);
          focusHeld = null;
        }
      }
      return focusHeld !== null;
    },
    enableResultKeys(on) {
      if (on === wantsResults) return;
      wantsResults = on;
      if (on) return take();
      for (const key of resultsHeld) globalShortcut.unregister(key);
      resultsHeld = [];
    },
    keysChanged() {
      letGo();
      take();
    },
  };
}

/** Takes keys from the system; false when another program has them, or they are none. */
function hold(accelerator: string, onPress: () => void): boolean {
  try {
    return globalShortcut.register(accelerator, onPress);
  } catch {
    return false;
  }
}

/** Whether the system lets Ringside have these keys. */
export function canHaveKeys(accelerator: string): boolean {
  try {
    if (globalShortcut.isRegistered(accelerator)) return true;
  } catch {
    return false;
  }
  const isFree = hold(accelerator, () => undefined);
  if (isFree) globalShortcut.unregister(accelerator);
  return isFree;
}
