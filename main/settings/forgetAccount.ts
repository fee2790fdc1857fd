import type { SettingsFile } from './settingsFile.ts';

/** Takes an account that was removed out of settings.json. */
export function forgetAccount(file: Pick<SettingsFile, 'get' | 'change'>, account: string): void {
  const { notices } = file.get();
  if (!notices.quietAccounts.includes(account)) return;
  const quietAccounts = notices.quietAccounts.filter((key) => key !== account);
  file.change({ notices: { ...notices, quietAccounts } });
}
