import { z } from 'zod';
import { fail, ok } from '../../../common/result.ts';
import { checkAnswer } from '../../transport/responseCheck.ts';
import type { NewContact } from '../../types/contactOrCompany.ts';
import type { RequestOptions } from '../../types/requestOptions.ts';
import { newContactBody } from '../contact/contactResource.ts';
import type { CrmResult } from '../../types/crmFailure.ts';
import { flag, id, maybe, orElse } from '../entityFields.ts';
import { leadBody, type LeadFacts } from './leadBody.ts';
import type { CrmLinks } from '../linkResource.ts';
import { apiPath } from '../../transport/apiPath.ts';
import type { Transport } from '../../transport/transport.ts';
import { createOne, given, type JsonObject } from '../../transport/writeRequest.ts';

export interface NewLead extends LeadFacts {
  /** Linked as the main contact. */
  readonly contactId?: number;
  readonly companyId?: number;
  /** A company that is made with it: `createComplex` alone takes one that has no id yet. */
  readonly companyName?: string;
  readonly tags?: readonly string[];
  /** Unix seconds of the writing; without it the service takes its own time. */
  readonly created_at?: number;
}

export interface CreatedComplex {
  readonly id: number;
  readonly contactId: number | null;
  readonly companyId: number | null;
  /** The service put the lead into one it took for the same (crm-api.md 3.4). */
  readonly merged: boolean;
}

export interface LeadCreation {
  /** One request, the contact embedded: the default way, all or nothing. */
  create(
    lead: Omit<NewLead, 'companyName'>,
    options?: RequestOptions,
  ): Promise<CrmResult<{ readonly id: number }>>;
  /**
   * Links a contact to a lead unless it is linked already: looks first, because linking twice is a 400
   * (crm-api.md 3.4). `linkedBefore` tells which it was.
   */
  linkContact(
    leadId: number,
    contactId: number,
    options?: RequestOptions,
  ): Promise<CrmResult<{ readonly linkedBefore: boolean }>>;
  /** A lead with a contact that is new, or known by its id, in one request. */
  createComplex(
    lead: Omit<NewLead, 'contactId'>,
    contact: NewContact | { readonly id: number },
    options?: RequestOptions,
  ): Promise<CrmResult<CreatedComplex>>;
}

/** A bare array, unlike all other answers (crm-api.md 3.4). */
const complexAnswer = z.array(
  z
    .object({ id, contact_id: maybe(id), company_id: maybe(id), merged: orElse(flag, false) })
    .transform((said): CreatedComplex => ({
      id: said.id,
      contactId: said.contact_id ?? null,
      companyId: said.company_id ?? null,
      merged: said.merged,
    })),
);

function companyOf({ companyId, companyName }: NewLead): readonly JsonObject[] | undefined {
  if (companyId !== undefined) return [{ id: companyId }];
  return companyName === undefined ? undefined : [{ name: companyName }];
}

function newLeadBody(lead: NewLead, contact: JsonObject | null): JsonObject {
  const embedded = given({
    contacts: contact === null ? undefined : [contact],
    companies: companyOf(lead),
    tags: lead.tags === undefined || lead.tags.length === 0 ? undefined : lead.tags.map((name) => ({ name })),
  });
  const body = { ...leadBody(lead), ...given({ created_at: lead.created_at }) };
  return Object.keys(embedded).length === 0 ? body : { ...body, _embedded: embedded };
}

/** The ways to make a lead (crm-api.md 3.4). */
export function createLeadCreation(transport: Transport, links: CrmLinks): LeadCreation {
  const linkContact: LeadCreation['linkContact'] = async (leadId, contactId, options) => {
    const lead = { entity: 'lead', id: leadId } as const;
    const contact = { entity: 'contact', id: contactId } as const;
    for await (const page of links.pages(lead, contact, options)) {
      if (!page.ok) return page;
      if (page.value.items.length > 0) return ok({ linkedBefore: true });
    }
    const linked = await links.add(lead, contact, { isMain: true }, options);
    return linked.ok ? ok({ linkedBefore: false }) : linked;
  };

  return {
    create: (lead, options) =>
      createOne(
        transport,
        'leads',
        newLeadBody(lead, lead.contactId === undefined ? null : { id: lead.contactId, is_main: true }),
        options,
      ),
    linkContact,
    async createComplex(lead, contact, options) {
      const embedded = 'id' in contact ? { id: contact.id } : newContactBody(contact);
      const body = [newLeadBody(lead, embedded)];
      const answer = await transport.send('POST', apiPath('leads/complex'), body, options);
      const read = answer.ok ? checkAnswer(complexAnswer, answer.value) : answer;
      if (!read.ok) return read;
      const [made] = read.value;
      return made === undefined
        ? fail({ kind: 'malformed', path: '0', maySucceed: true, words: '' })
        : ok(made);
    },
  };
}
