import type { CallStatus } from '../../crm/types/call.ts';
import type { EntityRef } from '../../crm/types/entity.ts';
import type { CrmFailure } from '../../crm/types/crmFailure.ts';
import type { CallRow } from '../../journal/callRows.ts';
import { entityKey } from '../../journal/outboxPayload.ts';
import { fail, ok } from '../../common/result.ts';
import { newCall, phoneOf, targetOf } from './callBody.ts';
import { findWrittenCall } from './findWrittenCall.ts';
import { queueRecording } from './lateRecording.ts';
import { storedSpelling } from './knownCards.ts';
import { atService } from '../serviceTimes.ts';
import { sent, type Write, type Written } from '../write.ts';
import { staysApart, type WriteDeps, type WriteKind } from '../writeKind.ts';

/**
 * Registers a call. With a chosen entity it is a note on exactly that one; without, the service's own
 * matching places it (crm-api.md 4.1), which would choose otherwise where several match. What the PBX
 * logged is not logged again (pbxCallLogs.ts).
 */
export const logCall: WriteKind<'logCall'> = {
  right: () => 'calls',
  values: () => ({}),
  mergeInto: staysApart,
  at: callWrite,
};

function callWrite(deps: WriteDeps<'logCall'>): Write {
  const { journal, client, row, pbx, cards, serviceClockOf } = deps;
  const missed = row.write.missed === true ? deps.missed : null;
  /** What follows from Ringside itself having told of a missed call: the task, in the same transaction. */
  const withTask = (call: CallRow, written: Written): Written => {
    const alongside = missed?.taskFor(row, call, written.placed ?? null);
    return alongside === undefined ? written : { ...written, alongside };
  };
  /** A recording that became known while the call was on its way goes into its note. @param sentLink what the note has for certain */
  const withRecording = (written: Written, sentLink: string | null): Written => ({
    ...written,
    alongside() {
      written.alongside?.();
      const link = journal.calls.get(row.account, row.write.callId)?.recording ?? '';
      if (link === '' || link === sentLink) return;
      queueRecording(journal, deps.clock, row.account, row.write.callId, link, row.skew);
    },
  });
  const service = serviceClockOf(row.account);
  const startOf = (call: CallRow): number => Math.floor(atService(call.startedAt, row, service) / 1000);
  /** As it stands: note, contact and deal may change until the request leaves. */
  const read = (): CallRow & { readonly result: CallStatus } => {
    const call = journal.calls.get(row.account, row.write.callId);
    if (call === null || call.result === null) {
      throw new Error(`outbox row ${row.id} logs a call that has no result`);
    }
    return { ...call, result: call.result };
  };
  return {
    async alreadyThere(sentFrom, signal) {
      const call = read();
      // What Ringside itself may have sent comes first: its call is no PBX's.
      if (sentFrom !== null) {
        const times = { startedAt: startOf(call), sentFrom };
        const ours = await findWrittenCall(client, call, times, signal);
        if (!ours.ok) return ours;
        if (ours.value !== null) return ok(withRecording(withTask(call, ours.value), null));
      }
      if (missed !== null) {
        const team = await missed.lookFor(client, row, call, signal);
        // Of what may be there already nothing is taken back.
        const mayBeThere = row.unsureSince !== null;
        return team.ok && team.value !== null && 'notNeeded' in team.value && mayBeThere ? ok(null) : team;
      }
      return pbx === null ? ok(null) : pbx.lookFor(client, row, call, signal);
    },
    async send() {
      const call = read();
      const account = journal.accounts.get(row.account);
      if (account === null) throw new Error(`outbox row ${row.id} has no account`);
      const reported = phoneOf(call);
      const phone = storedSpelling(reported, reported === '' ? [] : cards.spellings(row.account, reported));
      const body = newCall(call, call.result, account.userId, phone, startOf(call));
      const written = (what: Written): Written => withRecording(withTask(call, what), body.link ?? null);
      const onCard = async (card: EntityRef): ReturnType<Write['send']> =>
        sent(await client.notes.addCall(card, body), ({ id }) => written({ id, placed: entityKey(card) }));
      /** With the call itself on it, under our mark: a lost answer is found by that (crm-api.md 4.3). */
      const incomingLead = async (leadName: string): ReturnType<Write['send']> =>
        sent(
          await client.unsorted.createSip({
            phone: body.phone,
            uniq: call.id,
            calledAt: body.created_at,
            duration: body.duration,
            responsible_user_id: account.userId,
            contact: { name: call.display, phones: [body.phone] },
            leadName,
          }),
          ({ leadIds: [lead] }) =>
            written({
              id: null,
              placed: lead === undefined ? null : entityKey({ entity: 'lead', id: lead }),
            }),
        );
      const target = targetOf(call);
      // Nobody can be found by a withheld number; the service would call it a validation problem.
      if (target === null && body.phone === '') {
        return fail({ failure: { kind: 'entityNotFound', words: '' }, mayBeThere: false });
      }
      if (target !== null) return onCard(target);
      const added = await client.calls.add(body);
      // The service does not find a number among words in a field; the card that certainly has it is known here.
      const holder = !added.ok && isUnknown(added.error) ? cards.soleHolder(row.account, reported) : null;
      if (holder !== null) return onCard(holder);
      const leadName = !added.ok && isUnknown(added.error) ? missed?.leadName(row.account, call) : undefined;
      if (leadName !== undefined && leadName !== null) return incomingLead(leadName);
      return sent(added, ({ id, entity_type, entity_id }) =>
        written({ id, placed: `${entity_type}:${String(entity_id)}` }),
      );
    },
  };
}

/** Nobody was found by the number: certainly nothing was written. */
const isUnknown = (failure: CrmFailure): boolean => failure.kind === 'entityNotFound';
