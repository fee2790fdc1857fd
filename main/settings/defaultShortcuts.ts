import type { ShortcutName } from '../../preload/contract.ts';

/** Electron accelerators, one for each thing a key can do from any program; for `results` what stands before a digit. */
export type Shortcuts = Readonly<Record<ShortcutName, string>>;

const CTRL_ALT: Shortcuts = {
  pop: 'CommandOrControl+Alt+Space',
  results: 'CommandOrControl+Alt',
  selection: 'CommandOrControl+Alt+D',
};

/**
 * Windows takes Ctrl+Alt for AltGr, with which Spanish, Portuguese, German, French and Nordic keyboards type @ # { and
 * Polish and Czech ones letters; no layout types with Alt and Shift.
 */
const ALT_SHIFT: Shortcuts = { pop: 'Alt+Shift+Space', results: 'Alt+Shift', selection: 'Alt+Shift+D' };

/**
 * The keys Ringside takes unless the agent wants others: none that a keyboard of this system types with.
 *
 * @param platform as `process.platform` names it
 */
export function usualShortcuts(platform: string): Shortcuts {
  return platform === 'win32' ? ALT_SHIFT : CTRL_ALT;
}

/**
 * A saved shortcut as it is to be used: what was usual on Windows before it was known to swallow what is typed
 * was saved with every other setting, though nobody had chosen it.
 */
export function savedShortcut(name: ShortcutName, saved: string, platform: string): string {
  return saved === CTRL_ALT[name] ? usualShortcuts(platform)[name] : saved;
}
