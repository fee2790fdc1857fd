import type { CrmClient } from '../amocrm/client.ts';

/** What of the CRM the outbox asks: the writes it sends, and the reads that prove a write safe. */
export interface OutboxClient extends Pick<CrmClient, 'calls' | 'rawPage'> {
  readonly contacts: Pick<CrmClient['contacts'], 'query' | 'create'>;
  readonly companies: Pick<CrmClient['companies'], 'query'>;
  readonly notes: Pick<CrmClient['notes'], 'list' | 'addCall'>;
}
