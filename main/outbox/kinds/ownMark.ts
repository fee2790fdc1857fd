import type { CrmOrigin } from '../../amocrm/client.ts';
import type { Journal, OutboxRow } from '../../journal/journal.ts';
import type { AgentWrite } from '../../journal/outboxWrite.ts';

/** Clocks of the service and the desktop may differ by this much. */
const CLOCK_SLACK_S = 5 * 60;

/**
 * How a row recognises what it made itself. Nothing we send is kept as a key of ours, but `created_at` is
 * (facts/amocrm-api 3.3, 3.4, 3.7): a row's stamp is the second it was written at, unique in its account. If the
 * service should put its own time there, what the agent made since the send counts, unless another row made it.
 */
export interface OwnMark {
  /** Unix seconds: sent as `created_at`. */
  readonly stamp: number;
  /** Unix seconds before which it cannot have been changed last. */
  readonly from: number;
  readonly isOurs: (made: Made) => boolean;
  /** As `isOurs`, and with our own second on it: so it is, whatever somebody made of its words since. */
  readonly isStamped: (made: Made) => boolean;
}

type Made = CrmOrigin & { readonly id: number };

/** @param unsureSince Unix ms of the send whose outcome is unknown */
export function ownMark(
  journal: Journal,
  { account, write, stamp }: OutboxRow<AgentWrite>,
  unsureSince: number,
): OwnMark {
  const userId = journal.accounts.get(account)?.userId;
  const mark = stamp ?? Math.floor(unsureSince / 1000);
  const sentFrom = Math.floor(unsureSince / 1000) - CLOCK_SLACK_S;
  const isPossible = ({ id, created_by: author }: Made): boolean =>
    (author === undefined || author === 0 || author === userId) &&
    !journal.outbox.isKnownRemote(account, write.kind, id);
  const isStamped = (made: Made): boolean => made.created_at === mark && isPossible(made);
  return {
    stamp: mark,
    from: Math.min(mark, sentFrom),
    isOurs: (made) =>
      isStamped(made) || (made.created_at !== undefined && made.created_at >= sentFrom && isPossible(made)),
    isStamped,
  };
}
