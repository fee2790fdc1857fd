import { AccountCare } from '../../accounts/AccountCare.tsx';
import type { SettingsPageProps } from '../settingsPage.tsx';
import { Startup } from './Startup.tsx';

/** Whether Ringside starts with the system, and what can be done with the account of this window. */
export function AccountPanel({ account }: SettingsPageProps) {
  return (
    <>
      <Startup />
      {account && <AccountCare key={account.key} account={account} />}
    </>
  );
}
