import type { ShortcutName, ShortcutsView } from '../../preload/contract.ts';
import { fail, ok } from '../common/result.ts';
import type { Result } from '../common/result.ts';
import { isUsableKey, isUsablePrefix, readableKeys, sameSpelling, typesText } from './accelerator.ts';
import type { SavedSettings, SettingsFile } from './settingsFile.ts';
import { usualShortcuts } from './defaultShortcuts.ts';

/** The keys that work while another program has the keyboard: which they are, and what is in their way. */
export interface ShortcutSettings {
  view(): ShortcutsView;
  /** Saves and takes the new keys; '' is off, null the usual ones. */
  set(name: ShortcutName, accelerator: string | null): Result<ShortcutsView, 'unusable'>;
}

interface ShortcutSettingsDeps {
  readonly file: SettingsFile;
  readonly platform: string;
  /** Whether the system lets Ringside have these keys. */
  readonly canHave: (accelerator: string) => boolean;
  /** The settings were saved: whoever holds keys takes the new ones. */
  readonly changed: () => void;
}

const names = ['pop', 'results', 'selection'] as const;
const digits = [1, 2, 3, 4, 5, 6, 7];

export function createShortcutSettings({
  file,
  platform,
  canHave,
  changed,
}: ShortcutSettingsDeps): ShortcutSettings {
  const usual = usualShortcuts(platform);
  const keysOf = ({ popShortcut, resultShortcut, links }: SavedSettings) => ({
    pop: popShortcut,
    results: resultShortcut,
    selection: links.shortcut,
  });

  /** Every key a setting takes: the results take one for each digit. */
  const taken = (name: ShortcutName, accelerator: string): readonly string[] => {
    if (accelerator === '') return [];
    return name === 'results' ? digits.map((digit) => `${accelerator}+${digit}`) : [accelerator];
  };
  const isUsable = (name: ShortcutName, accelerator: string): boolean =>
    accelerator === '' || (name === 'results' ? isUsablePrefix(accelerator) : isUsableKey(accelerator));

  const view = (): ShortcutsView => {
    const keys = keysOf(file.get());
    const spelled = (name: ShortcutName): readonly string[] =>
      taken(name, keys[name]).map((one) => sameSpelling(one, platform));
    const rivalOf = (name: ShortcutName): ShortcutName | null => {
      const mine = spelled(name);
      return (
        names.find((other) => other !== name && spelled(other).some((one) => mine.includes(one))) ?? null
      );
    };
    const problemOf = (name: ShortcutName): ShortcutsView['shortcuts'][number]['problem'] => {
      if (!isUsable(name, keys[name])) return 'unusable';
      if (rivalOf(name) !== null) return 'same';
      if (!taken(name, keys[name]).every(canHave)) return 'taken';
      return typesText(keys[name], platform) ? 'typing' : null;
    };
    return {
      shortcuts: names.map((name) => ({
        name,
        accelerator: keys[name],
        keys: readableKeys(keys[name], platform),
        isUsual: keys[name] === usual[name],
        problem: problemOf(name),
        rival: rivalOf(name),
      })),
    };
  };

  return {
    view,
    set(name, wanted) {
      const accelerator = wanted ?? usual[name];
      if (!isUsable(name, accelerator)) return fail('unusable');
      const { links } = file.get();
      if (name === 'pop') file.change({ popShortcut: accelerator });
      else if (name === 'results') file.change({ resultShortcut: accelerator });
      else file.change({ links: { ...links, shortcut: accelerator } });
      changed();
      return ok(view());
    },
  };
}
