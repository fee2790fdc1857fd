import type { Caller, Match } from '../../../preload/contract.ts';
import { notesOfPerson } from '../../crm/notesOfPerson.ts';
import type { CrmClient } from '../../crm/types/crmClient.ts';
import type { CrmLead } from '../../crm/types/lead.ts';
import type { CrmContact } from '../../crm/types/contactOrCompany.ts';
import type { CrmResult } from '../../crm/types/crmFailure.ts';
import type { FetchedRecords, MirrorReader } from '../../mirror/mirror.ts';
import { readPages, TOO_LONG, type Pages } from '../../crm/transport/pagination.ts';
import { fail, ok } from '../../common/result.ts';
import { onlyContact } from './callerRanking.ts';
import { contactsOf, matchOfCompany, matchOfContact, type MatchContext } from './matchFromCrm.ts';
import type { PhoneNumber } from '../../phone/phoneNumber.ts';
import { searchTexts, verifiedPhone } from '../../phone/phoneMatching.ts';

/** Asks the CRM about a caller after the pop is up: two requests, or two a spelling that the line has, and one for the notes of their deals. */
export interface CallerRefresh {
  /** What the CRM says now of the caller shown: of a single contact that is not in the answer, that they are not the caller. */
  refresh(account: string, number: PhoneNumber, shown: Caller): Promise<CrmResult<readonly Match[]>>;
  /** Who has this number in the CRM: its own text search, every hit verified by its digits. A search that did not end is no "nobody". */
  byNumber(account: string, number: PhoneNumber): Promise<CrmResult<readonly Match[]>>;
  /** A match the CRM told lately that the mirror may not hold yet. */
  seen(account: string, entity: Match['entity'], id: number): Match | null;
}

interface CallerRefreshDeps {
  readonly mirror: MirrorReader;
  readonly clientOf: (account: string) => CrmClient | null;
  readonly contextOf: (account: string) => MatchContext;
  /** What the CRM told of known entities is for the mirror too. */
  readonly remember: (account: string, fetched: FetchedRecords) => void;
}

/** Of which the latest is shown. */
const NOTES_ASKED = 10;
/** Most matches remembered between the CRM's answer and the mirror's catch-up. */
const MOST_SEEN = 500;
/** Ids per request of leads (main/crm/types/crmClient.ts). */
const LEADS_AT_ONCE = 50;
/** Pages of 250 hits of one text: more when the service ignores what it is asked, and then nothing follows from them. */
const MOST_PAGES = 4;

export function createCallerRefresh(deps: CallerRefreshDeps): CallerRefresh {
  const seen = new Map<string, Match>();
  const seenKey = (account: string, entity: string, id: number): string => `${account} ${entity} ${id}`;

  function remember(account: string, matches: readonly Match[]): readonly Match[] {
    for (const match of matches) {
      const key = seenKey(account, match.entity, match.id);
      seen.delete(key);
      seen.set(key, match);
    }
    for (const key of seen.keys()) {
      if (seen.size <= MOST_SEEN) break;
      seen.delete(key);
    }
    return matches;
  }

  async function leadsOf(client: CrmClient, ids: readonly number[]): Promise<readonly CrmLead[]> {
    if (ids.length === 0) return [];
    const leads = await client.leads.byIds(ids.slice(0, LEADS_AT_ONCE));
    return leads.ok ? leads.value : [];
  }

  const companyName = (account: string, contact: CrmContact): string | null => {
    const id = contact.companyIds[0];
    return id === undefined ? null : (deps.mirror.match(account, 'company', id)?.name ?? null);
  };

  async function byNumber(account: string, number: PhoneNumber): Promise<CrmResult<readonly Match[]>> {
    const client = deps.clientOf(account);
    const texts = searchTexts(number);
    if (client === null) return fail({ kind: 'noToken', words: '' });
    if (number.kind !== 'external') return ok([]);
    const context = deps.contextOf(account);
    const contacts = await inEach(texts, (text) => client.contacts.pages({ text, limit: 250 }));
    if (!contacts.ok) return contacts;
    const people = contacts.value.items.flatMap((contact) => {
      const phone = contact.is_deleted
        ? null
        : verifiedPhone(contact.custom_fields_values, number, context.region);
      return phone === null ? [] : [{ contact, phone }];
    });
    if (people.length > 0) {
      const leads = await leadsOf(
        client,
        people.flatMap(({ contact }) => contact.leadIds),
      );
      return ok(
        remember(
          account,
          people.map(({ contact, phone }) =>
            matchOfContact(contact, phone, companyName(account, contact), leads, context),
          ),
        ),
      );
    }
    if (!contacts.value.isWhole) return fail(TOO_LONG);
    const companies = await inEach(texts, (text) => client.companies.pages({ text, limit: 250 }));
    if (!companies.ok) return companies;
    const firms = companies.value.items.flatMap((company) => {
      const phone = company.is_deleted
        ? null
        : verifiedPhone(company.custom_fields_values, number, context.region);
      return phone === null ? [] : [{ company, phone }];
    });
    if (firms.length === 0 && !companies.value.isWhole) return fail(TOO_LONG);
    // A third request would bring their leads; the mirror follows those by itself.
    return ok(
      remember(
        account,
        firms.map(({ company, phone }) => {
          const leads = deps.mirror.match(account, 'company', company.id)?.leads ?? [];
          return matchOfCompany(company, phone, leads, context);
        }),
      ),
    );
  }

  /** One contact that the mirror is certain of: itself and its last notes, its leads as the mirror has them. */
  async function oneContact(
    account: string,
    number: PhoneNumber,
    shown: Match,
  ): Promise<CrmResult<readonly Match[]>> {
    const client = deps.clientOf(account);
    if (client === null) return fail({ kind: 'noToken', words: '' });
    const context = deps.contextOf(account);
    const [contact, notes] = await Promise.all([
      client.contacts.get(shown.id),
      notesOfPerson(
        client,
        { entity: 'contact', id: shown.id },
        shown.leads.map(({ id }) => id),
        NOTES_ASKED,
      ),
    ]);
    if (!contact.ok) return contact;
    // Deleted since: the next call of this number shall not find them; somebody else may have it by now.
    if (contact.value === null || contact.value.is_deleted) {
      deps.remember(account, { gone: [{ entity: 'contact', id: shown.id }] });
      return byNumber(account, number);
    }
    deps.remember(account, { contacts: [contact.value] });
    const phone = verifiedPhone(contact.value.custom_fields_values, number, context.region);
    // Still there, but no longer at this number.
    if (phone === null) return byNumber(account, number);
    const contacts = notes.ok ? contactsOf(notes.value, context) : null;
    const company = companyName(account, contact.value) ?? shown.company;
    return ok(
      remember(account, [
        {
          ...matchOfContact(contact.value, phone, company, [], context),
          leads: shown.leads,
          ...(shown.tags === undefined ? {} : { tags: shown.tags }),
          ...(shown.task === undefined ? {} : { task: shown.task }),
          lastContact: contacts?.lastContact ?? shown.lastContact,
          ...(contacts === null ? {} : { earlier: contacts.earlier }),
        },
      ]),
    );
  }

  return {
    async refresh(account, number, shown) {
      const only = onlyContact(shown);
      return only === null ? byNumber(account, number) : oneContact(account, number, only);
    },
    byNumber,
    seen: (account, entity, id) => seen.get(seenKey(account, entity, id)) ?? null,
  };
}

/** What the service finds for any of the texts, each once; the first failure where there is one. */
async function inEach<T extends { readonly id: number }>(
  texts: readonly string[],
  search: (text: string) => Pages<T>,
): Promise<CrmResult<{ readonly items: readonly T[]; readonly isWhole: boolean }>> {
  const found = new Map<number, T>();
  let isWhole = true;
  for (const text of texts) {
    const hits = await readPages(search(text), MOST_PAGES);
    if (!hits.ok) return hits;
    for (const one of hits.value.items) found.set(one.id, one);
    isWhole &&= hits.value.isWhole;
  }
  return ok({ items: [...found.values()], isWhole });
}
