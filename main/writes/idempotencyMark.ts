import type { CrmOrigin } from '../crm/types/entity.ts';
import type { Journal, OutboxRow } from '../journal/journal.ts';
import type { AgentWrite } from '../journal/outboxPayload.ts';
import { SERVICE_SLACK_S } from './serviceTimes.ts';

/**
 * How a row recognises what it made itself. Nothing we send is kept as a key of ours, but `created_at` is
 * (crm-api.md 3.3, 3.4, 3.7): a row's stamp is the second it was written at by the CRM's clock, unique in its account. If the
 * service should put its own time there, what the agent made since the send counts, unless another row made it.
 */
export interface IdempotencyMark {
  /** Unix seconds: sent as `created_at`. */
  readonly stamp: number;
  /** Unix seconds before which it cannot have been changed last. */
  readonly from: number;
  readonly isOurs: (made: Made) => boolean;
  /** As `isOurs`, and with our own second on it: so it is, whatever somebody made of its words since. */
  readonly isStamped: (made: Made) => boolean;
}

type Made = CrmOrigin & { readonly id: number };

/** @param sentFrom Unix seconds by the CRM's clock: no send of unknown outcome was carried out before */
export function idempotencyMark(
  journal: Journal,
  { account, write, stamp }: OutboxRow<AgentWrite>,
  sentFrom: number,
): IdempotencyMark {
  const userId = journal.accounts.get(account)?.userId;
  const mark = stamp ?? sentFrom;
  const from = sentFrom - SERVICE_SLACK_S;
  const isPossible = ({ id, created_by: author }: Made): boolean =>
    (author === undefined || author === 0 || author === userId) &&
    !journal.outbox.isKnownRemote(account, write.kind, id);
  const isStamped = (made: Made): boolean => made.created_at === mark && isPossible(made);
  return {
    stamp: mark,
    from: Math.min(mark, from),
    isOurs: (made) =>
      isStamped(made) || (made.created_at !== undefined && made.created_at >= from && isPossible(made)),
    isStamped,
  };
}
