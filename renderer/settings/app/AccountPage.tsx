import { AccountCare } from '../../accounts/AccountCare.tsx';
import type { SettingsPageProps } from '../settingsPage.tsx';

/** What can be done with the account of this window. */
export function AccountPage({ account }: SettingsPageProps) {
  return account && <AccountCare key={account.key} account={account} />;
}
