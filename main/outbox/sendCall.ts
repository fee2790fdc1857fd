import type { Journal, OutboxRow } from '../journal/journal.ts';
import type { CallWrite } from '../journal/outboxWrite.ts';
import { fail, ok } from '../result.ts';
import { newCall, targetOf } from './callWrite.ts';
import { findWrittenCall } from './findWritten.ts';
import type { OutboxClient } from './outboxClient.ts';
import { sent } from './write.ts';
import type { Write } from './write.ts';

/**
 * Registers a call. With a chosen entity it is a note on exactly that one; without, the service's own
 * matching places it (facts/amocrm-api 4.1), which would choose otherwise where several match.
 */
export function callWrite(journal: Journal, client: OutboxClient, row: OutboxRow<CallWrite>): Write {
  const call = journal.calls.get(row.account, row.write.callId);
  const account = journal.accounts.get(row.account);
  if (call === null || account === null || call.result === null) {
    throw new Error(`outbox row ${row.id} logs a call that has no result`);
  }
  const body = newCall(call, call.result, account.userId);
  const target = targetOf(call);
  return {
    async alreadyThere(unsureSince, signal) {
      if (unsureSince === null) return ok(null);
      return findWrittenCall(client, call, unsureSince, signal);
    },
    async send() {
      // Nobody can be found by a withheld number; the service would call it a validation problem.
      if (target === null && body.phone === '') {
        return fail({ failure: { kind: 'entityNotFound', words: '' }, mayBeThere: false });
      }
      if (target !== null) return sent(await client.notes.addCall(target, body), ({ id }) => ({ id }));
      return sent(await client.calls.add(body), (added) => ({
        id: added.id,
        placed: `${added.entity_type}:${String(added.entity_id)}`,
      }));
    },
  };
}
