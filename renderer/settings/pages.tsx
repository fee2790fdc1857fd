import {
  Bell,
  CircleUserRound,
  Headset,
  PhoneIncoming,
  SlidersHorizontal,
  type LucideIcon,
} from 'lucide-react';
import type { ComponentType } from 'react';
import { lazyView } from '../account/lazyView.tsx';
import type { SettingsGroupName } from './openPage.ts';
import { settingsPage as page, type SettingsPage, type SettingsPageProps } from './settingsPage.tsx';

interface SettingsGroup {
  readonly name: SettingsGroupName;
  readonly icon: LucideIcon;
  /** What stands under the rows that the list of settings makes: rows with controls of their own. */
  readonly Panel: ComponentType<SettingsPageProps> | null;
}

/** The groups, in the order of the list at the left. */
export const settingsGroups: readonly [SettingsGroup, ...SettingsGroup[]] = [
  {
    name: 'account',
    icon: CircleUserRound,
    Panel: lazyView(async () => (await import('./app/AccountPanel.tsx')).AccountPanel),
  },
  { name: 'phone', icon: Headset, Panel: null },
  {
    name: 'calls',
    icon: PhoneIncoming,
    Panel: lazyView(async () => (await import('./calls/Colleagues.tsx')).ColleaguesPanel),
  },
  {
    name: 'notifications',
    icon: Bell,
    Panel: lazyView(async () => (await import('./webhooks/NotificationSettings.tsx')).NotificationSettings),
  },
  { name: 'advanced', icon: SlidersHorizontal, Panel: null },
];

/**
 * The pages behind the groups. To add one: a line here, its words in `i18n/en/settings.ts`, and a component that takes
 * {@link SettingsPageProps} and starts with `<section className={css['view']}>` and an `<h2>`. A page of rows needs none of
 * it: it is made of preload/settings/settingsList.ts.
 */
export const settingsPages: readonly SettingsPage[] = [
  page('phone', 'connect', async () => (await import('./connect/ConnectPage.tsx')).ConnectPage),
  page('phone', 'softphone', async () => (await import('./softphone/SoftphoneView.tsx')).SoftphoneView),
  page('phone', 'lines', async () => (await import('./calls/LinesView.tsx')).LinesView),
  page('phone', 'links', async () => (await import('./links/LinksPage.tsx')).LinksPage),
  page('calls', 'fields', async () => (await import('./fields/FieldsPage.tsx')).FieldsPage, {
    ofAccount: true,
  }),
  page('calls', 'keys', async () => (await import('./keys/KeysPage.tsx')).KeysPage),
  page('advanced', 'news', async () => (await import('./webhooks/WebhooksPage.tsx')).WebhooksPage, {
    ofAccount: true,
  }),
  page('advanced', 'export', async () => (await import('./app/ExportPage.tsx')).ExportPage),
  page('advanced', 'about', async () => (await import('./app/AboutPage.tsx')).AboutPage),
];
