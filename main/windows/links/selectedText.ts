import { clipboard, globalShortcut } from 'electron';

/**
 * What the agent selected in whatever program. X11 keeps it where it can be read; elsewhere a program must be asked to
 * copy, which Electron cannot: there it is what they copied themselves. Nothing is put on the clipboard, so nothing of theirs is lost.
 */
export async function selectedTexts(): Promise<readonly string[]> {
  const texts: string[] = [];
  if (readsSelection() === 'selection') texts.push(await primarySelection());
  texts.push(await clipboard.readText());
  return texts;
}

/** Electron before 45 has no object of its own for it. */
interface OlderClipboard {
  readText(type: 'selection'): string;
}

async function primarySelection(): Promise<string> {
  return 'selection' in clipboard
    ? clipboard.selection.readText()
    : (clipboard as unknown as OlderClipboard).readText('selection');
}

/** Under Wayland only the program with the keyboard may read a selection. */
export function readsSelection(): 'selection' | 'clipboard' {
  const isX11 = process.platform === 'linux' && process.env['XDG_SESSION_TYPE'] !== 'wayland';
  return isX11 ? 'selection' : 'clipboard';
}

/** The one key of selected text; another accelerator takes the place of the one before. */
export interface DialShortcut {
  /** '' for none. False when the system or another program does not let us have it. */
  use(accelerator: string): boolean;
  isOurs(): boolean;
}

export function createDialShortcut(onPress: () => void): DialShortcut {
  let held = '';
  return {
    use(accelerator) {
      if (held !== '') globalShortcut.unregister(held);
      held = '';
      if (accelerator === '') return true;
      try {
        if (globalShortcut.register(accelerator, onPress)) held = accelerator;
      } catch {
        // Not an accelerator at all.
      }
      return held !== '';
    },
    isOurs: () => held !== '',
  };
}
