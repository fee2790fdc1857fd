/** The platforms one can sign in to. */
export type CrmZone = 'amocrm.ru' | 'kommo.com';

/** The platforms, that of the region first: amoCRM is sold in Russian, Kommo in the rest of the world. */
export const zonesFor = (locale: string): readonly [CrmZone, CrmZone] =>
  locale.startsWith('ru') ? ['amocrm.ru', 'kommo.com'] : ['kommo.com', 'amocrm.ru'];

/** What people call them. */
export const crmNames: Readonly<Record<CrmZone, string>> = { 'amocrm.ru': 'amoCRM', 'kommo.com': 'Kommo' };

/** The domains their accounts live under; amocrm.com is Kommo's old one. */
const domains: Readonly<Record<CrmZone, readonly string[]>> = {
  'amocrm.ru': ['amocrm.ru'],
  'kommo.com': ['kommo.com', 'amocrm.com'],
};

/** The zone of an account's host, null when it is none. */
export function zoneOfHost(host: string): CrmZone | null {
  const text = host.toLowerCase();
  const isOf = (zone: CrmZone): boolean => domains[zone].some((domain) => text.endsWith(`.${domain}`));
  if (isOf('amocrm.ru')) return 'amocrm.ru';
  return isOf('kommo.com') ? 'kommo.com' : null;
}
