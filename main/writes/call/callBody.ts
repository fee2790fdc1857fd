import { wordsOfCall } from '../../../preload/constants.ts';
import type { CallStatus, NewCall } from '../../crm/types/call.ts';
import type { EntityRef } from '../../crm/types/entity.ts';
import { parsePhoneNumber } from '../../phone/phoneNumber.ts';
import type { CallRow } from '../../journal/callRows.ts';

/**
 * The body of a call as the CRM takes it (crm-api.md 4.1): seconds, and keys that have no value
 * left out, because a null is answered with 400.
 *
 * @param result the agent's result, status 1-7
 * @param userId the CRM's id of the agent: author and responsible are the same, or the call is missing
 *   in the CRM's analytics (crm-api.md 3.7)
 * @param phone as a card of the CRM has it, where its spelling is another
 * @param startedAt when the call began by the CRM's clock, Unix seconds; without, by the computer's
 */
export function newCall(
  call: CallRow,
  result: CallStatus,
  userId: number,
  phone = phoneOf(call),
  startedAt = Math.floor(call.startedAt / 1000),
): NewCall {
  const note = wordsOfCall(call);
  return {
    direction: call.direction,
    duration: secondsTalked(call),
    phone,
    uniq: call.id,
    call_status: result,
    ...(note === '' ? {} : { call_result: note }),
    ...((call.recording ?? '') === '' ? {} : { link: call.recording ?? '' }),
    responsible_user_id: userId,
    created_by: userId,
    created_at: startedAt,
  };
}

/** The number of a call for the CRM: E.164, or its digits; '' when it is withheld. Never those of a host. */
export function phoneOf({ e164, rawNumber }: Pick<CallRow, 'e164' | 'rawNumber'>): string {
  return e164 ?? parsePhoneNumber(rawNumber, { region: '' }).digits;
}

/** What nobody ended was closed by rule, hours later perhaps: how long it was talked on is not known. */
function secondsTalked({ answeredAt, endedAt, endReason }: CallRow): number {
  if (answeredAt === null || endedAt === null || endReason === 'unknown') return 0;
  return Math.max(0, Math.floor((endedAt - answeredAt) / 1000));
}

/** Where the agent wants the call: the lead when one was chosen, else the contact or company. */
export function targetOf({ chosen }: Pick<CallRow, 'chosen'>): EntityRef | null {
  if (chosen === null) return null;
  return chosen.leadId === null
    ? { entity: chosen.entity, id: chosen.entityId }
    : { entity: 'lead', id: chosen.leadId };
}
