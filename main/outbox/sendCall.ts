import type { CrmResult } from '../amocrm/failures.ts';
import type { Journal, OutboxRow } from '../journal/journal.ts';
import { fail, ok } from '../result.ts';
import { newCall, targetOf } from './callWrite.ts';
import { findWrittenCall } from './findWritten.ts';
import type { OutboxClient } from './outboxClient.ts';
import type { Write, Written } from './write.ts';

const written = (id: number): Written => ({ id, alongside: () => undefined, events: [] });

/**
 * Registers a call. With a chosen entity it is a note on exactly that one; without, the service's own
 * matching places it (facts/amocrm-api 4.1), which would choose otherwise where several match.
 */
export function callWrite(journal: Journal, client: OutboxClient, row: OutboxRow): Write {
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
      const found = await findWrittenCall(client, call, unsureSince, signal);
      if (!found.ok) return found;
      return ok(found.value === null ? null : written(found.value));
    },
    async send(): Promise<CrmResult<Written>> {
      // Nobody can be found by a withheld number; the service would call it a validation problem.
      if (target === null && body.phone === '') return fail({ kind: 'entityNotFound', words: '' });
      const sent = target === null ? await client.calls.add(body) : await client.notes.addCall(target, body);
      return sent.ok ? ok(written(sent.value.id)) : sent;
    },
  };
}
