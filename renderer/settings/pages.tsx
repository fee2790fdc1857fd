import { createStore } from '../state/store.ts';
import { settingsPage as page } from './settingsPage.tsx';

/**
 * The pages of the settings, in the order of the list at their left. To add one: a line here, its label in
 * `i18n/enSettings.ts` and `ruSettings.ts`, and a component that takes {@link SettingsPageProps} and starts with
 * `<section className={css['view']}>` and an `<h2>`.
 */
export const settingsPages = [
  page('general', 'settings.page.general', async () => (await import('./GeneralPage.tsx')).GeneralPage),
  page('account', 'settings.page.account', async () => (await import('./AccountPage.tsx')).AccountPage, {
    ofAccount: true,
  }),
  page(
    'telephony',
    'settings.page.telephony',
    async () => {
      (await import('../i18n/telephonyMessages.ts')).addTelephonyMessages();
      return (await import('./TelephonyPage.tsx')).TelephonyPage;
    },
    { ofAccount: true },
  ),
  page(
    'softphone',
    'settings.page.softphone',
    async () => (await import('./SoftphoneView.tsx')).SoftphoneView,
  ),
  page(
    'news',
    'settings.page.news',
    async () => {
      const [{ NewsPage }, { addNewsMessages }] = await Promise.all([
        import('./NewsPage.tsx'),
        import('./newsMessages.ts'),
      ]);
      addNewsMessages();
      return NewsPage;
    },
    { ofAccount: true },
  ),
  page('pop', 'settings.page.pop', async () => (await import('./PopPage.tsx')).PopPage),
  page('lines', 'settings.page.lines', async () => (await import('./LinesView.tsx')).LinesView),
  page(
    'connect',
    'settings.page.connect',
    async () => (await import('./connect/ConnectPage.tsx')).ConnectPage,
  ),
  page('links', 'settings.page.links', async () => (await import('./links/LinksPage.tsx')).LinksPage),
  page('about', 'settings.page.about', async () => (await import('./AboutPage.tsx')).AboutPage),
] as const;

export type SettingsPageName = (typeof settingsPages)[number]['name'];

/** The page that is open, kept while the agent looks elsewhere. Whoever leads to a page sets it, then opens the settings. */
export const openPage = createStore<SettingsPageName>('general');
