import { createStore } from '../state/store.ts';
import type { SettingsPageName } from './pages.tsx';

/** The page that is open, kept while the agent looks elsewhere. Whoever leads to a page sets it, then opens the settings. */
export const openPage = createStore<SettingsPageName>('general');
