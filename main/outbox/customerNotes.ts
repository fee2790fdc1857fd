import { z } from 'zod';
import type { CrmFailure, CrmResult } from '../amocrm/failures.ts';
import { fail, ok } from '../result.ts';
import type { OutboxClient } from './outboxClient.ts';

const page = z.object({
  _embedded: z.object({
    notes: z.array(
      z.object({ id: z.number().int(), params: z.object({ uniq: z.string() }).nullable().catch(null) }),
    ),
  }),
});

/**
 * Looks for a call among the newest notes of customers, where `POST /calls` puts it when the contact has
 * one customer and no active lead (facts/amocrm-api 4.1). Most accounts have customers switched off and
 * refuse the question: then there is no such note.
 */
export async function findOnCustomers(
  client: OutboxClient,
  uniq: string,
  updatedFrom: number,
  signal: AbortSignal,
): Promise<CrmResult<number | null>> {
  const query = new URLSearchParams({
    'filter[note_type][0]': 'call_in',
    'filter[note_type][1]': 'call_out',
    'filter[updated_at][from]': String(updatedFrom),
    'order[updated_at]': 'desc',
    limit: '250',
  });
  const answer = await client.rawPage(`/api/v4/customers/notes?${query.toString()}`, { signal });
  if (!answer.ok) return isSwitchedOff(answer.error) ? ok(null) : answer;
  if (answer.value.body === null) return ok(null);
  const read = page.safeParse(jsonOf(answer.value.body));
  if (!read.success) {
    return fail({ kind: 'malformed', path: 'customers/notes', maySucceed: true, words: '' });
  }
  return ok(read.data._embedded.notes.find((note) => note.params?.uniq === uniq)?.id ?? null);
}

function isSwitchedOff({ kind }: CrmFailure): boolean {
  return ['paymentRequired', 'forbidden', 'notFound', 'entityNotFound', 'validation', 'rejected'].includes(
    kind,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
