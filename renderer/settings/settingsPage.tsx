import type { ComponentType } from 'react';
import type { Account, Settings } from '../../preload/contract.ts';
import { lazyView } from '../account/lazyView.tsx';
import type { PlainMessageKey } from '../../i18n/translate.ts';

/** What a page of the settings is given. */
export interface SettingsPageProps {
  readonly settings: Settings;
  readonly version: string;
  /** The account of the window; null in the settings' own window. */
  readonly account: Account | null;
}

/** One page: its name in the code, its label in the list, and what it shows. */
export interface SettingsPage<Name extends string> {
  readonly name: Name;
  readonly label: PlainMessageKey;
  readonly Page: ComponentType<SettingsPageProps>;
  /** True for pages about the window's account: the settings' own window has none, and leaves them out. */
  readonly ofAccount: boolean;
}

/**
 * Makes a page that is read when it is first shown.
 *
 * @param load imports the page's component
 */
export function settingsPage<Name extends string>(
  name: Name,
  label: PlainMessageKey,
  load: () => Promise<ComponentType<SettingsPageProps>>,
  { ofAccount = false }: { readonly ofAccount?: boolean } = {},
): SettingsPage<Name> {
  return { name, label, Page: lazyView(load), ofAccount };
}
