import { startOfDay } from '../../i18n/calendar.ts';
import type { Found, SearchHit } from '../../preload/contract/cards.ts';
import type { CrmClient } from '../crm/types/crmClient.ts';
import type { CrmLead } from '../crm/types/lead.ts';
import type { CrmCompany, CrmContact } from '../crm/types/contactOrCompany.ts';
import type { Clock } from '../common/clock.ts';
import type { ContactOrCompanyRef, MirrorLists } from '../mirror/readTypes.ts';
import type { FetchedRecords, MirrorSearch } from '../mirror/mirror.ts';
import { hasWords } from './lead/leadListPages.ts';
import { namedStage, type LeadSetting } from './lead/leadRowView.ts';
import { rankedHits, type FoundHit } from './searchRanking.ts';

/** Search over everything an agent may look for. */
export interface SearchService {
  /** What the mirror has, best first. A search begun before in the same account is given up. */
  inCopy(account: string, text: string): Promise<Found>;
  /** What the CRM's own search has: people, companies and deals, three requests. */
  inCrm(account: string, text: string): Promise<Found>;
  /** Whom the agent had calls with lately, the last first. */
  recent(account: string): readonly SearchHit[];
}

/** Somebody the agent had a call with, and when (Unix ms) the last of them was. */
export interface RecentPerson extends ContactOrCompanyRef {
  readonly at: number;
}

interface SearchServiceDeps {
  readonly search: MirrorSearch;
  readonly mirror: Pick<MirrorLists, 'contactOrCompany' | 'openLead'>;
  readonly clock: Clock;
  /** The last first. */
  readonly recentPeople: (account: string) => readonly RecentPerson[];
  readonly settingOf: (account: string) => LeadSetting;
  readonly clientOf: (account: string) => CrmClient | null;
  readonly remember: (account: string, fetched: FetchedRecords) => void;
}

const MOST_HITS = 30;
const RECENT_SHOWN = 8;
const RECENT_KEPT_MS = 10_000;
/** Of each kind: enough to choose from, little to send. */
const MOST_OF_A_KIND = 10;

export function createSearchService(deps: SearchServiceDeps): SearchService {
  const underWay = new Map<string, AbortController>();
  const asking = new Map<string, AbortController>();
  const recents = new Map<string, { readonly hits: readonly SearchHit[]; readonly until: number }>();

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
      const found = await deps.search.find(account, text, MOST_HITS, begun(underWay, account));
      const recent = recentHits(account);
      const calledAt = new Map(recent.map((hit) => [keyOf(hit), hit.calledAt]));
      const known = new Set(found.map(keyOf));
      const hits = [
        ...found.map(({ isCertain, ...hit }): FoundHit => ({
          hit: { ...hit, calledAt: calledAt.get(keyOf(hit)) ?? null },
          isCertain,
        })),
        // Of a common name whoever was called lately is not lost among those that stand first by it.
        ...recent
          .filter((hit) => !known.has(keyOf(hit)) && hasWords(hit.name, text))
          .map((hit) => ({ hit, isCertain: false })),
      ];
      return { hits: [...rankedHits(hits, startOfDay(deps.clock.now(), null))], failure: null };
    },
    recent: (account) => recentHits(account).slice(0, RECENT_SHOWN),
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
        responsibleIsMe: contactOrCompany.responsible_user_id === setting.userId,
        stage: stageOfLead(account, { entity, id: contactOrCompany.id }),
        price: null,
        calledAt: null,
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

  /** The open deal of somebody, by its stage. */
  function stageOfLead(account: string, ref: ContactOrCompanyRef): SearchHit['stage'] {
    const lead = deps.mirror.openLead(account, ref);
    return lead && { name: lead.stage === '' ? null : lead.stage, colour: lead.stageColour };
  }

  /** Read again after a moment: a search as typed asks for them at each letter. */
  function recentHits(account: string): readonly SearchHit[] {
    const known = recents.get(account);
    if (known !== undefined && deps.clock.monotonic() < known.until) return known.hits;
    const hits = deps.recentPeople(account).flatMap(({ entity, id, at }): SearchHit[] => {
      const row = deps.mirror.contactOrCompany(account, { entity, id });
      if (row === null) return [];
      return [
        {
          entity,
          id,
          name: row.name,
          context: row.company?.name ?? null,
          phone: row.phone,
          responsible: row.responsible?.name ?? null,
          responsibleIsMe: row.responsibleIsMe,
          stage: stageOfLead(account, { entity, id }),
          price: null,
          calledAt: at,
        },
      ];
    });
    recents.set(account, { hits, until: deps.clock.monotonic() + RECENT_KEPT_MS });
    return hits;
  }

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
  const { stage, stageColour } = namedStage(lead.pipeline_id, lead.status_id, setting);
  const contactId = lead.mainContactId ?? lead.contactIds[0] ?? null;
  return {
    entity: 'lead',
    id: lead.id,
    name: lead.name,
    context: contactId === null ? null : setting.contactOrCompanyName('contact', contactId),
    phone: '',
    responsible: userName(lead.responsible_user_id),
    responsibleIsMe: lead.responsible_user_id === setting.userId,
    stage: { name: stage, colour: stageColour },
    price: lead.price,
    calledAt: null,
  };
}

const keyOf = ({ entity, id }: Pick<SearchHit, 'entity' | 'id'>): string => `${entity} ${id}`;
