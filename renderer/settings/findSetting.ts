import type { Translate } from '../../i18n/translate.ts';
import type { Settings } from '../../preload/contract.ts';
import { SETTINGS_PARTS } from '../../preload/settings/controls.ts';
import type { SettingsPart } from '../../preload/settings/controls.ts';
import { SETTINGS } from '../../preload/settings/settingsList.ts';
import type { SettingsGroupName, SettingsPageName } from './openPage.ts';
import { settingsPages } from './pages.tsx';
import { helpOf, labelOf, optionOf } from './rows/rowWords.ts';
import { rowId, rowsOf } from './rows/SettingsPart.tsx';

/** Something the search of the settings finds. */
export interface FoundSetting {
  readonly label: string;
  readonly group: SettingsGroupName;
  /** What is opened. */
  readonly page: SettingsGroupName | SettingsPageName;
  /** Of the row that gets the focus; null for a page. */
  readonly row: string | null;
}

interface Entry extends FoundSetting {
  /** Label, help and options. */
  readonly text: string;
}

/** Every row and page there is now, in the order of the pages. */
export function settingEntries(t: Translate, settings: Settings, hasAccount: boolean): readonly Entry[] {
  const parts = Object.keys(SETTINGS_PARTS) as readonly SettingsPart[];
  const rows = parts.flatMap((part) =>
    rowsOf(part, settings, hasAccount).map((name) => {
      const setting = SETTINGS[name];
      const options: readonly (string | number)[] = 'options' in setting ? setting.options : [];
      const group = SETTINGS_PARTS[part];
      const label = labelOf(t, name);
      const words = [helpOf(t, name, settings), t(`settingsPart.${part}`)];
      return {
        label,
        group,
        page: group,
        row: rowId(name),
        text: [label, ...words, ...options.map((option) => optionOf(t, name, option))].join(' '),
      };
    }),
  );
  const pages = settingsPages
    .filter(({ ofAccount }) => hasAccount || !ofAccount)
    .map(({ name, group }) => {
      const label = t(`settings.page.${name}`);
      return { label, group, page: name, row: null, text: `${label} ${t(`settings.pageHelp.${name}`)}` };
    });
  return [...rows, ...pages];
}

const plain = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase().replaceAll('ё', 'е');

/** Those that have every word that was typed, or its beginning; whose label has them come first. */
export function findSettings(entries: readonly Entry[], typed: string): readonly FoundSetting[] {
  const wanted = plain(typed)
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (wanted.length === 0) return [];
  const has = (text: string): boolean => wanted.every((word) => plain(text).includes(word));
  const found = entries.filter(({ text }) => has(text));
  return [...found.filter(({ label }) => has(label)), ...found.filter(({ label }) => !has(label))];
}
