import type {
  AccountData,
  AccountRecord,
  CompanyRecord,
  ContactRecord,
  CustomerRecord,
  EventRecord,
  LeadRecord,
  LossReasonRecord,
  NoteRecord,
  PipelineRecord,
  Showcase,
  TagRecord,
  TaskRecord,
  UnsortedRecord,
  UserRecord,
  WebhookRecord,
} from './model.ts';
import type { EntityType } from './entityType.ts';
import type { Collection } from './collection.ts';
import { createCollection } from './collection.ts';
import type { PhoneIndex } from './phoneIndex.ts';
import { createPhoneIndex } from './phoneIndex.ts';
import { demoAccounts } from './demoData/generate.ts';
import type { Settings } from './options.ts';
import { loadSaved } from './savedState.ts';
import type { SavedState } from './savedState.ts';
import type { IntegrationRecord, OAuthRecords } from './oauth/records.ts';
import { createIntegration, longLivedTokenOf } from './oauth/records.ts';

/** One account, ready to be asked. */
export interface AccountStore {
  readonly account: AccountRecord;
  readonly users: readonly UserRecord[];
  readonly pipelines: readonly PipelineRecord[];
  readonly lossReasons: readonly LossReasonRecord[];
  readonly contacts: Collection<ContactRecord>;
  readonly companies: Collection<CompanyRecord>;
  readonly leads: Collection<LeadRecord>;
  readonly notes: Collection<NoteRecord>;
  readonly customers: Collection<CustomerRecord>;
  readonly tasks: Collection<TaskRecord>;
  /** Oldest first. */
  readonly events: EventRecord[];
  readonly unsorted: UnsortedRecord[];
  readonly webhooks: WebhookRecord[];
  readonly tags: Readonly<Record<EntityType, TagRecord[]>>;
  readonly showcase: Showcase;
  readonly longLivedToken: string;
  /** By the last 10 digits, for calls; by the last 8, for pop-ups (crm-api.md 4.1, 4.2). */
  readonly contactsByPhone: PhoneIndex<ContactRecord>;
  readonly companiesByPhone: PhoneIndex<CompanyRecord>;
  readonly contactsByShortPhone: PhoneIndex<ContactRecord>;
  readonly companiesByShortPhone: PhoneIndex<CompanyRecord>;
}

/** All the sandbox knows. */
export interface Store {
  readonly accounts: readonly AccountStore[];
  readonly integration: IntegrationRecord;
  readonly oauth: OAuthRecords;
  /** A new id, larger than any before. */
  nextId(): number;
  /** Must follow every change; listeners save it. */
  changed(): void;
  onChange(listener: () => void): void;
  snapshot(): SavedState;
}

const FIRST_ID = 11_000_001;

/** Reads the saved state, or makes the demo data where there is none. A file that is not ours throws: better than losing it. */
export function createStore(settings: Settings): Store {
  const saved = settings.file === null ? null : loadSaved(settings.file);
  const state = saved ?? freshState(settings);
  // Whoever starts the sandbox registers where sign-ins end; that may change from start to start.
  state.integration.redirectUri = settings.redirectUri;
  const accounts = state.accounts.map(openAccount);
  const listeners: (() => void)[] = [];
  let lastId = state.lastId;
  return {
    accounts,
    integration: state.integration,
    oauth: state.oauth,
    nextId: () => (lastId += 1),
    changed() {
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.push(listener);
    },
    snapshot: () => ({ ...state, lastId, accounts: accounts.map(accountData) }),
  };
}

function freshState(settings: Settings): SavedState {
  const now = Math.floor(settings.now() / 1_000);
  let lastId = FIRST_ID - 1;
  const integration = createIntegration(settings.seed, settings.redirectUri);
  const accounts = demoAccounts({
    seed: settings.seed,
    now,
    contactsOf: settings.contactsOf,
    customers: settings.customers,
    tasks: settings.tasks,
    nextId: () => (lastId += 1),
  }).map((data) => ({
    ...data,
    longLivedToken: longLivedTokenOf(settings.seed, integration, data.account, {
      now,
      domain: settings.domain,
    }),
  }));
  return {
    version: 1,
    lastId,
    integration,
    oauth: { codes: [], pairs: [], longLived: accounts.map(longLivedRecord) },
    accounts,
  };
}

const longLivedRecord = (data: AccountData): OAuthRecords['longLived'][number] => ({
  accountId: data.account.id,
  userId: data.account.agent_id,
  token: data.longLivedToken,
  isRevoked: false,
});

function openAccount(data: AccountData): AccountStore {
  const contacts = createCollection(data.contacts);
  const companies = createCollection(data.companies);
  return {
    account: data.account,
    users: data.users,
    pipelines: data.pipelines,
    lossReasons: data.loss_reasons,
    contacts,
    companies,
    leads: createCollection(data.leads),
    notes: createCollection(data.notes),
    customers: createCollection(data.customers),
    tasks: createCollection(data.tasks),
    events: data.events,
    unsorted: data.unsorted,
    webhooks: data.webhooks,
    tags: data.tags,
    showcase: data.showcase,
    longLivedToken: data.longLivedToken,
    contactsByPhone: createPhoneIndex(contacts, 10),
    companiesByPhone: createPhoneIndex(companies, 10),
    contactsByShortPhone: createPhoneIndex(contacts, 8),
    companiesByShortPhone: createPhoneIndex(companies, 8),
  };
}

const accountData = (store: AccountStore): AccountData => ({
  account: store.account,
  users: [...store.users],
  pipelines: [...store.pipelines],
  loss_reasons: [...store.lossReasons],
  contacts: [...store.contacts.all()],
  companies: [...store.companies.all()],
  leads: [...store.leads.all()],
  notes: [...store.notes.all()],
  customers: [...store.customers.all()],
  tasks: [...store.tasks.all()],
  events: store.events,
  unsorted: store.unsorted,
  webhooks: store.webhooks,
  tags: { ...store.tags },
  showcase: store.showcase,
  longLivedToken: store.longLivedToken,
});
