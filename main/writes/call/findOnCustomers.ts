import { z } from 'zod';
import { parseJson } from '../../crm/transport/responseCheck.ts';
import type { CrmFailure, CrmResult } from '../../crm/types/crmFailure.ts';
import { id, maybe, parts, unixSeconds, words } from '../../crm/resources/entityFields.ts';
import { itemsOf, MOST_PAGES, nextLink } from '../../crm/transport/pagination.ts';
import { fail, ok } from '../../common/result.ts';
import { isPast } from '../noteSearch.ts';
import type { WriteClient } from '../writeClient.ts';
import type { Written } from '../write.ts';
import { classifyFailure } from '../classifyFailure.ts';

const notesOf = itemsOf(
  'notes',
  z.object({
    id,
    entity_id: maybe(id),
    updated_at: maybe(unixSeconds),
    params: parts({ uniq: maybe(words) }),
  }),
);

/**
 * Looks for a call among the newest notes of customers, where `POST /calls` puts it when the contact has
 * one customer and no active lead (crm-api.md 4.1). Most accounts have customers switched off and
 * refuse the question: then there is no such note. `whole` is false when there was more than can be read.
 */
export async function findOnCustomers(
  client: WriteClient,
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
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const answer = await client.rawPage(href, { signal });
    if (!answer.ok) return isSwitchedOff(answer.error) ? ok(NOT_THERE) : answer;
    if (answer.value.body === null) return ok(NOT_THERE);
    const json = parseJson(answer.value.body);
    if (!json.ok) return fail({ kind: 'malformed', path: 'customers/notes', maySucceed: true, words: '' });
    const read = notesOf(json.value);
    if (!read.ok) return read;
    const notes = read.value;
    const note = notes.find(({ params }) => params?.uniq === uniq);
    if (note !== undefined) return ok({ written: onCustomer(note), whole: true });
    const link = nextLink(json.value);
    if (!link.ok) return link;
    const next = link.value;
    const times = notes.map(({ updated_at }) => updated_at ?? updatedFrom);
    if (next === null || isPast(times, updatedFrom)) return ok(NOT_THERE);
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
  readonly entity_id?: number | null | undefined;
}): Written => ({
  id,
  placed: entity_id === undefined || entity_id === null ? null : `customer:${String(entity_id)}`,
});

const isSwitchedOff = (failure: CrmFailure): boolean =>
  failure.kind === 'paymentRequired' || classifyFailure(failure).kind === 'refused';
