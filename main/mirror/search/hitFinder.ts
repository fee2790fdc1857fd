import type { Database } from 'better-sqlite3';
import { type ReadConnection, createReadConnection } from '../readConnection.ts';
import { createLeadLists, type LeadLists } from '../lead/leadReader.ts';
import { readable } from '../contact/callerQuery.ts';
import type { LeadRow, MirrorAccount } from '../readTypes.ts';
import { type LookupStatements, prepareLookup } from '../contact/callerQuerySql.ts';
import type { SearchHit } from '../mirror.ts';
import { createNameScan } from './nameScan.ts';
import {
  createContactOrCompanyLists,
  type ContactOrCompanyLists,
} from '../contact/contactOrCompanyReader.ts';
import { type Finding, type Search, createSearch } from './nameSearch.ts';
import { createTotals } from '../listTotals.ts';

/** Finds whatever has a card, in the search worker. */
export interface HitFinder {
  find(account: string, text: string, limit: number): readonly SearchHit[];
  release(): void;
}

interface Prepared {
  readonly lookup: LookupStatements;
  readonly search: Search;
  readonly contactsOrCompanies: ContactOrCompanyLists;
  readonly leads: LeadLists;
}

/** Of `limit` hits, one in so many is kept free for each further kind that has some. */
const SHARE = 4;

export function createHitFinder(file: string): HitFinder {
  const connection: ReadConnection<Prepared> = createReadConnection(file, prepare);
  return {
    find: (key, text, limit) =>
      connection.ask<readonly SearchHit[]>([], (open) => {
        const account = open.lookup.account.get(key);
        return account ? hitsOf(open, account, text, limit) : [];
      }),
    release() {
      connection.release();
    },
  };
}

function prepare(db: Database): Prepared {
  const lookup = prepareLookup(db);
  const scan = createNameScan(db);
  const totals = createTotals(db);
  const contactsOrCompanies = createContactOrCompanyLists(db, scan, totals);
  return {
    lookup,
    search: createSearch(db, lookup),
    contactsOrCompanies,
    leads: createLeadLists(db, { scan, totals, contactsOrCompanies }),
  };
}

function hitsOf(open: Prepared, account: MirrorAccount, text: string, limit: number): readonly SearchHit[] {
  const found = open.search.find(account, text, limit);
  const contacts = found.contactsOrCompanies.filter(({ entity }) => entity === 'contact');
  const companies = found.contactsOrCompanies.filter(({ entity }) => entity === 'company');
  // Many contacts do not hide the one company or lead that was meant.
  const least = Math.floor(limit / SHARE);
  const leadsShown = Math.min(found.leads.length, Math.max(least, limit - found.contactsOrCompanies.length));
  const companiesShown = Math.min(companies.length, Math.max(least, limit - contacts.length - leadsShown));
  return [
    ...contacts
      .slice(0, limit - leadsShown - companiesShown)
      .flatMap((finding) => contactOrCompanyHit(open, account, finding)),
    ...companies.slice(0, companiesShown).flatMap((finding) => contactOrCompanyHit(open, account, finding)),
    ...found.leads.slice(0, leadsShown).flatMap((id) => leadHit(open, account, id)),
  ];
}

function contactOrCompanyHit(
  open: Prepared,
  account: MirrorAccount,
  { entity, id, by }: Finding,
): readonly SearchHit[] {
  const row = open.contactsOrCompanies.row(account, { entity, id });
  if (!row) return [];
  return [
    {
      entity,
      id,
      name: row.name,
      context: row.company?.name ?? null,
      phone: by === null ? row.phone : readable(by.hit, by.number),
      responsible: row.responsible?.name ?? null,
      responsibleIsMe: row.responsibleIsMe,
      stage: stageOf(open.leads.openOf(account, { entity, id })),
      price: null,
      isCertain: by?.isCertain ?? false,
    },
  ];
}

/** The stage of a lead, null without one. */
function stageOf(lead: Pick<LeadRow, 'stage' | 'stageColour'> | null): SearchHit['stage'] {
  return lead && { name: lead.stage === '' ? null : lead.stage, colour: lead.stageColour };
}

function leadHit(open: Prepared, account: MirrorAccount, id: number): readonly SearchHit[] {
  const row = open.leads.row(account, id);
  if (!row) return [];
  const { name, responsible } = row;
  return [
    {
      entity: 'lead',
      id,
      name,
      context: row.contact?.name ?? row.company?.name ?? null,
      phone: '',
      responsible: responsible?.name ?? null,
      responsibleIsMe: row.responsibleIsMe,
      stage: stageOf(row),
      price: row.price,
      isCertain: false,
    },
  ];
}
