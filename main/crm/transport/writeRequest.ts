import { z } from 'zod';
import { fail, ok } from '../../common/result.ts';
import { checkAnswer } from './responseCheck.ts';
import type { RequestOptions } from '../types/requestOptions.ts';
import type { CrmResult } from '../types/crmFailure.ts';
import { id } from '../resources/entityFields.ts';
import { apiPath } from './apiPath.ts';
import type { JsonBody, Transport } from './transport.ts';

/** An object of a request's body. */
export type JsonObject = Readonly<Record<string, JsonBody>>;

/**
 * Only the keys that have a value: what is not known is not sent, because the service answers 400 to a null
 * and overwrites every key it is sent (crm-api.md 6 #252, #383, #570).
 */
export function given(keys: Readonly<Record<string, JsonBody | undefined>>): JsonObject {
  const body: Record<string, JsonBody> = {};
  for (const [key, value] of Object.entries(keys)) if (value !== undefined) body[key] = value;
  return body;
}

const written = z.object({ id });

const wrapped = z.object({ _embedded: z.record(z.string(), z.unknown()) });

/**
 * The id out of a thin answer: `{id}` or `{_embedded: {[list]: [{id}]}}`. Both shapes of
 * `PATCH /x/{id}` are in the documentation (crm-api.md 2.4, UNCERTAIN which is sent).
 */
export function readWritten(list: string, json: unknown): CrmResult<{ readonly id: number }> {
  const envelope = wrapped.safeParse(json);
  const items = envelope.success ? envelope.data._embedded[list] : undefined;
  const item: unknown = Array.isArray(items) ? items[0] : json;
  return checkAnswer(written, item);
}

/** `POST /{list}` with one entity; the answer's id. */
export async function createOne(
  transport: Transport,
  list: string,
  body: JsonObject,
  options?: RequestOptions,
): Promise<CrmResult<{ readonly id: number }>> {
  const answer = await transport.send('POST', apiPath(list), [body], options);
  return answer.ok ? readWritten(list, answer.value) : answer;
}

/** `PATCH /{list}/{id}` with the changed keys; without any there is nothing to ask (an empty body is a 400). */
export async function patchOne(
  transport: Transport,
  list: string,
  entityId: number,
  changes: JsonObject,
  options?: RequestOptions,
): Promise<CrmResult<{ readonly id: number }>> {
  if (Object.keys(changes).length === 0) return ok({ id: entityId });
  const answer = await transport.send('PATCH', apiPath(`${list}/${String(entityId)}`), changes, options);
  if (!answer.ok) return answer;
  // An entity deleted since it was read is answered with a 204, too (crm-api.md 6, "others").
  return answer.value === null
    ? fail({ kind: 'entityNotFound', words: '' })
    : readWritten(list, answer.value);
}
