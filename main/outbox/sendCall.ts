import type { OutboxRow } from '../journal/journal.ts';
import type { CallWrite } from '../journal/outboxWrite.ts';
import { fail, ok } from '../result.ts';
import { newCall, targetOf } from './callWrite.ts';
import { findWrittenCall } from './findWritten.ts';
import type { OutboxClient } from './outboxClient.ts';
import type { SendRowDeps } from './sendRow.ts';
import { sent } from './write.ts';
import type { Write } from './write.ts';

/**
 * Registers a call. With a chosen entity it is a note on exactly that one; without, the service's own
 * matching places it (facts/amocrm-api 4.1), which would choose otherwise where several match. What the PBX
 * logged is not logged again (pbxLogs.ts).
 */
export function callWrite(
  { journal, pbx }: Pick<SendRowDeps, 'journal' | 'pbx'>,
  client: OutboxClient,
  row: OutboxRow<CallWrite>,
): Write {
  const call = journal.calls.get(row.account, row.write.callId);
  const account = journal.accounts.get(row.account);
  if (call === null || account === null || call.result === null) {
    throw new Error(`outbox row ${row.id} logs a call that has no result`);
  }
  const body = newCall(call, call.result, account.userId);
  const target = targetOf(call);
  return {
    async alreadyThere(unsureSince, signal) {
      // What Ringside itself may have sent comes first: its call is no PBX's.
      if (unsureSince !== null) {
        const ours = await findWrittenCall(client, call, unsureSince, signal);
        if (!ours.ok || ours.value !== null) return ours;
      }
      return pbx === null ? ok(null) : pbx.lookFor(client, row, call, signal);
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
