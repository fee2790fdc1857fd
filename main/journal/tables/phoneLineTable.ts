import type { JournalDatabase } from '../journalDatabase.ts';

/** What a call came through, as its source names it; `line` is '' where the source names none. */
export interface LineName {
  readonly source: string;
  readonly line: string;
}

export interface LineRow extends LineName {
  /** Whose calls come through it, null while that is open. */
  readonly account: string | null;
  /**
   * `seen`: nobody said anything. `learned`: the agent moved a call of it. `shared`: they moved calls of it to
   * different accounts. `set`: they said so in the settings (`account` null: ask each time).
   */
  readonly how: 'seen' | 'learned' | 'shared' | 'set';
  /** Unix ms of its last call. */
  readonly lastAt: number;
  /** The CRM's id of the pipeline that new deals of its callers go to; null: the account's first. */
  readonly pipeline: number | null;
}

/** The lines calls came through, and whose they are. They belong to the computer: only `account` ties one to an account. */
export interface LineRows {
  /** The latest first. */
  list(): readonly LineRow[];
  get(name: LineName): LineRow | null;
  put(row: LineRow): void;
  remove(name: LineName): void;
  /** Removes the longest unheard lines nobody said anything about, so that at most `most` rows stay. */
  trim(most: number): void;
}

/** Reads and writes the table `lines`. */
export function lineRows(database: JournalDatabase): LineRows {
  const columns = 'source, line, account, how, last_at AS lastAt, pipeline';
  const list = database.prepare<[], LineRow>(
    `SELECT ${columns} FROM lines ORDER BY last_at DESC, source, line`,
  );
  const get = database.prepare<[LineName], LineRow>(
    `SELECT ${columns} FROM lines WHERE source = @source AND line = @line`,
  );
  const put = database.prepare<[LineRow]>(`
    INSERT INTO lines (source, line, account, how, last_at, pipeline)
    VALUES (@source, @line, @account, @how, @lastAt, @pipeline)
    ON CONFLICT (source, line) DO UPDATE SET account = excluded.account, how = excluded.how,
      last_at = excluded.last_at, pipeline = excluded.pipeline`);
  const remove = database.prepare<[LineName]>('DELETE FROM lines WHERE source = @source AND line = @line');
  const trim = database.prepare<[number]>(`
    DELETE FROM lines WHERE how = 'seen' AND pipeline IS NULL AND (source, line) NOT IN
      (SELECT source, line FROM lines ORDER BY how = 'seen', last_at DESC LIMIT ?)`);
  return {
    list: () => list.all(),
    get: ({ source, line }) => get.get({ source, line }),
    put({ source, line, account, how, lastAt, pipeline }) {
      put.run({ source, line, account, how, lastAt, pipeline });
    },
    remove({ source, line }) {
      remove.run({ source, line });
    },
    trim(most) {
      trim.run(most);
    },
  };
}
