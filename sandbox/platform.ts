import type { ApiContext } from './route.ts';

/**
 * Whether an account is one of Kommo's, which differs from amoCRM in a few things (crm-api.md 3.4): on its own zone all are, on `localhost`
 * the English one.
 */
export const isKommo = ({ account, settings }: Pick<ApiContext, 'account' | 'settings'>): boolean =>
  settings.domain === 'kommo.com' || (settings.domain === 'localhost' && account.account.language === 'en');
