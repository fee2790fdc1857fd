import { enAccounts } from './en/accounts.ts';
import { enCalls } from './en/calls.ts';
import { enCommon } from './en/common.ts';
import { enDeals } from './en/deals.ts';
import { enMain } from './en/main.ts';
import { enWebhooks } from './en/news.ts';
import { enNumbers } from './en/numbers.ts';
import { enPerson } from './en/person.ts';
import { enPhones } from './en/phones.ts';
import { enPopFields } from './en/popFields.ts';
import { enRouting } from './en/routing.ts';
import { enScripts } from './en/scripts.ts';
import { enSettingRows } from './en/settingRows.ts';
import { enSettings } from './en/settings.ts';
import { enShell } from './en/shell.ts';
import { enStorage } from './en/storage.ts';
import { enTelephony } from './en/telephony.ts';
import { enViews } from './en/views.ts';

/**
 * The English texts, ICU MessageFormat: the source of all others, and the type of what code may say. Code imports
 * this as a type only; what a process says comes to it compiled (scripts/texts).
 */
export const english = {
  ...enCommon,
  ...enViews,
  ...enDeals,
  ...enCalls,
  ...enSettings,
  ...enSettingRows,
  ...enTelephony,
  ...enStorage,
  ...enNumbers,
  ...enPerson,
  ...enPhones,
  ...enPopFields,
  ...enScripts,
  ...enAccounts,
  ...enRouting,
  ...enShell,
  ...enWebhooks,
  ...enMain,
} as const;
