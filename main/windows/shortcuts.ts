import { globalShortcut } from 'electron';

/** The keys that work while another program has the keyboard. */
export interface Shortcuts {
  /** The pop's focus key, while a pop is up; false when another program has it. */
  offerFocus(on: boolean): boolean;
  /** The result keys, only while an ended call waits for its result: digits are not taken for longer. */
  offerResults(on: boolean): void;
}

interface ShortcutDeps {
  readonly focusKey: string;
  /** Prefix of the digits, '' for none. */
  readonly resultPrefix: string;
  readonly onFocus: () => void;
  readonly onResult: (digit: 1 | 2 | 3 | 4 | 5 | 6 | 7) => void;
}

const digits = [1, 2, 3, 4, 5, 6, 7] as const;

export function createShortcuts(deps: ShortcutDeps): Shortcuts {
  let focusOffered = false;
  let resultsOffered = false;
  return {
    offerFocus(on) {
      if (on !== focusOffered && deps.focusKey !== '') {
        focusOffered = on && globalShortcut.register(deps.focusKey, deps.onFocus);
        if (!on) globalShortcut.unregister(deps.focusKey);
      }
      return focusOffered;
    },
    offerResults(on) {
      if (on === resultsOffered || deps.resultPrefix === '') return;
      resultsOffered = on;
      for (const digit of digits) {
        const key = `${deps.resultPrefix}+${digit}`;
        if (on) {
          globalShortcut.register(key, () => {
            deps.onResult(digit);
          });
        } else {
          globalShortcut.unregister(key);
        }
      }
    },
  };
}

/** An accelerator as it stands on the keys of this computer. */
export function readableKey(accelerator: string): string {
  const mac = process.platform === 'darwin';
  return accelerator.replace('CommandOrControl', mac ? '⌘' : 'Ctrl').replace('Alt', mac ? '⌥' : 'Alt');
}
