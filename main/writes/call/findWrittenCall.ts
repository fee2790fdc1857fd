import type { CrmNote } from '../../crm/types/note.ts';
import type { EntityRef } from '../../crm/types/entity.ts';
import type { CrmFailure, CrmResult } from '../../crm/types/crmFailure.ts';
import { readWhole, TOO_LONG } from '../../crm/transport/pagination.ts';
import type { CallRow } from '../../journal/callRows.ts';
import { entityKey } from '../../journal/outboxPayload.ts';
import { parsePhoneNumber } from '../../phone/phoneNumber.ts';
import { searchTexts } from '../../phone/phoneMatching.ts';
import { fail, ok } from '../../common/result.ts';
import { targetOf } from './callBody.ts';
import { findOnCustomers } from './findOnCustomers.ts';
import { searchNotes, type NotesSearch } from '../noteSearch.ts';
import type { WriteClient } from '../writeClient.ts';
import { SERVICE_SLACK_S } from '../serviceTimes.ts';
import type { Written } from '../write.ts';

const ENTITIES: readonly EntityRef['entity'][] = ['contact', 'company', 'lead'];

/**
 * Looks for the note of a call whose registration had an unknown outcome: a `call_in` or `call_out`
 * with the call's id as `uniq` (crm-api.md 4.1: the service keeps it and does not deduplicate).
 *
 * Everything the call can have been put on is read, because one note overlooked is a call logged
 * twice: the chosen entity; the newest notes of all contacts, companies, leads and customers; and, as the order of
 * those lists is not guaranteed, the notes of whoever has the number and of their leads. Filters may be
 * ignored (crm-api.md 2.5), so each note is compared. Null only when all of that was read.
 *
 * @param times Unix seconds by the CRM's clock: when the call began, and before when no send was carried out
 */
export async function findWrittenCall(
  client: WriteClient,
  call: CallRow,
  times: { readonly startedAt: number; readonly sentFrom: number },
  signal: AbortSignal,
): Promise<CrmResult<Written | null>> {
  // A note may carry the call's own time as its time, so the search begins before the call.
  const updatedFrom = Math.min(times.startedAt, times.sentFrom) - SERVICE_SLACK_S;
  const search: NotesSearch = {
    client,
    types: ['call_in', 'call_out'],
    isIt: (note) => note.uniq === call.id,
    updatedFrom,
    signal,
  };
  const target = targetOf(call);
  if (target !== null) {
    const found = await onEntity(search, target);
    if (!found.ok || found.value !== null) return found;
  }
  // A list that is longer than can be read does not say that it is not there.
  let whole = true;
  for (const entity of ENTITIES) {
    const read = await searchNotes(search, entity, null);
    if (!read.ok) return read;
    if (read.value.note !== null) return ok(onCard(entity, read.value.note));
    whole &&= read.value.whole;
  }
  const onCustomer = await findOnCustomers(client, call.id, updatedFrom, signal);
  if (!onCustomer.ok) return onCustomer;
  if (onCustomer.value.written !== null) return ok(onCustomer.value.written);
  whole &&= onCustomer.value.whole;
  const holders = await holdersOf(
    search,
    searchTexts(parsePhoneNumber(call.e164 ?? call.rawNumber, { region: '' })),
  );
  if (!holders.ok) return holders;
  for (const holder of holders.value) {
    const found = await onEntity(search, holder);
    if (!found.ok || found.value !== null) return found;
  }
  return whole ? ok(null) : fail(TOO_LONG);
}

const onCard = (entity: EntityRef['entity'], note: CrmNote): Written => ({
  id: note.id,
  placed: entityKey({ entity, id: note.entity_id }),
});

async function onEntity(search: NotesSearch, { entity, id }: EntityRef): Promise<CrmResult<Written | null>> {
  const read = await searchNotes(search, entity, id);
  if (read.ok && read.value.note !== null) return ok(onCard(entity, read.value.note));
  if (read.ok) return read.value.whole ? ok(null) : fail(TOO_LONG);
  // An entity that is gone holds no note.
  return isGone(read.error) ? ok(null) : read;
}

/** The entity a read was about is not there. */
export const isGone = (failure: CrmFailure): boolean =>
  failure.kind === 'notFound' || failure.kind === 'entityNotFound';

/** Contacts and companies the service finds by any of these digits, with the leads the call may be put on. */
async function holdersOf(
  { client, signal }: NotesSearch,
  texts: readonly string[],
): Promise<CrmResult<readonly EntityRef[]>> {
  const ids: Readonly<Record<EntityRef['entity'], Set<number>>> = {
    contact: new Set(),
    company: new Set(),
    lead: new Set(),
  };
  for (const text of texts) {
    const contacts = await readWhole(client.contacts.pages({ text, limit: 250 }, { signal }));
    if (!contacts.ok) return contacts;
    const companies = await readWhole(client.companies.pages({ text, limit: 250 }, { signal }));
    if (!companies.ok) return companies;
    for (const { id, companyIds } of contacts.value) {
      ids.contact.add(id);
      for (const company of companyIds) ids.company.add(company);
    }
    for (const { id } of companies.value) ids.company.add(id);
    for (const { leadIds } of [...contacts.value, ...companies.value]) {
      for (const lead of leadIds) ids.lead.add(lead);
    }
  }
  return ok(ENTITIES.flatMap((entity) => [...ids[entity]].map((id) => ({ entity, id }))));
}
