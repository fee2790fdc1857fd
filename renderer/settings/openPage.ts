import type { PlainMessageKey } from '../../i18n/translate.ts';
import { createStore } from '../state/store.ts';

/** A page's name is the end of its label's key (pages.tsx), so that whoever leads to a page need not know the pages. */
export type SettingsPageName = PlainMessageKey extends infer Key
  ? Key extends `settings.page.${infer Name}`
    ? Name
    : never
  : never;

/** The page that is open, kept while the agent looks elsewhere. Whoever leads to a page sets it, then opens the settings. */
export const openPage = createStore<SettingsPageName>('general');
