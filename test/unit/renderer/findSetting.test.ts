import { describe, expect, it } from 'vitest';
import { LANGUAGE_TAGS } from '../../../i18n/languages.ts';
import type { Settings } from '../../../preload/contract.ts';
import { SETTINGS, rowNames } from '../../../preload/settings/settingsList.ts';
import { findSettings, settingEntries } from '../../../renderer/settings/findSetting.ts';
import { settingsPages } from '../../../renderer/settings/pages.tsx';
import { shownValues } from '../../settings.ts';
import { speak } from '../../speech.ts';

const settings: Settings = {
  values: shownValues({ 'quietHours.on': true }),
  can: { hideFromSharing: true },
  hook: { port: 47_824, state: 'listening', exampleUrl: '', exampleCommand: '', lastEventAt: null },
};

describe('the search of the settings', () => {
  it.each(LANGUAGE_TAGS)(
    'finds every row and page by its own words in %s, that one first among equals',
    (tag) => {
      const entries = settingEntries(speak(tag), settings, true);
      expect(entries).toHaveLength(rowNames.length + settingsPages.length);
      for (const entry of entries) {
        const found = findSettings(entries, entry.label.toLocaleUpperCase(tag));
        expect(found.map(({ label }) => label)).toContain(entry.label);
        expect(found[0]?.label.toLocaleLowerCase(tag)).toContain(entry.label.toLocaleLowerCase(tag));
      }
    },
  );

  it('finds by an option, by several words in any order, without accents; nothing by nothing', () => {
    const english = settingEntries(speak('en'), settings, true);
    const labels = (typed: string, entries = english) =>
      findSettings(entries, typed).map(({ label }) => label);
    expect(labels('dark')).toEqual(['Appearance']);
    expect(labels('size text')).toEqual(['Text size']);
    expect(labels('  ')).toEqual([]);
    expect(labels('no such thing at all')).toEqual([]);
    expect(labels('tamano', settingEntries(speak('es-419'), settings, true))).toEqual(['Tamaño del texto']);
  });

  it('leaves out what the window has not: an account’s own, and what is under a switch that is off', () => {
    const own = rowNames.filter((name) => SETTINGS[name].scope === 'account').length;
    const ofAccount = settingsPages.filter((page) => page.ofAccount).length;
    const all = settingEntries(speak('en'), settings, true).length;
    expect(settingEntries(speak('en'), settings, false)).toHaveLength(all - own - ofAccount);
    const off = { ...settings, values: shownValues({ 'quietHours.on': false }) };
    expect(settingEntries(speak('en'), off, true)).toHaveLength(all - 3);
  });
});
