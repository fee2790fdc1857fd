/**
 * How the service stands to an account: `active`; `lapsed`, the tariff ended, so that the API answers 402 (crm-api.md 2.1); `disabled`, an
 * admin took the integration away; `closed`, the account is no more. In both its tokens are dead (crm-api.md 1.9).
 */
export const STANDINGS = ['active', 'lapsed', 'disabled', 'closed'] as const;

export type Standing = (typeof STANDINGS)[number];
