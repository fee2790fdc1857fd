import { z } from 'zod';
import { fail, ok } from '../../common/result.ts';
import { capWords, checkAnswer } from '../transport/responseCheck.ts';
import type { CrmCalls } from '../types/call.ts';
import type { AddedCall, NewCall } from '../types/call.ts';
import type { CrmResult } from '../types/crmFailure.ts';
import { id, maybe, parts, readable, words } from './entityFields.ts';
import { apiPath } from '../transport/apiPath.ts';
import type { JsonBody, Transport } from '../transport/transport.ts';

/** The telephony's name, as the CRM shows it on the call. */
export const SOURCE = 'Ringside';

const answered = z.object({
  errors: readable(z.object({ title: maybe(words), detail: maybe(words) })),
  _embedded: parts({ calls: readable(z.object({ id, entity_id: id, entity_type: z.string() })) }),
});

/** Keys that `POST /calls` and the params of a call note share; absent keys are not sent. */
export function callFacts(call: NewCall): { readonly [key: string]: JsonBody } {
  return {
    uniq: call.uniq,
    duration: call.duration,
    source: SOURCE,
    phone: call.phone,
    call_status: call.call_status,
    ...(call.call_result === undefined ? {} : { call_result: call.call_result }),
    ...(call.link === undefined ? {} : { link: call.link }),
    // An integer: a text would be shown as a plain name (crm-api.md 3.7).
    ...(call.responsible_user_id === undefined ? {} : { call_responsible: call.responsible_user_id }),
  };
}

/** Who and when; for the CRM's analytics author and responsible are the same (crm-api.md 3.7). */
export function callAuthor(call: NewCall): { readonly [key: string]: JsonBody } {
  return {
    created_at: call.created_at,
    ...(call.responsible_user_id === undefined ? {} : { responsible_user_id: call.responsible_user_id }),
    ...(call.created_by === undefined ? {} : { created_by: call.created_by }),
  };
}

/**
 * What `POST /calls` answered. Nobody with this number is a 400 (read by the transport) or, on the other
 * reading of crm-api.md 4.1, a 200 that holds errors and no call.
 */
function readCallsAnswer(json: unknown): CrmResult<AddedCall> {
  const checked = checkAnswer(answered, json);
  if (!checked.ok) return checked;
  const call = checked.value._embedded?.calls[0];
  if (call !== undefined) return ok(call);
  const error = checked.value.errors[0];
  if (error !== undefined) {
    return fail({ kind: 'entityNotFound', words: capWords(error.detail ?? error.title ?? '') });
  }
  return fail({ kind: 'malformed', path: '_embedded.calls.0', maySucceed: true, words: '' });
}

/** `POST /calls`, one call a request, because the status of a mixed batch is not known (crm-api.md 4.1). */
export const createCalls = (transport: Transport): CrmCalls => ({
  async add(call, options) {
    const body = [{ direction: call.direction, ...callFacts(call), ...callAuthor(call) }];
    const answer = await transport.send('POST', apiPath('calls'), body, options);
    return answer.ok ? readCallsAnswer(answer.value) : answer;
  },
});
