import { doubledMs } from '../common/backoff.ts';
import type { Growth } from '../common/backoff.ts';
import type { Clock } from '../common/clock.ts';
import { AT_ONCE, type Journal, type OutboxRow } from '../journal/journal.ts';
import type { OutboxWrite } from '../journal/outboxPayload.ts';
import { kindOf } from '../writes/writeKinds.ts';

/**
 * What the CRM refused for want of rights (403, code 244), and when it is tried again. Nothing an agent may read
 * says what they may write (`GET /users` is for administrators), so that rights come back is learned from writes:
 * one refused row of each right is tried now and then and whenever the account is woken, and as soon as any write
 * of that right goes through the others follow. A refusal is certain, so that trying again writes nothing twice.
 * Kept in memory: a new start may try once.
 */
export interface PermissionRetry {
  /** The CRM refused this row so; the refusal is committed. */
  refused(row: OutboxRow): void;
  /** The CRM took this write: what was refused for want of the same right goes, too. */
  allowed(row: OutboxRow): void;
  /** Rights may be back: tries one row of each right, of one account or all. */
  tryOne(account?: string): void;
  /** Tries what is due. */
  tryDue(): void;
  /** Milliseconds until the next try, null when nothing was refused. */
  nextTry(): number | null;
}

interface RefusedRightsDeps {
  readonly journal: Journal;
  readonly clock: Clock;
  /** A row waits again; the change is committed. */
  readonly changed: (row: OutboxRow) => void;
}

/** What one user of an account may do or not. */
interface Right {
  readonly account: string;
  readonly name: string;
  /** How often the row that is tried was refused. */
  refusals: number;
  /** Monotonic, as `at` below. */
  nextTry: number;
  /** The row tried last. */
  tried: number | null;
  /** Rows that followed another and were refused once more: of an agent who may change only some cards. */
  readonly followed: Map<number, { readonly times: number; readonly at: number }>;
}

/** Somebody gives rights back without a word: so often the CRM is asked by a try. */
const WAIT: Growth = { firstMs: 5 * 60_000, longestMs: 10 * 60_000 };

const waitMs = (refusals: number): number => doubledMs(refusals, WAIT);

const rightOf = (write: OutboxWrite): string => kindOf(write).right(write);

export function createPermissionRetry({ journal, clock, changed }: RefusedRightsDeps): PermissionRetry {
  const rights = new Map<string, Right>();

  const rightFor = (account: string, write: OutboxWrite): Right => {
    const name = rightOf(write);
    const key = `${account} ${name}`;
    const known = rights.get(key) ?? {
      account,
      name,
      refusals: 1,
      nextTry: clock.monotonic() + waitMs(1),
      tried: null,
      followed: new Map(),
    };
    rights.set(key, known);
    return known;
  };

  const refusedRows = ({ account, name }: Pick<Right, 'account' | 'name'>): readonly OutboxRow[] =>
    journal.outbox.refused(account).filter(({ write }) => rightOf(write) === name);

  const revive = (rows: readonly OutboxRow[]): void => {
    journal.transaction(() => {
      for (const { id, insists } of rows) journal.outbox.revive(id, AT_ONCE, insists);
    });
    for (const row of rows) changed(row);
  };

  /** The rows take turns: of an agent who may change only some cards, one would stand in the way for ever. */
  const tryOneOf = (right: Right): void => {
    right.nextTry = clock.monotonic() + waitMs(right.refusals);
    const before = right.tried === null ? null : journal.outbox.get(right.tried);
    // Still on its way: the network is away, perhaps.
    if (before?.state === 'pending' || before?.state === 'inFlight') return;
    const rows = refusedRows(right);
    const row = rows.find(({ id }) => id > (right.tried ?? 0)) ?? rows[0];
    if (row === undefined) {
      rights.delete(`${right.account} ${right.name}`);
      return;
    }
    right.tried = row.id;
    revive([row]);
  };

  return {
    refused(row) {
      const right = rightFor(row.account, row.write);
      if (row.id !== right.tried) return;
      right.refusals += 1;
      right.nextTry = clock.monotonic() + waitMs(right.refusals);
    },
    allowed(row) {
      const right = rights.get(`${row.account} ${rightOf(row.write)}`);
      if (right === undefined) return;
      const following = refusedRows(right).filter(({ id }) => {
        const before = right.followed.get(id);
        return before === undefined || clock.monotonic() >= before.at + waitMs(before.times);
      });
      for (const { id } of following) {
        const times = (right.followed.get(id)?.times ?? 0) + 1;
        right.followed.set(id, { times, at: clock.monotonic() });
      }
      if (following.length > 0) revive(following);
    },
    tryOne(account) {
      const accounts = account === undefined ? journal.accounts.list().map(({ key }) => key) : [account];
      for (const one of accounts) {
        for (const { write } of journal.outbox.refused(one)) rightFor(one, write);
      }
      for (const right of rights.values()) if (accounts.includes(right.account)) tryOneOf(right);
    },
    tryDue() {
      for (const right of rights.values()) if (right.nextTry <= clock.monotonic()) tryOneOf(right);
    },
    nextTry() {
      const times = [...rights.values()].map(({ nextTry }) => nextTry);
      return times.length === 0 ? null : Math.min(...times) - clock.monotonic();
    },
  };
}
