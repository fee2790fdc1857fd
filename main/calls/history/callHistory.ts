import type { CallFilter, CallPage } from '../../../preload/contract.ts';
import type { CallPlace } from '../../journal/tables/callHistoryTable.ts';
import type { CallRow } from '../../journal/callRows.ts';
import type { Journal } from '../../journal/journal.ts';
import { fail, ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { CallViews } from './callViews.ts';
import { callFinder } from './findCalls.ts';

/** Calls of every day, page by page, as windows see them. */
export interface CallHistory {
  page(account: string, query: CallQuery): Result<CallPage, 'badCursor'>;
}

interface CallQuery {
  readonly filter: CallFilter;
  /** What is searched for (findCalls.ts); '' for nothing. */
  readonly text: string;
  /** The list begins before this moment (Unix ms); null: with the newest call. */
  readonly before: number | null;
  /** `next` of the page before, null for the first. */
  readonly cursor: string | null;
  readonly limit: number;
}

/**
 * Calls that one request of a search goes through at most, a few milliseconds of main: a ring waits for no more than that. Who wants
 * more asks on, from an answer that may hold no call.
 */
const STRETCH = 500;

/** @param t says results as the agent searches for them */
export function createCallHistory(journal: Journal, callViews: CallViews, t: Translate): CallHistory {
  return {
    page(account, { filter, text, before, cursor, limit }) {
      // '' is before every id: a call that began at `before` itself is not of the list.
      const start = before === null ? null : { startedAt: before, id: '' };
      const after = cursor === null ? start : placeOf(cursor);
      if (cursor !== null && after === null) return fail('badCursor');
      if (text.trim() !== '') return ok(found(account, { filter, after, limit }, callFinder(text, t)));
      // One more than asked for tells whether there is a next page.
      const rows = journal.history.page(account, filter, after, limit + 1);
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return ok({
        rows: shown.map((row) => callViews.of(row)),
        next: last === undefined ? null : cursorAt(last),
        total: journal.history.count(account, filter),
      });
    },
  };

  /** The calls of a stretch that fit; how many there are in all only the end tells. */
  function found(
    account: string,
    { filter, after, limit }: Pick<CallQuery, 'filter' | 'limit'> & { readonly after: CallPlace | null },
    fits: (call: CallRow) => boolean,
  ): CallPage {
    const rows = journal.history.page(account, filter, after, STRETCH + 1);
    const stretch = rows.slice(0, STRETCH);
    const all = stretch.filter(fits);
    const shown = all.slice(0, limit);
    const last = all.length > limit ? shown.at(-1) : rows.length > STRETCH ? stretch.at(-1) : undefined;
    return {
      rows: shown.map((row) => callViews.of(row)),
      next: last === undefined ? null : cursorAt(last),
      total: null,
    };
  }
}

const cursorAt = ({ startedAt, id }: CallPlace): string => `${startedAt} ${id}`;

function placeOf(cursor: string): CallPlace | null {
  const found = /^(\d{1,16}) (\S{1,64})$/.exec(cursor);
  return found?.[1] === undefined || found[2] === undefined
    ? null
    : { startedAt: Number(found[1]), id: found[2] };
}
