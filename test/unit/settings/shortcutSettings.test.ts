import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  isUsableKey,
  isUsablePrefix,
  readableKeys,
  sameSpelling,
  typesText,
} from '../../../main/settings/accelerator.ts';
import { openSettingsFile } from '../../../main/settings/settingsFile.ts';
import { createShortcutSettings } from '../../../main/settings/shortcutSettings.ts';
import { savedShortcut, usualShortcuts } from '../../../main/settings/defaultShortcuts.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-keys-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function stage(taken: readonly string[] = [], platform = 'linux') {
  const file = openSettingsFile(join(folder, 'settings.json'));
  let changes = 0;
  const service = createShortcutSettings({
    file,
    platform,
    canHave: (accelerator) => !taken.includes(accelerator),
    changed: () => {
      changes += 1;
    },
  });
  const of = (name: 'pop' | 'results' | 'selection') =>
    service.view().shortcuts.find((shortcut) => shortcut.name === name);
  return { file, service, of, changes: () => changes };
}

describe('the keys for any program', () => {
  it('are the usual ones at first, without a conflict', () => {
    const { service } = stage();
    expect(service.view().shortcuts).toEqual(
      (['pop', 'results', 'selection'] as const).map((name) => ({
        name,
        accelerator: usualShortcuts('linux')[name],
        keys: usualShortcuts('linux')[name].replace('CommandOrControl', 'Ctrl'),
        isUsual: true,
        problem: null,
        rival: null,
      })),
    );
  });

  it('tell of two that want the same, however the keys are written', () => {
    const { service, of } = stage();
    service.set('pop', 'Alt+Ctrl+d');
    expect(of('pop')).toMatchObject({ problem: 'same', rival: 'selection', isUsual: false });
    expect(of('selection')).toMatchObject({ problem: 'same', rival: 'pop' });
    service.set('pop', '');
    expect(of('selection')).toMatchObject({ problem: null });
  });

  it('tell of one that wants a digit of the results', () => {
    const { service, of } = stage();
    service.set('selection', 'CommandOrControl+Alt+7');
    expect(of('results')).toMatchObject({ problem: 'same', rival: 'selection' });
    service.set('selection', 'CommandOrControl+Alt+8');
    expect(of('results')).toMatchObject({ problem: null });
  });

  it('tell what the system refuses, for the results if it is one digit of seven', () => {
    const { of } = stage(['CommandOrControl+Alt+Space', 'CommandOrControl+Alt+5']);
    expect(of('pop')).toMatchObject({ problem: 'taken' });
    expect(of('results')).toMatchObject({ problem: 'taken' });
    expect(of('selection')).toMatchObject({ problem: null });
  });

  it('tell what somebody wrote into the file that is no key', () => {
    const { file, of } = stage();
    file.change({ popShortcut: 'Ctrl+Nonsense', resultShortcut: 'Ctrl+X' });
    expect(of('pop')).toMatchObject({ problem: 'unusable' });
    expect(of('results')).toMatchObject({ problem: 'unusable' });
  });

  it('are kept, and taken at once', () => {
    const { service, changes } = stage();
    expect(service.set('results', 'Super+Shift').ok).toBe(true);
    expect(changes()).toBe(1);
    expect(openSettingsFile(join(folder, 'settings.json')).get().resultShortcut).toBe('Super+Shift');
  });

  it.each([
    'A',
    'Shift+A',
    'Ctrl',
    'Ctrl+Alt',
    'Ctrl+A+B',
    'Ctrl+Ф',
    'Nonsense',
    'Ctrl+',
    '+',
    'Ctrl+MediaPlay2',
  ])('refuse %s, and keep the old ones', (accelerator) => {
    const { service, of, changes } = stage();
    expect(service.set('pop', accelerator).ok).toBe(false);
    expect(of('pop')).toMatchObject({ isUsual: true });
    expect(changes()).toBe(0);
  });

  it.each(['F9', 'Shift+F12', 'Ctrl+Alt+Space', 'Super+num5', 'Alt+-', 'CommandOrControl+Shift+/'])(
    'may be %s',
    (accelerator) => {
      expect(isUsableKey(accelerator)).toBe(true);
    },
  );

  it('before a digit are modifiers, and not Shift alone', () => {
    expect(['Ctrl+Alt', 'Super', 'Alt+Shift'].map(isUsablePrefix)).toEqual([true, true, true]);
    expect(['Shift', 'Ctrl+A', '', 'F9'].map(isUsablePrefix)).toEqual([false, false, false, false]);
  });

  it('are written as they stand on the keyboard', () => {
    expect(readableKeys('CommandOrControl+Alt+Space', 'linux')).toBe('Ctrl+Alt+Space');
    expect(readableKeys('CommandOrControl+Alt+Space', 'darwin')).toBe('⌘+⌥+Space');
    expect(readableKeys('Super+D', 'win32')).toBe('Win+D');
    expect(sameSpelling('Shift+CmdOrCtrl+d', 'darwin')).toBe('Command+Shift+D');
  });
});

describe('keys that a keyboard types with', () => {
  // AltGr is Ctrl+Alt for Windows: Microsoft's own guidance on keyboard shortcuts.
  it.each(['win32', 'linux', 'darwin'])('are not taken unless the agent wants them (%s)', (platform) => {
    for (const accelerator of Object.values(usualShortcuts(platform))) {
      expect(typesText(accelerator, platform)).toBe(false);
      expect(isUsableKey(accelerator) || isUsablePrefix(accelerator)).toBe(true);
    }
  });

  it('are told of where the agent chose them', () => {
    const { service, of } = stage([], 'win32');
    service.set('results', 'Control+Alt');
    expect(of('results')).toMatchObject({ problem: 'typing' });
    service.set('results', null);
    expect(of('results')).toMatchObject({ problem: null, isUsual: true, keys: 'Alt+Shift' });
  });

  it('leave a Windows on which they were saved as the usual ones, and stay where they were chosen', () => {
    expect(savedShortcut('results', 'CommandOrControl+Alt', 'win32')).toBe('Alt+Shift');
    expect(savedShortcut('results', 'CommandOrControl+Alt', 'linux')).toBe('CommandOrControl+Alt');
    expect(savedShortcut('results', 'Control+Alt', 'win32')).toBe('Control+Alt');
    expect(savedShortcut('results', '', 'win32')).toBe('');
  });
});
