import { z } from 'zod';
import { parseJson } from '../../crm/transport/responseCheck.ts';
import type { CrmFailure, CrmResult } from '../../crm/types/crmFailure.ts';
import { fail, ok } from '../../common/result.ts';
import { isPast, MOST_PAGES } from '../noteSearch.ts';
import type { OutboxClient } from '../../outbox/outboxClient.ts';
import type { Written } from '../write.ts';
import { classifyFailure } from '../classifyFailure.ts';

const page = z.object({
  _links: z.object({ next: z.object({ href: z.string() }).optional() }).optional(),
  _embedded: z.object({
    notes: z.array(
      z.object({
        id: z.number().int(),
        entity_id: z.number().int().optional(),
        updated_at: z.number().optional(),
        params: z.object({ uniq: z.string() }).nullable().catch(null),
      }),
    ),
  }),
});

/**
 * Looks for a call among the newest notes of customers, where `POST /calls` puts it when the contact has
 * one customer and no active lead (crm-api.md 4.1). Most accounts have customers switched off and
 * refuse the question: then there is no such note. `whole` is false when there was more than can be read.
 */
export async function findOnCustomers(
  client: OutboxClient,
  uniq: string,
  updatedFrom: number,
  signal: AbortSignal,
): Promise<CrmResult<{ readonly written: Written | null; readonly whole: boolean }>> {
  const query = new URLSearchParams({
    'filter[note_type][0]': 'call_in',
    'filter[note_type][1]': 'call_out',
    'filter[updated_at][from]': String(updatedFrom),
    'order[updated_at]': 'desc',
    limit: '250',
  });
  let href = `/api/v4/customers/notes?${query.toString()}`;
  for (let read = 0; read < MOST_PAGES; read += 1) {
    const answer = await client.rawPage(href, { signal });
    if (!answer.ok) return isSwitchedOff(answer.error) ? ok(NOT_THERE) : answer;
    if (answer.value.body === null) return ok(NOT_THERE);
    const json = parseJson(answer.value.body);
    const parsed = page.safeParse(json.ok ? json.value : null);
    if (!parsed.success) {
      return fail({ kind: 'malformed', path: 'customers/notes', maySucceed: true, words: '' });
    }
    const { notes } = parsed.data._embedded;
    const note = notes.find(({ params }) => params?.uniq === uniq);
    if (note !== undefined) return ok({ written: onCustomer(note), whole: true });
    const next = parsed.data._links?.next?.href;
    const times = notes.map(({ updated_at }) => updated_at ?? updatedFrom);
    if (next === undefined || notes.length === 0 || isPast(times, updatedFrom)) return ok(NOT_THERE);
    href = next;
  }
  return ok({ written: null, whole: false });
}

const NOT_THERE = { written: null, whole: true } as const;

const onCustomer = ({
  id,
  entity_id,
}: {
  readonly id: number;
  readonly entity_id?: number | undefined;
}): Written => ({
  id,
  placed: entity_id === undefined ? null : `customer:${String(entity_id)}`,
});

const isSwitchedOff = (failure: CrmFailure): boolean =>
  failure.kind === 'paymentRequired' || classifyFailure(failure).kind === 'refused';
