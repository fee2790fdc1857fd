/**
 * Schema 1 of the mirror. `account` (the small number the `accounts` table gives a key) leads every key and
 * index. `entity` is 0 for contacts and 1 for companies. CRM times are Unix seconds, Ringside's own are
 * Unix milliseconds.
 *
 * `phones.tail` holds the last ten digits backwards: one index then finds the last ten, eight and seven
 * digits as prefixes, where three indexes would cost the sync three random writes a phone.
 */
export const initial = `
CREATE TABLE accounts (
  account INTEGER PRIMARY KEY AUTOINCREMENT,
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
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  company_id INTEGER,
  responsible_user_id INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contacts_by_name ON contacts (account, name_key, id);

CREATE TABLE companies (
  account INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  company_id INTEGER,
  responsible_user_id INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX companies_by_name ON companies (account, name_key, id);

CREATE TABLE phones (
  account INTEGER NOT NULL,
  entity INTEGER NOT NULL,
  entity_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  raw TEXT NOT NULL,
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
  name TEXT NOT NULL,
  price REAL,
  responsible_user_id INTEGER NOT NULL,
  pipeline_id INTEGER NOT NULL,
  status_id INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  closed_at INTEGER,
  PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE lead_links (
  account INTEGER NOT NULL,
  entity INTEGER NOT NULL,
  entity_id INTEGER NOT NULL,
  lead_id INTEGER NOT NULL,
  PRIMARY KEY (account, entity, entity_id, lead_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lead_links_by_lead ON lead_links (account, lead_id, entity, entity_id);

CREATE TABLE users (
  account INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  is_admin INTEGER NOT NULL,
  PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE pipelines (
  account INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE statuses (
  account INTEGER NOT NULL,
  pipeline_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  color TEXT,
  sort INTEGER NOT NULL,
  PRIMARY KEY (account, pipeline_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_state (
  account INTEGER NOT NULL,
  list TEXT NOT NULL,
  watermark INTEGER,
  next_href TEXT,
  newest INTEGER,
  completed_at INTEGER,
  PRIMARY KEY (account, list)
) STRICT, WITHOUT ROWID;
`;
