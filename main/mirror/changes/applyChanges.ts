import type { Database } from 'better-sqlite3';
import type { Changes } from '../changeSet.ts';
import { LIST_OF } from '../sync/deletions.ts';
import type { LeadRows } from '../lead/leadWriter.ts';
import type { MirrorChange } from '../mirror.ts';
import type { ChangeFact, ChangeEvent, StreamPosition, Refetch } from './changeEvents.ts';
import type { ContactOrCompanyRows, Written } from '../contact/contactOrCompanyWriter.ts';
import { leadFacts, taskFact } from './changeFacts.ts';
import type { TaskRows } from '../task/taskWriter.ts';

/** Events as they were read, in the order they came. */
export interface ReadEvents {
  /** The relay's stream; null for events without a sequence. */
  readonly epoch: string | null;
  readonly events: readonly {
    readonly seq: number;
    readonly at: number;
    readonly changeEvents: readonly ChangeEvent[];
  }[];
}

/** What storing change events came to. */
export interface StoredChanges {
  readonly change: MirrorChange | null;
  readonly refetch: readonly Refetch[];
}

/** Stores change events in the rows. Every call belongs into a transaction. */
export interface ChangeApplier {
  /** Null when events before these are missing. */
  store(
    owner: Owner,
    changeEvents: ReadEvents,
    changes: Changes,
    now: number,
  ): Omit<StoredChanges, 'change'> | null;
  place(account: number): StreamPosition | null;
  setPlace(account: number, place: StreamPosition): void;
  /** A lead that waits to be sorted: told of (unless `changes` is null), and not again. `at`: Unix ms of now. */
  incoming(
    account: number,
    fact: Extract<ChangeFact, { readonly kind: 'incomingLead' | 'incomingLeadSorted' }>,
    changes: Changes | null,
    at: number,
  ): void;
  /** The CRM itself shows this row: it is not gone, whatever a change event said. */
  isBack(account: number, list: string, id: number): void;
}

interface Owner {
  readonly account: number;
  readonly region: string;
  readonly user_id: number;
}

interface Tables {
  readonly contacts: ContactOrCompanyRows;
  readonly companies: ContactOrCompanyRows;
  readonly leads: LeadRows;
  readonly tasks: TaskRows;
}

/** Relays keep events for a week: nothing older comes late. */
const GONE_KEPT_MS = 8 * 24 * 3_600_000;

const secondsOf = (ms: number): number => Math.floor(ms / 1_000);

export function createChangeApplier(db: Database, rowsOf: Tables): ChangeApplier {
  const readPlace = db.prepare<[number], StreamPosition>(
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

  const tellIncoming: ChangeApplier['incoming'] = (account, fact, changes, at) => {
    if (addIncoming.run(account, fact.uid, at).changes === 0) return;
    dropOldIncoming.run(account, at - GONE_KEPT_MS);
    changes?.fact(fact);
  };

  /** One thing said; answers what has to be asked of the CRM because of it. */
  function apply(
    owner: Owner,
    one: ChangeEvent,
    at: number,
    changes: Changes,
    now: number,
  ): readonly Refetch[] {
    const { account, region, user_id: userId } = owner;
    if (one.kind === 'fact') {
      if (one.fact.kind === 'incomingLead') tellIncoming(account, one.fact, changes, now);
      else changes.fact(one.fact);
      return one.refetch;
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
    const refetch = [{ entity: one.kind, id }];
    if (written === 'unknown') return refetch;
    changes.note(list, id, written);
    // Change events do not say what a card is linked to.
    return isRestored || (one.kind !== 'task' && written === 'new') ? refetch : [];

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
          const merged = rowsOf.tasks.merge(account, userId, one.row);
          const { text, completeTill, updatedAt } = one.row;
          const changed = { ...one.row, text: text ?? '', completeTill: completeTill ?? 0 };
          if (merged !== 'unknown')
            taskFact(changes, { ...changed, updatedAt: updatedAt ?? secondsOf(at) }, merged);
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
      if (first === undefined || last === undefined) return { refetch: [] };
      const known = epoch === null ? null : (readPlace.get(account) ?? null);
      if (epoch !== null && (known?.epoch !== epoch || first.seq > known.seq + 1)) return null;
      const fresh = known === null ? events : events.filter(({ seq }) => seq > known.seq);
      const refetch = fresh.flatMap(({ at, changeEvents }) =>
        changeEvents.flatMap((one) => apply(owner, one, at, changes, now)),
      );
      if (epoch !== null && fresh.length > 0) writePlace.run(account, epoch, last.seq, last.at);
      return { refetch };
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
