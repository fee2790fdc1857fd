import type { AccountData, UserRecord } from '../model.ts';
import { american } from './american.ts';
import { bulkContactAt } from './bulkContacts.ts';
import type { Culture } from './culture.ts';
import { customersOf } from './customers.ts';
import { leadsOf, lossReasonsOf, pipelineOf } from './leads.ts';
import { eventHistoryOf } from './eventHistory.ts';
import { historyOf } from './history.ts';
import type { Draft } from './contactsAndCompanies.ts';
import { LEAST_CONTACTS, SLOT, VIP, companyAt, contactAt } from './contactsAndCompanies.ts';
import { tasksOf } from './tasks.ts';
import { createRandom } from './random.ts';
import { russian } from './russian.ts';

/** What the demo data is made from. */
export interface DemoInput {
  readonly seed: number;
  /** Unix seconds: the newest activity is about an hour before. */
  readonly now: number;
  contactsOf(subdomain: string): number;
  /** Whether the accounts have customers. Default: none. */
  readonly customers?: boolean;
  /** Whether the agent has tasks to do. Default: none. */
  readonly tasks?: boolean;
  readonly nextId: () => number;
}

const COMPANIES = 80;
const GENEROUS_DEMO = 300;
const FIRST_ACCOUNT_ID = 31_000_001;

/** The two demo accounts: `romashka` (Russian) and `northwind` (English). Equal input gives equal data. */
export function demoAccounts(input: DemoInput): Omit<AccountData, 'longLivedToken'>[] {
  return [russian, american].map((culture, index) =>
    demoAccount(culture, FIRST_ACCOUNT_ID + index, { ...input, seed: input.seed * 1_000 + index }),
  );
}

function demoAccount(culture: Culture, id: number, input: DemoInput): Omit<AccountData, 'longLivedToken'> {
  const random = createRandom(input.seed);
  const { nextId, now } = input;
  const users = usersOf(culture, nextId);
  const draft: Draft = { culture, random, userIds: users.map((user) => user.id), now, nextId };
  const count = Math.max(LEAST_CONTACTS, input.contactsOf(culture.account.subdomain));
  const companies = Array.from({ length: COMPANIES }, (_, index) => companyAt(draft, index));
  const contacts = Array.from({ length: count }, (_, index) =>
    index < GENEROUS_DEMO ? contactAt(draft, index, companies) : bulkContactAt(draft, index),
  );
  const pipeline = pipelineOf(draft);
  const lossReasons = lossReasonsOf(draft);
  const leads = leadsOf(draft, contacts, pipeline, lossReasons);
  const notes = historyOf(draft, contacts);
  const customers = input.customers === true ? customersOf(draft, contacts, leads) : [];
  const tasks = input.tasks === true ? tasksOf(draft, leads, contacts) : [];
  return {
    account: {
      ...culture.account,
      id,
      uuid: random.uuid(),
      amojo_id: random.uuid(),
      created_at: now - 86_400 * 1_000,
      agent_id: users[0]?.id ?? 0,
      users_groups: [{ id: 0, name: culture.group, uuid: null }],
    },
    users,
    pipelines: [pipeline],
    loss_reasons: lossReasons,
    contacts,
    companies,
    leads,
    notes,
    customers,
    tasks,
    events: eventHistoryOf({ contacts, companies, leads, notes, tasks }),
    unsorted: [],
    webhooks: [],
    tags: { contacts: [VIP], leads: [], companies: [], customers: [] },
    showcase: {
      certain: culture.mobile(SLOT.certain),
      several: culture.mobile(SLOT.several[0]),
      // Nobody is given this one: people stop at 300 + 700, companies at 80.
      unknown: culture.mobile(1_250),
      company: culture.landline(1),
      shared: culture.landline(0),
    },
  };
}

function usersOf(culture: Culture, nextId: () => number): UserRecord[] {
  return culture.users.map(({ first, last }, index) => ({
    id: nextId(),
    name: `${first} ${last}`,
    email: `agent${String(index + 1)}@${culture.account.subdomain}.example`,
    lang: culture.account.language,
    is_admin: index === 0,
    group_id: 0,
    phone: String(101 + index),
  }));
}
