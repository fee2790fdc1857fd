import type { CallFilter, CallPage } from '../../../preload/contract.ts';
import type { CallPlace } from '../../journal/tables/callHistoryTable.ts';
import type { Journal } from '../../journal/journal.ts';
import { fail, ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import type { CallViews } from './callViews.ts';

/** Calls of every day, page by page, as windows see them. */
export interface CallHistory {
  page(account: string, query: CallQuery): Result<CallPage, 'badCursor'>;
}

interface CallQuery {
  readonly filter: CallFilter;
  /** The list begins before this moment (Unix ms); null: with the newest call. */
  readonly before: number | null;
  /** `next` of the page before, null for the first. */
  readonly cursor: string | null;
  readonly limit: number;
}

export function createCallHistory(journal: Journal, callViews: CallViews): CallHistory {
  return {
    page(account, { filter, before, cursor, limit }) {
      // '' is before every id: a call that began at `before` itself is not of the list.
      const start = before === null ? null : { startedAt: before, id: '' };
      const after = cursor === null ? start : placeOf(cursor);
      if (cursor !== null && after === null) return fail('badCursor');
      // One more than asked for tells whether there is a next page.
      const rows = journal.history.page(account, filter, after, limit + 1);
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return ok({
        rows: shown.map((row) => callViews.of(row)),
        next: last === undefined ? null : `${last.startedAt} ${last.id}`,
        total: journal.history.count(account, filter),
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
