import type { Database, Statement } from 'better-sqlite3';
import type { PhoneNumber } from '../phone/phoneNumber.ts';
import { type ReadConnection, createReadConnection } from './readConnection.ts';
import { lookUp, matchOf, spellingsOf } from './contact/callerQuery.ts';
import { type MirrorLists, type MirrorAccount } from './readTypes.ts';
import { type LookupStatements, prepareLookup } from './contact/callerQuerySql.ts';
import type { MirrorNames, MirrorReader } from './mirror.ts';
import { type ListReads, createListReads } from './mirrorReads.ts';
import { type Search, createSearch } from './search/nameSearch.ts';

/** The mirror as main reads it, on a connection of its own that cannot write. */
export interface OpenMirrorReader extends MirrorReader, MirrorNames, MirrorLists {
  /** How cards write a number, of those that certainly have it; one line may have two (phone/phoneVariants.ts). */
  spellings(account: string, number: PhoneNumber): readonly string[];
  /** Lets go of the file, because the worker is about to delete it; the next question opens it again. */
  release(): void;
  close(): void;
}

interface Prepared {
  readonly lookup: LookupStatements;
  readonly counts: Statement<[string], { contacts: number; companies: number; leads: number }>;
  readonly user: Statement<[number, number], { readonly name: string }>;
  readonly stage: Statement<
    [number, number, number],
    { readonly stage: string; readonly pipeline: string; readonly colour: string | null }
  >;
  /** Made when they are first asked: a call needs none of them. */
  search(): Search;
  lists(): ListReads;
}

/** The mirror's reads in main; see `createReadConnection` for what happens without a mirror. */
export function createMirrorReader(file: string): OpenMirrorReader {
  const connection: ReadConnection<Prepared> = createReadConnection(file, prepare);
  let closed = false;

  /** Asks the open mirror about a known account, or answers `nothing`. */
  function ask<T>(key: string, nothing: T, question: (open: Prepared, account: MirrorAccount) => T): T {
    if (closed) return nothing;
    return connection.ask(nothing, (open) => {
      const account = open.lookup.account.get(key);
      return account ? question(open, account) : nothing;
    });
  }

  const lists: MirrorLists = {
    contactOrCompanyPage: (key, query) =>
      ask(key, NO_PAGE, (open, account) => open.lists().contactsOrCompanies.page(account, query)),
    contactOrCompany: (key, ref) =>
      ask(key, null, (open, account) => {
        const detail = open.lists().contactsOrCompanies.detail(account, ref);
        return detail && { ...detail, leads: open.lists().leads.of(account, ref) };
      }),
    openLead: (key, ref) => ask(key, null, (open, account) => open.lists().leads.openOf(account, ref)),
    leadPage: (key, query) => ask(key, NO_PAGE, (open, account) => open.lists().leads.page(account, query)),
    leadBoard: (key, query) => ask(key, [], (open, account) => open.lists().leads.board(account, query)),
    lead: (key, id) => ask(key, null, (open, account) => open.lists().leads.detail(account, id)),
    taskPage: (key, query) => ask(key, NO_PAGE, (open, account) => open.lists().tasks.page(account, query)),
    taskCounts: (key, now, timezone) =>
      ask(key, { overdue: 0, today: 0, later: 0 }, (open, account) =>
        open.lists().tasks.counts(account, now, timezone),
      ),
    tasksDue: (key, from, till) =>
      ask(key, [], (open, account) => open.lists().tasks.due(account, from, till)),
    tasksOf: (key, ref) => ask(key, [], (open, account) => open.lists().tasks.of(account, ref)),
    dictionary: (key) =>
      ask(key, { pipelines: [], users: [], taskTypes: [], lossReasons: [] }, (open, account) =>
        open.lists().dictionary(account),
      ),
    colleagues: (key) => ask(key, [], (open, { account }) => open.lists().colleagues(account)),
  };

  return {
    lookup: (key, number) => ask(key, [], ({ lookup }, account) => lookUp(lookup, account, number)),
    spellings: (key, number) => ask(key, [], ({ lookup }, account) => spellingsOf(lookup, account, number)),
    search: (key, text, limit) =>
      ask(key, [], (open, account) =>
        open
          .search()
          .find(account, text, limit)
          .contactsOrCompanies.slice(0, limit)
          .flatMap(({ entity, id, by }) =>
            matchOf(
              open.lookup,
              account,
              entity,
              id,
              by && { ...by, certainty: by.isCertain ? 'certain' : 'possible' },
            ),
          ),
      ),
    match: (key, entity, id) =>
      ask(key, null, ({ lookup }, account) => matchOf(lookup, account, entity, id, null)[0] ?? null),
    counts(key) {
      const none = { contacts: 0, companies: 0, leads: 0 };
      return ask(key, none, ({ counts }) => counts.get(key) ?? none);
    },
    userName: (key, userId) =>
      ask(key, null, ({ user }, { account }) => user.get(account, userId)?.name ?? null),
    stage: (key, pipelineId, statusId) =>
      ask(key, null, ({ stage }, { account }) => stage.get(account, pipelineId, statusId) ?? null),
    ...lists,
    release() {
      connection.release();
    },
    close() {
      closed = true;
      connection.release();
    },
  };
}

const NO_PAGE = { rows: [], next: null, total: 0 };

function prepare(db: Database): Prepared {
  const lookup = prepareLookup(db);
  let search: Search | undefined;
  let lists: ListReads | undefined;
  return {
    lookup,
    search: () => (search ??= createSearch(db, lookup)),
    lists: () => (lists ??= createListReads(db)),
    counts: db.prepare('SELECT contacts, companies, leads FROM accounts WHERE key = ?'),
    user: db.prepare('SELECT name FROM users WHERE account = ? AND id = ?'),
    stage: db.prepare(
      `SELECT s.name AS stage, p.name AS pipeline, s.color AS colour FROM statuses s
       JOIN pipelines p ON p.account = s.account AND p.id = s.pipeline_id
       WHERE s.account = ? AND s.pipeline_id = ? AND s.id = ?`,
    ),
  };
}
