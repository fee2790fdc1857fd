import type { Journal, OutboxRow } from '../journal/journal.ts';
import type { AgentWrite } from '../journal/outboxPayload.ts';
import type { WriteClient } from './writeClient.ts';

/** What each kind of write is made of. */
export interface WriteDeps<K extends AgentWrite['kind']> {
  readonly journal: Journal;
  readonly client: WriteClient;
  readonly row: OutboxRow<AgentWrite>;
  readonly write: Extract<AgentWrite, { kind: K }>;
}

/** The CRM's id of the agent, for what is theirs unless said otherwise. */
export const agentOf = (journal: Journal, { account }: OutboxRow): number | undefined =>
  journal.accounts.get(account)?.userId;

/** ISO 3166 alpha-2 of the account's numbers; '' when it is gone. */
export const regionOf = (journal: Journal, { account }: Pick<OutboxRow, 'account'>): string =>
  journal.accounts.get(account)?.region ?? '';
