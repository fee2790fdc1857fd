import type { EntityRef, NotesQuery } from '../amocrm/client.ts';
import type { CrmFailure, CrmResult } from '../amocrm/failures.ts';
import type { CallRow } from '../journal/journal.ts';
import { fail, ok } from '../result.ts';
import { targetOf } from './callWrite.ts';
import { findOnCustomers } from './customerNotes.ts';
import type { OutboxClient } from './outboxClient.ts';
import { lastDigits } from './sameNumber.ts';

/** Clocks of the service and the desktop may differ by this much. */
const CLOCK_SLACK_S = 5 * 60;
const PAGE_LIMIT = 250;
/** 10,000 notes: more only when the service ignores filter and order both, in a large account. */
const MOST_PAGES = 40;

const ENTITIES: readonly EntityRef['entity'][] = ['contact', 'company', 'lead'];

/**
 * Looks for the note of a call whose registration had an unknown outcome: a `call_in` or `call_out`
 * with the call's id as `uniq` (facts/amocrm-api 4.1: the service keeps it and does not deduplicate).
 *
 * Everything the call can have been put on is read, because one note overlooked is a call logged
 * twice: the chosen entity; the newest notes of all contacts, companies, leads and customers; and, as the order of
 * those lists is not guaranteed, the notes of whoever has the number and of their leads. Filters may be
 * ignored (facts 2.5), so each note is compared. Null only when all of that was read.
 */
export async function findWrittenCall(
  client: OutboxClient,
  call: CallRow,
  unsureSince: number,
  signal: AbortSignal,
): Promise<CrmResult<number | null>> {
  // A note may carry the call's own time as its time, so the search begins before the call.
  const updatedFrom = Math.floor(Math.min(call.startedAt, unsureSince) / 1000) - CLOCK_SLACK_S;
  const search: Search = { client, uniq: call.id, updatedFrom, signal };
  const target = targetOf(call);
  if (target !== null) {
    const found = await onEntity(search, target);
    if (!found.ok || found.value !== null) return found;
  }
  let whole = true;
  for (const entity of ENTITIES) {
    const read = await readNotes(search, entity, null);
    if (!read.ok) return read;
    if (read.value.id !== null) return ok(read.value.id);
    whole &&= read.value.whole;
  }
  const onCustomer = await findOnCustomers(client, call.id, updatedFrom, signal);
  if (!onCustomer.ok || onCustomer.value !== null) return onCustomer;
  const holders = await holdersOf(search, lastDigits(call.e164 ?? call.rawNumber));
  if (!holders.ok) return holders;
  for (const holder of holders.value) {
    const found = await onEntity(search, holder);
    if (!found.ok || found.value !== null) return found;
  }
  if (!whole && target === null && holders.value.length === 0) {
    return fail({
      kind: 'malformed',
      path: '_links.next',
      maySucceed: true,
      words: 'too many notes to search',
    });
  }
  return ok(null);
}

interface Search {
  readonly client: OutboxClient;
  readonly uniq: string;
  readonly updatedFrom: number;
  readonly signal: AbortSignal;
}

async function onEntity(search: Search, { entity, id }: EntityRef): Promise<CrmResult<number | null>> {
  const read = await readNotes(search, entity, id);
  if (read.ok) return ok(read.value.id);
  // An entity that is gone holds no note.
  return isGone(read.error) ? ok(null) : read;
}

const isGone = (failure: CrmFailure): boolean =>
  failure.kind === 'notFound' || failure.kind === 'entityNotFound';

/** `whole` is false when there was more to read than `MOST_PAGES`. */
async function readNotes(
  { client, uniq, updatedFrom, signal }: Search,
  entity: EntityRef['entity'],
  entityId: number | null,
): Promise<CrmResult<{ readonly id: number | null; readonly whole: boolean }>> {
  let query: NotesQuery = {
    entity,
    entityId,
    types: ['call_in', 'call_out'],
    updatedFrom,
    limit: PAGE_LIMIT,
  };
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const read = await client.notes.list(query, { signal });
    if (!read.ok) return read;
    const { notes, next } = read.value;
    const found = notes.find((note) => note.uniq === uniq);
    if (found !== undefined) return ok({ id: found.id, whole: true });
    const times = notes.map((note) => note.updated_at);
    if (next === null || isPast(times, updatedFrom)) return ok({ id: null, whole: true });
    query = { ...query, href: next };
  }
  return ok({ id: null, whole: false });
}

/** Whether a list that visibly runs from new to old has come to notes older than `from`. */
function isPast(times: readonly number[], from: number): boolean {
  const first = times[0];
  const last = times.at(-1);
  if (first === undefined || last === undefined || last >= from || first <= last) return false;
  return times.every((time, place) => place === 0 || time <= (times[place - 1] ?? time));
}

/** Contacts and companies the service finds by these digits, with the leads the call may be put on. */
async function holdersOf(
  { client, signal }: Search,
  digits: string,
): Promise<CrmResult<readonly EntityRef[]>> {
  if (digits === '') return ok([]);
  const contacts = await client.contacts.query(digits, { signal });
  if (!contacts.ok) return contacts;
  const companies = await client.companies.query(digits, { signal });
  if (!companies.ok) return companies;
  const ids: Readonly<Record<EntityRef['entity'], ReadonlySet<number>>> = {
    contact: new Set(contacts.value.map(({ id }) => id)),
    company: new Set([
      ...companies.value.map(({ id }) => id),
      ...contacts.value.flatMap(({ companyIds }) => companyIds),
    ]),
    lead: new Set([...contacts.value, ...companies.value].flatMap(({ leadIds }) => leadIds)),
  };
  return ok(ENTITIES.flatMap((entity) => [...ids[entity]].map((id) => ({ entity, id }))));
}
