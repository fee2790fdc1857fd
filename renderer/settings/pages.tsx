import { settingsPage as page } from './settingsPage.tsx';

/**
 * The pages of the settings, in the order of the list at their left. To add one: a line here, its label in
 * `i18n/en/settings.ts`, and a component that takes {@link SettingsPageProps} and starts with
 * `<section className={css['view']}>` and an `<h2>`.
 */
export const settingsPages = [
  page('general', 'settings.page.general', async () => (await import('./app/GeneralPage.tsx')).GeneralPage),
  page('account', 'settings.page.account', async () => (await import('./app/AccountPage.tsx')).AccountPage, {
    ofAccount: true,
  }),
  page(
    'telephony',
    'settings.page.telephony',
    async () => (await import('./calls/TelephonyPage.tsx')).TelephonyPage,
    { ofAccount: true },
  ),
  page(
    'softphone',
    'settings.page.softphone',
    async () => (await import('./softphone/SoftphoneView.tsx')).SoftphoneView,
  ),
  page('news', 'settings.page.news', async () => (await import('./webhooks/WebhooksPage.tsx')).WebhooksPage, {
    ofAccount: true,
  }),
  page('pop', 'settings.page.pop', async () => (await import('./calls/PopPage.tsx')).PopPage),
  page('lines', 'settings.page.lines', async () => (await import('./calls/LinesView.tsx')).LinesView),
  page(
    'connect',
    'settings.page.connect',
    async () => (await import('./connect/ConnectPage.tsx')).ConnectPage,
  ),
  page('links', 'settings.page.links', async () => (await import('./links/LinksPage.tsx')).LinksPage),
  page('keys', 'settings.page.keys', async () => (await import('./keys/KeysPage.tsx')).KeysPage),
  page('export', 'settings.page.export', async () => (await import('./app/ExportPage.tsx')).ExportPage),
  page('about', 'settings.page.about', async () => (await import('./app/AboutPage.tsx')).AboutPage),
] as const;
