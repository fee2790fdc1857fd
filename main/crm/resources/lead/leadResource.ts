import type { CrmLinks } from '../linkResource.ts';
import { z } from 'zod';
import { fail, ok } from '../../../common/result.ts';
import { checkAnswer } from '../../transport/responseCheck.ts';
import type { CrmContacts } from '../../types/contacts.ts';
import type { CrmLead } from '../../types/lead.ts';
import type { RequestOptions } from '../../types/requestOptions.ts';
import type { CrmResult } from '../../types/crmFailure.ts';
import {
  amount,
  customFields,
  flag,
  id,
  linkedIds,
  maybe,
  name,
  orElse,
  parts,
  readable,
  tagNames,
  unixSeconds,
} from '../entityFields.ts';
import { createLeadCreation, type LeadCreation } from './leadCreation.ts';
import { leadBody, type LeadChanges } from './leadBody.ts';
import { isWantedLead, LEAD_LINKS, leadsPath, type LeadsQuery } from './leadQuery.ts';
import { itemsOf, walkPages, type CrmPage, type Pages } from '../../transport/pagination.ts';
import { isClosed } from '../../transport/refusal.ts';
import { apiPath } from '../../transport/apiPath.ts';
import { stageByStage } from './leadsByStage.ts';
import { tagChanges } from '../tagChanges.ts';
import type { Transport } from '../../transport/transport.ts';
import { patchOne } from '../../transport/writeRequest.ts';

/** Where the platforms differ. */
export interface ServiceHabits {
  /** Kommo filters leads by one stage of one pipeline (crm-api.md 3.4). */
  readonly oneStageAtOnce: boolean;
}

/** `/leads`. Every lead comes with its contacts, companies, tags, loss reason and source. */
export interface CrmLeads extends LeadCreation {
  pages(query?: LeadsQuery, options?: RequestOptions): Pages<CrmLead>;
  get(id: number, options?: RequestOptions): Promise<CrmResult<CrmLead | null>>;
  /** The leads with these ids, closed ones included, less those the user may not see. At most 50 ids. */
  byIds(ids: readonly number[], options?: RequestOptions): Promise<CrmResult<readonly CrmLead[]>>;
  /** All leads of a contact, closed ones included; `entityNotFound` when the contact is gone. */
  ofContact(contactId: number, options?: RequestOptions): Pages<CrmLead>;
  /** Sends only the keys given. */
  patch(
    id: number,
    changes: LeadChanges,
    options?: RequestOptions,
  ): Promise<CrmResult<{ readonly id: number }>>;
}

/** crm-api.md 3.4. */
const lead = z
  .object({
    id,
    name,
    price: maybe(amount),
    responsible_user_id: orElse(id, 0),
    status_id: orElse(id, 0),
    pipeline_id: orElse(id, 0),
    loss_reason_id: maybe(id),
    source_id: maybe(id),
    created_by: maybe(id),
    created_at: orElse(unixSeconds, 0),
    updated_at: orElse(unixSeconds, 0),
    closed_at: maybe(unixSeconds),
    closest_task_at: maybe(unixSeconds),
    is_deleted: orElse(flag, false),
    custom_fields_values: customFields,
    _embedded: parts({
      contacts: readable(z.object({ id, is_main: orElse(flag, false) })),
      companies: linkedIds,
      tags: tagNames,
      loss_reason: readable(z.object({ name })),
      source: parts({ id: maybe(id), name: maybe(z.string()) }),
    }),
  })
  .transform(({ _embedded, ...said }): CrmLead => ({
    ...said,
    price: said.price ?? null,
    created_by: said.created_by ?? undefined,
    loss_reason_id: said.loss_reason_id ?? null,
    loss_reason: _embedded?.loss_reason[0]?.name ?? null,
    source_id: said.source_id ?? _embedded?.source?.id ?? null,
    source: _embedded?.source?.name ?? null,
    closed_at: said.closed_at ?? null,
    closest_task_at: said.closest_task_at ?? null,
    contactIds: (_embedded?.contacts ?? []).map((contact) => contact.id),
    mainContactId: _embedded?.contacts.find((contact) => contact.is_main)?.id ?? null,
    companyIds: _embedded?.companies ?? [],
    tags: _embedded?.tags ?? [],
  }));

const leads = itemsOf('leads', lead);

const MOST_IDS = 50;

/** `/leads`: list, get, change, create. An unknown id is null (the service answers 204). */
export function createLeads(
  transport: Transport,
  { contacts, links }: { readonly contacts: CrmContacts; readonly links: CrmLinks },
  { oneStageAtOnce }: ServiceHabits,
): CrmLeads {
  const pages: CrmLeads['pages'] = (query = {}, options) =>
    walkPages(
      transport,
      { from: query.from ?? leadsPath(query), read: leads, wanted: isWantedLead(query) },
      options,
    );
  const get: CrmLeads['get'] = async (leadId, options) => {
    const answer = await transport.get(apiPath(`leads/${String(leadId)}`, { with: LEAD_LINKS }), options);
    if (!answer.ok) return answer;
    return answer.value === null ? ok(null) : checkAnswer(lead, answer.value);
  };

  const byIds: CrmLeads['byIds'] = async (ids, options) => {
    if (ids.length === 0) return ok([]);
    const answer = await transport.get(leadsPath({ ids }), options);
    const read = answer.ok ? leads(answer.value) : answer;
    if (!read.ok) return read;
    const found = read.value.filter((one) => ids.includes(one.id));
    if (found.length === read.value.length) return ok(found);
    // Somebody else's lead: the filter was ignored (crm-api.md 2.5) and ours may be on any page.
    for (const missing of ids.filter((one) => found.every((other) => other.id !== one))) {
      const one = await get(missing, options);
      if (one.ok && one.value !== null) found.push(one.value);
      if (!one.ok && !isClosed(one.error)) return one;
    }
    return ok(found);
  };

  async function* ofContact(
    contactId: number,
    options?: RequestOptions,
  ): AsyncGenerator<CrmResult<CrmPage<CrmLead>>, void, undefined> {
    const contact = await contacts.get(contactId, options);
    if (!contact.ok || contact.value === null) {
      yield contact.ok ? fail({ kind: 'entityNotFound', words: '' }) : contact;
      return;
    }
    const { leadIds } = contact.value;
    for (let start = 0; start < leadIds.length; start += MOST_IDS) {
      const page = await byIds(leadIds.slice(start, start + MOST_IDS), options);
      yield page.ok ? ok({ items: page.value, next: null }) : page;
      if (!page.ok) return;
    }
  }

  return {
    pages: (query = {}, options) =>
      oneStageAtOnce && (query.stages?.length ?? 0) > 1
        ? stageByStage(pages, query, options)
        : pages(query, options),
    get,
    byIds,
    ofContact,
    patch: (leadId, changes, options) =>
      patchOne(transport, 'leads', leadId, { ...leadBody(changes), ...tagChanges(changes) }, options),
    ...createLeadCreation(transport, links),
  };
}
