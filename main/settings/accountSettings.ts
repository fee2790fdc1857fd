import { catch as orUsual } from 'zod/mini';
import { SETTINGS, settingNames, usualOf } from '../../preload/settings/settingsList.ts';
import type { AccountName, Nested } from '../../preload/settings/settingsList.ts';
import { settingSchemas } from '../../preload/settings/settingsSchemas.ts';
import { parseJson } from '../crm/transport/responseCheck.ts';
import type { MemoryRows } from '../journal/journal.ts';
import { savedSchema } from './nestedSettings.ts';

/** The settings that are an account's own. */
const accountNames = settingNames.filter((name): name is AccountName => SETTINGS[name].scope === 'account');

/** What is broken is usual again, and spoils nothing else. */
const saved = savedSchema(accountNames, (name) =>
  orUsual(settingSchemas[name], () => usualOf(name) as never),
);

export type AccountSettingsValues = Nested<AccountName>;

/**
 * What an account wants. In the journal's memory and not in settings.json: users' ids are the account's, and go with it
 * when it is removed.
 */
export interface AccountSettings {
  get(account: string): AccountSettingsValues;
  /** Saves at once; answers what holds now. */
  set(account: string, wanted: AccountSettingsValues): AccountSettingsValues;
}

/** By its first settings: who logs calls, and who sees them. */
const KEY = 'telephony';

export function createAccountSettings(memory: MemoryRows): AccountSettings {
  return {
    get(account) {
      const text = memory.get(account, KEY);
      const json = text === null ? null : parseJson(text);
      const parsed = saved.safeParse(json?.ok === true ? json.value : {});
      return parsed.data ?? saved.parse({});
    },
    set(account, wanted) {
      memory.put(account, KEY, JSON.stringify(wanted));
      return wanted;
    },
  };
}
