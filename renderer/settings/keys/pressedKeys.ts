/** A key press as the browser tells it. */
export interface KeyPress {
  /** The place on the keyboard: the same in every layout. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

const NAMED: Readonly<Record<string, string>> = {
  Space: 'Space',
  Tab: 'Tab',
  Enter: 'Return',
  Backspace: 'Backspace',
  Delete: 'Delete',
  Insert: 'Insert',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Minus: '-',
  Equal: '=',
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Semicolon: ';',
  Quote: "'",
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backquote: '`',
};

/** The key's name in Electron's accelerators, null for modifiers and keys it has no name for. */
function keyName(code: string): string | null {
  const letter = /^(?:Key|Digit)([A-Z\d])$/.exec(code)?.[1];
  if (letter !== undefined) return letter;
  const pad = /^Numpad(\d)$/.exec(code)?.[1];
  if (pad !== undefined) return `num${pad}`;
  return /^F(?:[1-9]|1\d|2[0-4])$/.test(code) ? code : (NAMED[code] ?? null);
}

const MODIFIER = /^(?:Control|Alt|Shift|Meta|OS)(?:Left|Right)?$/;

/** `more`: only modifiers so far; `weak`: without a modifier that keeps the keys out of other programs' typing. */
export type Pressed =
  { readonly state: 'keys'; readonly accelerator: string } | { readonly state: 'more' | 'weak' };

/**
 * What a press means as keys for the whole system.
 *
 * @param isPrefix only the modifiers are wanted; the press is one with a digit
 */
export function pressedKeys(press: KeyPress, isMac: boolean, isPrefix: boolean): Pressed {
  const strong = [
    ...((isMac ? press.metaKey : press.ctrlKey) ? ['CommandOrControl'] : []),
    ...(isMac && press.ctrlKey ? ['Control'] : []),
    ...(press.altKey ? ['Alt'] : []),
    ...(!isMac && press.metaKey ? ['Super'] : []),
  ];
  const modifiers = [...strong, ...(press.shiftKey ? ['Shift'] : [])];
  if (MODIFIER.test(press.code)) return { state: 'more' };
  const key = keyName(press.code);
  if (key === null || (isPrefix && !/^(?:num)?\d$/.test(key))) return { state: 'more' };
  const isFunctionKey = /^F\d/.test(key);
  if (strong.length === 0 && (isPrefix || !isFunctionKey)) return { state: 'weak' };
  return { state: 'keys', accelerator: (isPrefix ? modifiers : [...modifiers, key]).join('+') };
}
