import { contactOrCompanyFields } from '../../entities/contactOrCompany.ts';
import { leadFields } from '../../entities/lead.ts';
import { taskFields } from '../../entities/task.ts';
import { columnsSql } from './fields/entityTable.ts';
import { digestOf } from './rowDigest.ts';

/** To be raised when rows mean something else though the schema is as it was. */
const REVISION = 1;

/** The search index of each kind of name (FTS5). */
export const NAME_INDEXES = ['contact_names', 'company_names', 'lead_names'] as const;

/**
 * The schema. `account` (the small number the `accounts` table gives a key) leads every key and index. `entity`
 * is 0 for contacts, 1 for companies, 2 for leads. CRM times are Unix seconds, Ringside's own are Unix
 * milliseconds. `digest` stands for all of a row that came from the CRM: what comes again unchanged is not
 * written again.
 *
 * `phones.tail` holds the last ten digits backwards: one index then finds the last ten, eight and seven
 * digits as prefixes, where three indexes would cost the sync three random writes a phone. `phones.value` is
 * the whole field of the CRM where that is not `raw`.
 *
 * `news_places` holds how far an account's events from the relay are in the rows: moved in the transaction that
 * stores what they tell, so no crash can part the two. `gone` remembers what a change event said was deleted, so that an older
 * one that comes late does not bring it back.
 *
 * `contact_names`, `company_names` and `lead_names` are the search index by the words of names: no copy of
 * the names (`content=''`), no places in them (`detail=none`), and the beginnings of one to three letters
 * stored, so that as-you-type stays quick. Their row ids are made in search/nameIndex.ts.
 */
export const schema = `
CREATE TABLE accounts (
  account INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  region TEXT NOT NULL,
  user_id INTEGER NOT NULL,
  paused INTEGER NOT NULL DEFAULT 0,
  completed_at INTEGER,
  contacts INTEGER NOT NULL DEFAULT 0,
  companies INTEGER NOT NULL DEFAULT 0,
  leads INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE contacts (
  account INTEGER NOT NULL,
  id INTEGER NOT NULL,
  ${columnsSql(contactOrCompanyFields)},
  name_key TEXT NOT NULL,
  digest INTEGER NOT NULL,
  PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contacts_by_name ON contacts (account, name_key, id, responsible_user_id);
CREATE INDEX contacts_by_company ON contacts (account, company_id, id) WHERE company_id IS NOT NULL;

CREATE TABLE companies (
  account INTEGER NOT NULL,
  id INTEGER NOT NULL,
  ${columnsSql(contactOrCompanyFields)},
  name_key TEXT NOT NULL,
  digest INTEGER NOT NULL,
  PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX companies_by_name ON companies (account, name_key, id, responsible_user_id);

CREATE TABLE phones (
  account INTEGER NOT NULL,
  entity INTEGER NOT NULL,
  entity_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  raw TEXT NOT NULL,
  value TEXT,
  kind TEXT,
  e164 TEXT,
  nsn TEXT,
  extension TEXT,
  tail TEXT,
  PRIMARY KEY (account, entity, entity_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX phones_by_e164 ON phones (account, e164, entity, entity_id) WHERE e164 IS NOT NULL;
CREATE INDEX phones_by_nsn ON phones (account, nsn, entity, entity_id) WHERE e164 IS NULL AND nsn IS NOT NULL;
CREATE INDEX phones_by_tail ON phones (account, tail, entity, entity_id) WHERE tail IS NOT NULL;

CREATE TABLE leads (
  account INTEGER NOT NULL,
  id INTEGER NOT NULL,
  ${columnsSql(leadFields)},
  digest INTEGER NOT NULL,
  PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX leads_by_change ON leads (account, updated_at, id, pipeline_id, status_id, responsible_user_id);
CREATE INDEX leads_by_stage ON leads (account, pipeline_id, status_id, updated_at, id, responsible_user_id, price);

CREATE TABLE lead_links (
  account INTEGER NOT NULL,
  entity INTEGER NOT NULL,
  entity_id INTEGER NOT NULL,
  lead_id INTEGER NOT NULL,
  PRIMARY KEY (account, entity, entity_id, lead_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lead_links_by_lead ON lead_links (account, lead_id, entity, entity_id);

CREATE TABLE tasks (
  account INTEGER NOT NULL,
  id INTEGER NOT NULL,
  ${columnsSql(taskFields)},
  entity INTEGER,
  seen INTEGER NOT NULL,
  digest INTEGER NOT NULL,
  PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tasks_by_time ON tasks (account, complete_till, id);
CREATE INDEX tasks_by_entity ON tasks (account, entity, entity_id) WHERE entity_id IS NOT NULL;

CREATE TABLE users (
  account INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  is_admin INTEGER NOT NULL,
  phone TEXT,
  PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE pipelines (
  account INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  sort INTEGER NOT NULL,
  PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE statuses (
  account INTEGER NOT NULL,
  pipeline_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  color TEXT,
  sort INTEGER NOT NULL,
  is_incoming INTEGER NOT NULL,
  PRIMARY KEY (account, pipeline_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE task_types (
  account INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  code TEXT,
  PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE loss_reasons (
  account INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  sort INTEGER NOT NULL,
  PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_state (
  account INTEGER NOT NULL,
  list TEXT NOT NULL,
  watermark INTEGER,
  next_href TEXT,
  newest INTEGER,
  completed_at INTEGER,
  walked INTEGER NOT NULL,
  first_id INTEGER,
  last_id INTEGER,
  total INTEGER,
  PRIMARY KEY (account, list)
) STRICT, WITHOUT ROWID;

CREATE TABLE news_places (
  account INTEGER PRIMARY KEY,
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;

-- Incoming leads that were told of, by a webhook or by a catch-up: the other tells of them too.
CREATE TABLE incoming (
  account INTEGER NOT NULL,
  uid TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (account, uid)
) STRICT, WITHOUT ROWID;

CREATE TABLE gone (
  account INTEGER NOT NULL,
  list TEXT NOT NULL,
  id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (account, list, id)
) STRICT, WITHOUT ROWID;

${NAME_INDEXES.map(nameIndex).join('')}`;

/** The schema this build reads and writes (`user_version`). A mirror of another one is begun anew, never migrated. */
export const MIRROR_VERSION = digestOf(REVISION, schema) % 2 ** 31;

function nameIndex(table: string): string {
  return `
CREATE VIRTUAL TABLE ${table} USING fts5(
  text, content='', contentless_delete=1, detail=none, prefix='1 2 3', tokenize='unicode61 remove_diacritics 2'
);`;
}
