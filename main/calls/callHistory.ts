import type { CallFilter, CallPage } from '../../preload/contract.ts';
import type { CallPlace } from '../journal/history.ts';
import type { Journal } from '../journal/journal.ts';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { CallBook } from './callBook.ts';

/** Calls of every day, page by page, as windows see them. */
export interface CallHistory {
  /** @param cursor `next` of the page before, null for the first */
  page(
    account: string,
    filter: CallFilter,
    cursor: string | null,
    limit: number,
  ): Result<CallPage, 'badCursor'>;
}

export function createCallHistory(journal: Journal, book: CallBook): CallHistory {
  return {
    page(account, filter, cursor, limit) {
      const after = cursor === null ? null : placeOf(cursor);
      if (cursor !== null && after === null) return fail('badCursor');
      // One more than asked for tells whether there is a next page.
      const rows = journal.history.page(account, filter, after, limit + 1);
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return ok({
        version: book.version(account),
        calls: shown.map((row) => book.of(row)),
        next: last === undefined ? null : `${last.startedAt} ${last.id}`,
      });
    },
  };
}

function placeOf(cursor: string): CallPlace | null {
  const found = /^(\d{1,16}) (\S{1,64})$/.exec(cursor);
  return found?.[1] === undefined || found[2] === undefined
    ? null
    : { startedAt: Number(found[1]), id: found[2] };
}
