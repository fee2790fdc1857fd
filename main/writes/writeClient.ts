import type { CrmClient } from '../crm/types/crmClient.ts';

/** What of the CRM the outbox asks: the writes it sends, and the reads that prove a write safe. */
export interface WriteClient extends Pick<CrmClient, 'bots' | 'calls' | 'rawPage'> {
  readonly contacts: Pick<CrmClient['contacts'], 'pages' | 'get' | 'create' | 'patch'>;
  readonly companies: Pick<CrmClient['companies'], 'pages' | 'get' | 'create' | 'linkContact' | 'patch'>;
  readonly leads: Pick<
    CrmClient['leads'],
    'get' | 'pages' | 'ofContact' | 'create' | 'createComplex' | 'linkContact' | 'patch'
  >;
  readonly tasks: Pick<CrmClient['tasks'], 'get' | 'pages' | 'create' | 'complete' | 'change'>;
  readonly unsorted: Pick<CrmClient['unsorted'], 'createSip' | 'pages' | 'accept'>;
  readonly notes: Pick<CrmClient['notes'], 'list' | 'addCall' | 'addText' | 'getCall' | 'patchCall'>;
}
