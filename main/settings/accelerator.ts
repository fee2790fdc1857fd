/**
 * Keys as Electron writes them (`CommandOrControl+Alt+Space`). Only what a person can press and would not type by
 * mistake: a key held for the whole system is taken from every other program.
 */

const MODIFIERS: Readonly<Record<string, string>> = {
  commandorcontrol: 'CommandOrControl',
  cmdorctrl: 'CommandOrControl',
  command: 'Command',
  cmd: 'Command',
  control: 'Control',
  ctrl: 'Control',
  alt: 'Alt',
  option: 'Alt',
  shift: 'Shift',
  super: 'Super',
  meta: 'Super',
};

const ORDER = ['CommandOrControl', 'Command', 'Control', 'Alt', 'Shift', 'Super'];

/** Letters, digits, F1 to F24, punctuation, the digits of the number pad, and the keys with a name. */
const KEY =
  /^(?:[A-Z\d]|F(?:[1-9]|1\d|2[0-4])|num\d|[`\-=[\]\\;',./]|Space|Tab|Return|Backspace|Delete|Insert|Home|End|PageUp|PageDown|Up|Down|Left|Right|Plus)$/u;

interface Keys {
  readonly modifiers: ReadonlySet<string>;
  /** Null for modifiers alone. */
  readonly key: string | null;
}

function parse(accelerator: string): Keys | null {
  const modifiers = new Set<string>();
  let key: string | null = null;
  for (const part of accelerator.split('+')) {
    const modifier = MODIFIERS[part.toLowerCase()];
    if (modifier !== undefined) modifiers.add(modifier);
    else if (key === null && KEY.test(part.length === 1 ? part.toUpperCase() : part)) {
      key = part.length === 1 ? part.toUpperCase() : part;
    } else return null;
  }
  return { modifiers, key };
}

/** Whether these modifiers may hold keys for the whole system: Shift alone is for typing. */
const holds = (modifiers: ReadonlySet<string>): boolean =>
  [...modifiers].some((modifier) => modifier !== 'Shift');

/** Whether these are keys Ringside may hold. */
export function isUsableKey(accelerator: string): boolean {
  const keys = parse(accelerator);
  return keys !== null && keys.key !== null && (holds(keys.modifiers) || /^F\d/.test(keys.key));
}

/** Whether this goes before a digit. */
export function isUsablePrefix(accelerator: string): boolean {
  const keys = parse(accelerator);
  return keys !== null && keys.key === null && holds(keys.modifiers);
}

/** Whether keyboards type characters with these keys on this system: Windows takes Ctrl+Alt for AltGr, also with Shift. */
export function typesText(accelerator: string, platform: string): boolean {
  const modifiers = parse(accelerator)?.modifiers ?? new Set<string>();
  const hasControl = modifiers.has('CommandOrControl') || modifiers.has('Control');
  return platform === 'win32' && hasControl && modifiers.has('Alt') && !modifiers.has('Super');
}

/** One spelling for the same keys of this system, for comparing; what cannot be read stays as it is. */
export function sameSpelling(accelerator: string, platform: string): string {
  const keys = parse(accelerator);
  if (keys === null) return accelerator;
  const main = platform === 'darwin' ? 'Command' : 'Control';
  const modifiers = new Set([...keys.modifiers].map((one) => (one === 'CommandOrControl' ? main : one)));
  return [...ORDER.filter((one) => modifiers.has(one)), ...(keys.key === null ? [] : [keys.key])].join('+');
}

const ON_MAC: Readonly<Record<string, string>> = {
  CommandOrControl: '⌘',
  Command: '⌘',
  Control: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Super: '⌘',
};
const ELSEWHERE: Readonly<Record<string, string>> = { CommandOrControl: 'Ctrl', Control: 'Ctrl' };

/** Keys as they stand on the keyboard of this system. */
export function readableKeys(accelerator: string, platform: string): string {
  const names =
    platform === 'darwin' ? ON_MAC : { ...ELSEWHERE, Super: platform === 'win32' ? 'Win' : 'Super' };
  return accelerator
    .split('+')
    .map((part) => names[MODIFIERS[part.toLowerCase()] ?? ''] ?? part)
    .join('+');
}
