import type { Found, SearchHit } from '../../preload/contract/cards.ts';
import type { CrmClient } from '../crm/types/crmClient.ts';
import type { CrmLead } from '../crm/types/lead.ts';
import type { CrmCompany, CrmContact } from '../crm/types/contactOrCompany.ts';
import type { MirrorLists } from '../mirror/readTypes.ts';
import type { FetchedRecords, MirrorSearch } from '../mirror/mirror.ts';
import { namedStage, type LeadSetting } from './lead/leadRowView.ts';

/** Search over everything an agent may look for. */
export interface SearchService {
  /** What the mirror has, best first. A search begun before in the same account is given up. */
  inCopy(account: string, text: string): Promise<Found>;
  /** What the CRM's own search has: people, companies and deals, three requests. */
  inCrm(account: string, text: string): Promise<Found>;
}

interface SearchServiceDeps {
  readonly search: MirrorSearch;
  readonly mirror: Pick<MirrorLists, 'contactOrCompany'>;
  readonly settingOf: (account: string) => LeadSetting;
  readonly clientOf: (account: string) => CrmClient | null;
  readonly remember: (account: string, fetched: FetchedRecords) => void;
}

const MOST_HITS = 30;
/** Of each kind: enough to choose from, little to send. */
const MOST_OF_A_KIND = 10;

export function createSearchService(deps: SearchServiceDeps): SearchService {
  const underWay = new Map<string, AbortController>();
  const asking = new Map<string, AbortController>();

  function begun(running: Map<string, AbortController>, account: string): AbortSignal {
    running.get(account)?.abort();
    const mine = new AbortController();
    running.set(account, mine);
    return mine.signal;
  }

  async function leadsIn(client: CrmClient, text: string, signal: AbortSignal) {
    for await (const page of client.leads.pages({ text, limit: 50 }, { signal })) return page;
    return null;
  }

  return {
    async inCopy(account, text) {
      const hits = await deps.search.find(account, text, MOST_HITS, begun(underWay, account));
      return { hits: [...hits], failure: null };
    },
    async inCrm(account, text) {
      const client = deps.clientOf(account);
      if (client === null) return { hits: [], failure: 'noToken' };
      const signal = begun(asking, account);
      const [contacts, companies, leads] = await Promise.all([
        client.contacts.query(text, { signal }),
        client.companies.query(text, { signal }),
        leadsIn(client, text, signal),
      ]);
      const found = {
        contacts: (contacts.ok ? contacts.value : []).slice(0, MOST_OF_A_KIND),
        companies: (companies.ok ? companies.value : []).slice(0, MOST_OF_A_KIND),
        leads: (leads?.ok === true ? leads.value.items : []).slice(0, MOST_OF_A_KIND),
      };
      deps.remember(account, found);
      const setting = deps.settingOf(account);
      const userName = (id: number): string | null =>
        setting.dictionary.users.find((user) => user.id === id)?.name ?? null;
      const contactOrCompanyHit = (
        entity: 'contact' | 'company',
        contactOrCompany: CrmContact | CrmCompany,
      ): SearchHit => ({
        entity,
        id: contactOrCompany.id,
        name: contactOrCompany.name,
        context: companyOf(account, contactOrCompany),
        phone: phoneOf(contactOrCompany),
        responsible: userName(contactOrCompany.responsible_user_id),
      });
      return {
        hits: [
          ...found.contacts.map((contact) => contactOrCompanyHit('contact', contact)),
          ...found.companies.map((company) => contactOrCompanyHit('company', company)),
          ...found.leads.map((lead) => leadHit(lead, setting, userName)),
        ],
        failure: contacts.ok ? (companies.ok ? null : companies.error.kind) : contacts.error.kind,
      };
    },
  };

  function companyOf(account: string, contactOrCompany: CrmContact | CrmCompany): string | null {
    const id = 'companyIds' in contactOrCompany ? contactOrCompany.companyIds[0] : undefined;
    return id === undefined
      ? null
      : (deps.mirror.contactOrCompany(account, { entity: 'company', id })?.name ?? null);
  }
}

function phoneOf({ custom_fields_values: fields }: Pick<CrmContact, 'custom_fields_values'>): string {
  return fields.find(({ field_code }) => field_code === 'PHONE')?.values[0]?.value ?? '';
}

function leadHit(lead: CrmLead, setting: LeadSetting, userName: (id: number) => string | null): SearchHit {
  return {
    entity: 'lead',
    id: lead.id,
    name: lead.name,
    context: namedStage(lead.pipeline_id, lead.status_id, setting).stage,
    phone: '',
    responsible: userName(lead.responsible_user_id),
  };
}
