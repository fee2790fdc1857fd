import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Call, CallFilter } from '../../../preload/contract.ts';
import { createPagedRows, type PagedList, type PagedRows } from '../../state/pagedRows.ts';
import { useStore } from '../../state/useStore.ts';
import { fits } from './callFilter.ts';

/** Calls of every day as far as they were scrolled to, as they are now. */
export interface CallPages {
  readonly list: PagedList<Call>;
  readonly want: PagedRows<Call>['want'];
  readonly retry: () => void;
  /** A call of the list or one that changed while it was shown; null when it is not known here. */
  readonly find: (id: string | null) => Call | null;
  /** Shows the answer of a request at once. */
  readonly show: (call: Call) => void;
}

/** Rows of a page: several screens, a few milliseconds of main. */
const PAGE_CALLS = 100;

/**
 * The pages of one filter, kept true by events. A call that no longer fits the filter keeps its place until a new
 * one comes that does, so that nothing moves under the cursor while results are given.
 *
 * @param text what is searched for; '' for all calls
 * @param before the list begins before this moment (Unix ms); null: with the newest call
 */
export function useCallPages(filter: CallFilter, text: string, before: number | null): CallPages {
  const rows = useMemo(
    () =>
      createPagedRows<Call>((cursor) =>
        window.api.calls.page({ filter, text, before, cursor, limit: PAGE_CALLS }),
      ),
    [filter, text, before],
  );
  const known = useStore(rows);
  const [changes, setChanges] = useState<ReadonlyMap<string, Call>>(new Map());
  const show = useCallback((call: Call) => {
    setChanges((before) => new Map(before).set(call.id, call));
  }, []);

  useEffect(
    () =>
      window.api.on('calls', ({ call }) => {
        if (call === null) return;
        show(call);
        const isNew = rows.get().indexOf(({ id }) => id === call.id) === -1;
        if (isNew && fits(call, filter) && (before === null || call.startedAt < before)) rows.refresh();
      }),
    [rows, filter, before, show],
  );

  // A call that went to another account is no row of this list any more.
  useEffect(
    () =>
      window.api.on('callGone', ({ callId }) => {
        setChanges((before) => new Map([...before].filter(([id]) => id !== callId)));
        if (rows.get().indexOf(({ id }) => id === callId) !== -1) rows.refresh();
      }),
    [rows],
  );

  const list = useMemo<PagedList<Call>>(
    () => ({
      ...known,
      rowAt(index) {
        const row = known.rowAt(index);
        return row && (changes.get(row.id) ?? row);
      },
    }),
    [known, changes],
  );
  return {
    list,
    want: rows.want,
    retry: rows.refresh,
    find: (id) =>
      id === null ? null : (changes.get(id) ?? list.rowAt(list.indexOf((row) => row.id === id))),
    show,
  };
}
