import type { ComponentType } from 'react';
import type { Account, Settings } from '../../preload/contract.ts';
import { lazyView } from '../account/lazyView.tsx';
import type { SettingsGroupName, SettingsPageName } from './openPage.ts';

/** What a page of the settings is given. */
export interface SettingsPageProps {
  readonly settings: Settings;
  readonly version: string;
  /** The account of the window; null in the settings' own window. */
  readonly account: Account | null;
}

/** A page of its own, that its group leads to. */
export interface SettingsPage {
  /** Its words are `settings.page.<name>` and, as a row of its group, `settings.pageHelp.<name>`. */
  readonly name: SettingsPageName;
  readonly group: SettingsGroupName;
  readonly Page: ComponentType<SettingsPageProps>;
  /** True for pages about the window's account: the settings' own window has none, and leaves them out. */
  readonly ofAccount: boolean;
}

/**
 * Makes a page that is read when it is first shown.
 *
 * @param load imports the page's component
 */
export function settingsPage(
  group: SettingsGroupName,
  name: SettingsPageName,
  load: () => Promise<ComponentType<SettingsPageProps>>,
  { ofAccount = false }: { readonly ofAccount?: boolean } = {},
): SettingsPage {
  return { name, group, Page: lazyView(load), ofAccount };
}
