import { z } from 'zod';
import { contactOrCompanyCardFields } from '../../entities/contactOrCompany.ts';
import { failureCode } from '../schemas.ts';
import { cardSchemas } from './cardSchemas.ts';
import { leadCard, leadRow } from './leadSchemas.ts';
import { nothing, request } from './request.ts';

/**
 * People and companies as windows read them: the mirror with what the agent wrote and the CRM has not got yet laid
 * over it; the search over names and numbers. Times are Unix ms.
 */

const named = z.object({
  id: z.number().int(),
  /** '' when it has none, null when the copy does not know it. */
  name: z.string().nullable(),
});
const contactOrCompany = z.enum(['contact', 'company']);
const pending = leadRow.shape.pending;

const contactOrCompanyRow = z.object({
  entity: contactOrCompany,
  /** The CRM's, or minus the number of the write that makes it while the CRM does not have it yet. */
  id: z.number().int(),
  name: z.string(),
  /** For reading; '' when there is none. */
  phone: z.string(),
  /** Of a contact. */
  company: named.nullable(),
  responsible: z.string().nullable(),
  responsibleIsMe: z.boolean(),
  updatedAt: z.number(),
  /** Stage of the open deal of theirs that changed last. */
  deal: z.object({ stage: z.string().nullable(), colour: z.string().nullable() }).nullable(),
  pending,
});
export type ContactOrCompanyRow = z.infer<typeof contactOrCompanyRow>;

const contactOrCompanyPage = z.object({
  rows: z.array(contactOrCompanyRow),
  /** For the page after this one; null on the last. */
  next: z.string().nullable(),
  /** Null when counting would take longer than the page. */
  total: z.number().int().nullable(),
});
export type ContactOrCompanyPage = z.infer<typeof contactOrCompanyPage>;

const contactOrCompanyCard = z.object({
  /** Null while nothing is known of it: not in the copy, and the CRM has not answered, or will not. */
  contactOrCompany: contactOrCompanyRow
    .extend({
      phones: z.array(
        z.object({
          /** The whole field as it stands in the CRM; two numbers of one field share it. */
          value: z.string(),
          display: z.string(),
          e164: z.string().nullable(),
          /** `WORK`, `MOB`, ...; null when the CRM did not say. */
          kind: z.string().nullable(),
        }),
      ),
      ...cardSchemas(contactOrCompanyCardFields),
      /** Of a company. */
      contacts: z.array(contactOrCompanyRow),
    })
    .nullable(),
  /** Open ones first. */
  leads: z.array(leadRow),
  tasks: leadCard.shape.tasks,
  notes: leadCard.shape.notes,
  freshness: leadCard.shape.freshness,
  failure: leadCard.shape.failure,
});
export type ContactOrCompanyCard = z.infer<typeof contactOrCompanyCard>;

const searchHit = z.object({
  entity: z.enum(['contact', 'company', 'lead']),
  id: z.number().int(),
  name: z.string(),
  /** The company of a contact, whom a deal is with. */
  context: z.string().nullable(),
  phone: z.string(),
  responsible: z.string().nullable(),
  responsibleIsMe: z.boolean(),
  /** Of a deal; of people that of their open deal that changed last. The name is null for a stage the copy does not know. */
  stage: z.object({ name: z.string().nullable(), colour: z.string().nullable() }).nullable(),
  /** Of a deal. */
  price: z.number().nullable(),
  /** Unix ms of the last call with them on this computer. */
  calledAt: z.number().nullable(),
});
export type SearchHit = z.infer<typeof searchHit>;

const found = z.object({
  hits: z.array(searchHit),
  /** Why the CRM could not be asked, null when it was, or was not wanted. */
  failure: failureCode.nullable(),
});
export type Found = z.infer<typeof found>;

const pageOf = z
  .object({
    /** Beginnings of words of the name; '' for all. */
    text: z.string().max(200),
    /** A user's id, null for everybody's. */
    responsible: z.number().int().nullable(),
    cursor: z.string().max(4000).nullable(),
    limit: z.number().int().min(1).max(500),
  })
  .strict();
const windows = ['account'] as const;

export const cardReads = {
  contacts: {
    /** People by name. */
    page: request(windows, pageOf, contactOrCompanyPage),
    /**
     * One person or company. With `refresh` the CRM is asked too (two requests, three where it has deals), and the event `cards` tells
     * when it has answered.
     */
    card: request(
      windows,
      z.object({ entity: contactOrCompany, id: z.number().int(), refresh: z.boolean() }).strict(),
      contactOrCompanyCard,
    ),
  },
  companies: { page: request(windows, pageOf, contactOrCompanyPage) },
  search: {
    /** Names, companies, deals and numbers: in the copy, at once; or in the CRM, when it answers. */
    find: request(
      windows,
      z.object({ text: z.string().max(200), where: z.enum(['copy', 'crm']) }).strict(),
      found,
    ),
    /** Whom the agent had calls with lately, the last first. */
    recent: request(windows, nothing, z.object({ hits: z.array(searchHit) })),
  },
} as const;
