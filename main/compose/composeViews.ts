import { createRecentPeople } from '../calls/history/recentPeople.ts';
import { createLeadService } from '../views/lead/leadService.ts';
import type { LeadService } from '../views/lead/leadService.ts';
import { createContactService } from '../views/contact/contactService.ts';
import type { ContactService } from '../views/contact/contactService.ts';
import { createSearchService } from '../views/searchService.ts';
import type { SearchService } from '../views/searchService.ts';
import type { Recordings } from '../recordings/recordings.ts';
import { composeRecordings } from './composeRecordings.ts';
import type { Clock } from '../common/clock.ts';
import type { Startup } from './startup.ts';
import type { AgentWrites } from '../outbox/agentWrites.ts';
import type { CrmConnections } from './composeCrm.ts';

/** What an agent reads outside of a call: lists, boards, cards, search; over one mirror and one journal. */
export interface ComposedViews {
  readonly leadService: LeadService;
  readonly contactsOrCompanies: ContactService;
  readonly search: SearchService;
  readonly recordings: Recordings;
  /** Somebody added a note to a card. */
  noteChanged(account: string, card: { readonly entity: string; readonly id: number }): void;
}

interface CardRoomsDeps {
  readonly opening: Startup;
  readonly crm: CrmConnections;
  readonly agentWrites: Pick<AgentWrites, 'list' | 'madeAs'>;
  readonly clock: Clock;
}

export function composeViews({ opening, crm, agentWrites, clock }: CardRoomsDeps): ComposedViews {
  const { list, registry, events } = opening;
  const { mirror, sync, sessions } = crm;
  const { links, recordings } = composeRecordings(opening, crm, clock);
  const shared: Parameters<typeof createLeadService>[0] = {
    mirror,
    agentWrites,
    clientOf: (account) => sessions.clientOf(account),
    remember: (account, fetched) => {
      sync.remember(account, fetched);
    },
    accountOf: (account) => list.get(account),
    clock,
    notesRead: (account, notes) => links.seen(account, notes),
    changed: (account, change) => {
      registry.tell('cards', { changed: change }, { kinds: ['account'], account });
      registry.tell('popFields', { account }, { kinds: ['pop'] });
      registry.tell('popFields', { account }, { kinds: ['account'], account });
    },
  };
  const leadService = createLeadService(shared);
  const { writesOf, settingOf } = leadService;
  const contactsOrCompanies = createContactService({
    ...shared,
    writesOf,
    settingOf,
    madeAs: (account, writeId) => agentWrites.madeAs(account, writeId),
    changed: (account, { entity, id }) => {
      const none = { contacts: [], companies: [], leads: [], tasks: [] };
      shared.changed(account, { ...none, [entity === 'contact' ? 'contacts' : 'companies']: [id] });
    },
  });
  events.on('writeChanged', ({ account, last }) => {
    contactsOrCompanies.writeChanged(account, last);
    leadService.writeChanged(account, last);
  });
  events.on('mirrorChanged', (account, change) => {
    leadService.mirrorChanged(account, change);
  });
  return {
    recordings,
    leadService,
    contactsOrCompanies,
    search: createSearchService({
      ...shared,
      settingOf,
      search: crm.search,
      recentPeople: createRecentPeople({
        journal: opening.journal,
        mirror,
        regionOf: (account) => list.get(account)?.region ?? '',
      }),
    }),
    noteChanged(account, { entity, id }) {
      if (entity === 'lead') leadService.cards.noteChanged(account, id);
      if (entity === 'contact' || entity === 'company')
        contactsOrCompanies.noteChanged(account, { entity, id });
    },
  };
}
