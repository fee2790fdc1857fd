/** What key handling reads of a keyboard event; a plain object in tests. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** True when Ctrl, Alt or Cmd is held: such presses are never plain commands. */
export const isChord = (press: KeyPress): boolean => press.ctrlKey || press.altKey || press.metaKey;

/**
 * The digit 1-9 of a plain press, null for anything else. The place of the key counts too, because
 * French keyboards give their digits only with Shift.
 */
export function digitOf(press: KeyPress): number | null {
  if (isChord(press)) return null;
  const digit = /^[1-9]$/.exec(press.key)?.[0] ?? /^(?:Digit|Numpad)([1-9])$/.exec(press.code)?.[1];
  return digit === undefined ? null : Number(digit);
}

/**
 * The Latin letter of a plain press, lower case, null for anything else. On a keyboard without Latin
 * letters (Russian) the place of the key counts.
 */
export function letterOf(press: KeyPress): string | null {
  if (isChord(press)) return null;
  if (/^[a-z]$/i.test(press.key)) return press.key.toLowerCase();
  const isOtherLetter = press.key.length === 1 && /\p{L}/u.test(press.key);
  return isOtherLetter ? (/^Key([A-Z])$/.exec(press.code)?.[1]?.toLowerCase() ?? null) : null;
}

/** True for Ctrl+Z, and Cmd+Z on a Mac, by the place of the key or its letter. */
export function isUndoChord(press: KeyPress): boolean {
  return (
    (press.ctrlKey || press.metaKey) &&
    !press.altKey &&
    !press.shiftKey &&
    (press.key.toLowerCase() === 'z' || press.code === 'KeyZ')
  );
}

/** The closed list of a choice (ui/Select.tsx): letters find one in it. */
const isChoice = (target: EventTarget | null): boolean =>
  target instanceof HTMLButtonElement && target.getAttribute('role') === 'combobox';

/** True when what is typed goes into a field as text. */
export function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || isChoice(target)) return true;
  return (
    target instanceof HTMLInputElement && !['button', 'checkbox', 'radio', 'submit'].includes(target.type)
  );
}

/** True when this press goes into its target as text. In a list of choices letters find one; a digit is a result there too. */
export function isTyped(event: KeyboardEvent): boolean {
  return isTextField(event.target) && !(isChoice(event.target) && digitOf(event) !== null);
}

/** True inside a part of the window that keeps keys for itself: a dialog, or the card beside a list. */
export function hasOwnKeys(target: EventTarget | null, part?: 'dialog' | 'card'): boolean {
  const marked = part === undefined ? '[data-own-keys]' : `[data-own-keys='${part}']`;
  return target instanceof Element && target.closest(marked) !== null;
}
