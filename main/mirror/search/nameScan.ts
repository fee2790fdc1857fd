import type { Database, Statement } from 'better-sqlite3';
import { NAME_TABLES, type NamedKind, idOfNameRow, nameMatch, nameRowIds } from './nameIndex.ts';

/** Reads of the search index, the highest ids (the newest entities) first. */
export interface NameScan {
  /** Ids of one kind whose name has words beginning so, below `below`, at most `limit`. */
  ids(account: number, kind: NamedKind, text: string, below: number | null, limit: number): readonly number[];
  /**
   * The first `limit` of those that `pick` wants, with what it made of them. Looks at `MOST_LOOKED_AT` and
   * no more; `next` is the id to go on below, null at the end. There may be fewer rows and still a next.
   */
  hits<T>(
    account: number,
    kind: NamedKind,
    text: string,
    below: number | null,
    limit: number,
    pick: (id: number) => T | null,
  ): { readonly rows: readonly T[]; readonly next: number | null };
}

/** Keeps one page within a few milliseconds, however rare what is looked for. */
const MOST_LOOKED_AT = 1_000;
const AT_ONCE = 100;

export function createNameScan(db: Database): NameScan {
  const reads = new Map<NamedKind, Statement<[string, number, number, number], { readonly row: number }>>();

  function readOf(kind: NamedKind): Statement<[string, number, number, number], { readonly row: number }> {
    const table = NAME_TABLES[kind];
    const read =
      reads.get(kind) ??
      db.prepare(
        `SELECT rowid AS row FROM ${table} WHERE ${table} MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?`,
      );
    reads.set(kind, read);
    return read;
  }

  function ids(
    account: number,
    kind: NamedKind,
    text: string,
    below: number | null,
    limit: number,
  ): readonly number[] {
    const match = nameMatch(text);
    if (match === null) return [];
    const { first, end } = nameRowIds(account);
    return readOf(kind)
      .all(match, first, below === null ? end : first + below, limit)
      .map(({ row }) => idOfNameRow(row));
  }

  return {
    ids,
    hits(account, kind, text, below, limit, pick) {
      const rows = [];
      let next = below;
      for (let looked = 0; looked < MOST_LOOKED_AT; looked += AT_ONCE) {
        const found = ids(account, kind, text, next, AT_ONCE);
        for (const id of found) {
          const row = pick(id);
          if (row === null) continue;
          if (rows.length === limit) return { rows, next };
          rows.push(row);
          next = id;
        }
        if (found.length < AT_ONCE) return { rows, next: null };
        next = found.at(-1) ?? next;
      }
      return { rows, next };
    },
  };
}
