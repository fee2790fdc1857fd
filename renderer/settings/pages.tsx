import { settingsPage as page } from './settingsPage.tsx';

/**
 * The pages of the settings, in the order of the list at their left. To add one: a line here, its label in
 * `i18n/enSettings.ts` and `ruSettings.ts`, and a component that takes {@link SettingsPageProps} and starts with
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
    async () => {
      (await import('../i18n/telephonyMessages.ts')).addTelephonyMessages();
      return (await import('./calls/TelephonyPage.tsx')).TelephonyPage;
    },
    { ofAccount: true },
  ),
  page(
    'softphone',
    'settings.page.softphone',
    async () => (await import('./softphone/SoftphoneView.tsx')).SoftphoneView,
  ),
  page(
    'webhooks',
    'settings.page.news',
    async () => {
      const [{ WebhooksPage }, { addWebhookMessages }] = await Promise.all([
        import('./webhooks/WebhooksPage.tsx'),
        import('./webhookMessages.ts'),
      ]);
      addWebhookMessages();
      return WebhooksPage;
    },
    { ofAccount: true },
  ),
  page('pop', 'settings.page.pop', async () => (await import('./calls/PopPage.tsx')).PopPage),
  page('lines', 'settings.page.lines', async () => (await import('./calls/LinesView.tsx')).LinesView),
  page(
    'connect',
    'settings.page.connect',
    async () => (await import('./connect/ConnectPage.tsx')).ConnectPage,
  ),
  page('links', 'settings.page.links', async () => (await import('./links/LinksPage.tsx')).LinksPage),
  page('keys', 'settings.page.keys', async () => {
    const [{ KeysPage }, { addShellMessages }] = await Promise.all([
      import('./keys/KeysPage.tsx'),
      import('./shellMessages.ts'),
    ]);
    addShellMessages();
    return KeysPage;
  }),
  page('export', 'settings.page.export', async () => {
    const [{ ExportPage }, { addShellMessages }] = await Promise.all([
      import('./app/ExportPage.tsx'),
      import('./shellMessages.ts'),
    ]);
    addShellMessages();
    return ExportPage;
  }),
  page('about', 'settings.page.about', async () => {
    const [{ AboutPage }, { addShellMessages }, { addStorageMessages }] = await Promise.all([
      import('./app/AboutPage.tsx'),
      import('./shellMessages.ts'),
      import('../i18n/storageMessages.ts'),
    ]);
    addShellMessages();
    addStorageMessages();
    return AboutPage;
  }),
] as const;

export type SettingsPageName = (typeof settingsPages)[number]['name'];
