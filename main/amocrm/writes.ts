import { z } from 'zod';
import { checkAnswer } from './answer.ts';
import type { CrmResult } from './failures.ts';
import { id } from './fields.ts';

const written = z.object({ id });

const wrapped = z.object({ _embedded: z.record(z.string(), z.unknown()) });

/**
 * The id out of a thin answer: `{id}` or `{_embedded: {[list]: [{id}]}}`. Both shapes of
 * `PATCH /x/{id}` are in the documentation (facts/amocrm-api 2.4, UNCERTAIN which is sent).
 */
export function readWritten(list: string, json: unknown): CrmResult<{ readonly id: number }> {
  const envelope = wrapped.safeParse(json);
  const items = envelope.success ? envelope.data._embedded[list] : undefined;
  const item: unknown = Array.isArray(items) ? items[0] : json;
  return checkAnswer(written, item);
}
