import type { PlainMessageKey } from '../../i18n/translate.ts';
import type { SETTINGS_PARTS } from '../../preload/settings/controls.ts';
import { createStore } from '../state/store.ts';

/** The groups of the settings, each a page of rows. */
export type SettingsGroupName = (typeof SETTINGS_PARTS)[keyof typeof SETTINGS_PARTS];

/** A page's name is the end of its label's key (pages.tsx), so that whoever leads to a page need not know the pages. */
export type SettingsPageName = PlainMessageKey extends infer Key
  ? Key extends `settings.page.${infer Name}`
    ? Name
    : never
  : never;

/** What is open, kept while the agent looks elsewhere. Whoever leads to a page sets it, then opens the settings. */
export const openPage = createStore<SettingsGroupName | SettingsPageName>('account');
