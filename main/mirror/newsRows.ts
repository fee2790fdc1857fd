import type { Database } from 'better-sqlite3';
import type { Changes } from './changes.ts';
import { LIST_OF } from './deletions.ts';
import type { LeadRows } from './leadRows.ts';
import type { MirrorChange } from './mirror.ts';
import type { MirrorFact, News, NewsPlace, ReadBack } from './news.ts';
import type { PartyRows, Written } from './partyRows.ts';
import { leadFacts, taskFact } from './rowFacts.ts';
import type { TaskRows } from './taskRows.ts';

/** Events as they were read, in the order they came. */
export interface ReadNews {
  /** The relay's stream; null for events without a sequence. */
  readonly epoch: string | null;
  readonly events: readonly { readonly seq: number; readonly at: number; readonly news: readonly News[] }[];
}

/** What storing news came to. */
export interface NewsStored {
  readonly change: MirrorChange | null;
  readonly readBack: readonly ReadBack[];
}

/** Stores news in the rows. Every call belongs into a transaction. */
export interface NewsRows {
  /** Null when events before these are missing. */
  store(owner: Owner, news: ReadNews, changes: Changes, now: number): Omit<NewsStored, 'change'> | null;
  place(account: number): NewsPlace | null;
  setPlace(account: number, place: NewsPlace): void;
  /** A lead that waits to be sorted: told of (unless `changes` is null), and not again. `at`: Unix ms of now. */
  incoming(
    account: number,
    fact: Extract<MirrorFact, { readonly kind: 'incomingLead' | 'incomingLeadSorted' }>,
    changes: Changes | null,
    at: number,
  ): void;
  /** The CRM itself shows this row: it is not gone, whatever news said. */
  isBack(account: number, list: string, id: number): void;
}

interface Owner {
  readonly account: number;
  readonly region: string;
  readonly user_id: number;
}

interface Tables {
  readonly contacts: PartyRows;
  readonly companies: PartyRows;
  readonly leads: LeadRows;
  readonly tasks: TaskRows;
}

/** Relays keep events for a week: nothing older comes late. */
const GONE_KEPT_MS = 8 * 24 * 3_600_000;

const secondsOf = (ms: number): number => Math.floor(ms / 1_000);

export function createNewsRows(db: Database, rowsOf: Tables): NewsRows {
  const readPlace = db.prepare<[number], NewsPlace>(
    'SELECT epoch, seq, at FROM news_places WHERE account = ?',
  );
  const writePlace = db.prepare<[number, string, number, number]>(
    'INSERT OR REPLACE INTO news_places (account, epoch, seq, at) VALUES (?, ?, ?, ?)',
  );
  const addGone = db.prepare<[number, string, number, number]>(
    'INSERT OR REPLACE INTO gone (account, list, id, at) VALUES (?, ?, ?, ?)',
  );
  const isGone = db
    .prepare<[number, string, number], 1>('SELECT 1 FROM gone WHERE account = ? AND list = ? AND id = ?')
    .pluck();
  const dropGone = db.prepare<[number, string, number]>(
    'DELETE FROM gone WHERE account = ? AND list = ? AND id = ?',
  );
  const dropOldGone = db.prepare<[number, number]>('DELETE FROM gone WHERE account = ? AND at < ?');

  const addIncoming = db.prepare<[number, string, number]>(
    'INSERT OR IGNORE INTO incoming (account, uid, at) VALUES (?, ?, ?)',
  );
  const dropOldIncoming = db.prepare<[number, number]>('DELETE FROM incoming WHERE account = ? AND at < ?');

  const tellIncoming: NewsRows['incoming'] = (account, fact, changes, at) => {
    if (addIncoming.run(account, fact.uid, at).changes === 0) return;
    dropOldIncoming.run(account, at - GONE_KEPT_MS);
    changes?.fact(fact);
  };

  /** One thing said; answers what has to be asked of the CRM because of it. */
  function apply(owner: Owner, one: News, at: number, changes: Changes, now: number): readonly ReadBack[] {
    const { account, region, user_id: userId } = owner;
    if (one.kind === 'fact') {
      if (one.fact.kind === 'incomingLead') tellIncoming(account, one.fact, changes, now);
      else changes.fact(one.fact);
      return one.readBack;
    }
    if (one.kind === 'gone') {
      const list = LIST_OF[one.entity];
      addGone.run(account, list, one.id, at);
      changes.note(list, one.id, rowsOf[list].remove(account, one.id));
      return [];
    }
    const list = LIST_OF[one.kind];
    const { id } = one.row;
    const isRestored = one.kind !== 'task' && one.isRestored;
    if (isRestored) dropGone.run(account, list, id);
    // Said before it was deleted, and late.
    else if (isGone.get(account, list, id) !== undefined) return [];
    const written = put();
    const readBack = [{ entity: one.kind, id }];
    if (written === 'unknown') return readBack;
    changes.note(list, id, written);
    // News do not tell what a card is linked to.
    return isRestored || (one.kind !== 'task' && written === 'new') ? readBack : [];

    function put(): Written | 'unknown' {
      switch (one.kind) {
        case 'lead': {
          const before = rowsOf.leads.standing(account, id);
          const merged = rowsOf.leads.merge(account, one.row, now);
          const after = rowsOf.leads.standing(account, id);
          if (merged !== 'unknown' && after !== null) {
            const { name, createdAt, updatedAt, updatedBy } = one.row;
            const said = {
              id,
              name: name ?? '',
              createdAt,
              updatedBy,
              updatedAt: updatedAt ?? secondsOf(at),
            };
            leadFacts(changes, before, { ...after, ...said }, merged);
          }
          return merged;
        }
        case 'task': {
          const merged = rowsOf.tasks.merge(account, userId, one.row, now);
          const { text, completeTill, updatedAt } = one.row;
          const told = { ...one.row, text: text ?? '', completeTill: completeTill ?? 0 };
          if (merged !== 'unknown')
            taskFact(changes, { ...told, updatedAt: updatedAt ?? secondsOf(at) }, merged);
          return merged;
        }
        case 'contact':
          return rowsOf.contacts.merge(account, region, one.row);
        case 'company':
          return rowsOf.companies.merge(account, region, one.row);
        default:
          return 'same';
      }
    }
  }

  return {
    store(owner, { epoch, events }, changes, now) {
      const { account } = owner;
      const [first] = events;
      const last = events.at(-1);
      if (first === undefined || last === undefined) return { readBack: [] };
      const known = epoch === null ? null : (readPlace.get(account) ?? null);
      if (epoch !== null && (known?.epoch !== epoch || first.seq > known.seq + 1)) return null;
      const fresh = known === null ? events : events.filter(({ seq }) => seq > known.seq);
      const readBack = fresh.flatMap(({ at, news }) =>
        news.flatMap((one) => apply(owner, one, at, changes, now)),
      );
      if (epoch !== null && fresh.length > 0) writePlace.run(account, epoch, last.seq, last.at);
      return { readBack };
    },
    place: (account) => readPlace.get(account) ?? null,
    setPlace(account, { epoch, seq, at }) {
      writePlace.run(account, epoch, seq, at);
      dropOldGone.run(account, at - GONE_KEPT_MS);
    },
    incoming: tellIncoming,
    isBack(account, list, id) {
      dropGone.run(account, list, id);
    },
  };
}
