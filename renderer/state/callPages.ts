import type { Answer, Call, CallFilter, CallPage, Events, RequestError } from '../../preload/contract.ts';
import { withCall } from './callsFold.ts';
import { createStore, type Store } from './store.ts';

/** Calls of every day as far as they were scrolled to. */
export interface CallPagesState {
  /** Newest first; null until the first page is here. */
  readonly calls: readonly Call[] | null;
  /** There are older ones. */
  readonly hasMore: boolean;
  readonly isReading: boolean;
  /** Why the last page did not come. */
  readonly failure: RequestError['code'] | null;
}

export interface CallPages extends Store<CallPagesState> {
  /** Reads the next page, unless one is on its way or there is none. */
  readonly more: () => void;
  /** Shows the answer of a request at once; the event that follows says the same. */
  readonly show: (call: Call) => void;
  readonly stop: () => void;
}

interface CallPagesPorts {
  readonly filter: CallFilter;
  readonly read: (cursor: string | null, limit: number) => Promise<Answer<CallPage>>;
  readonly on: (hear: (event: Events['calls']) => void) => () => void;
}

/** Rows of a page: several screens, a few milliseconds of main. */
const PAGE_CALLS = 100;

const NOTHING: CallPagesState = { calls: null, hasMore: true, isReading: false, failure: null };

/**
 * The pages of one filter, kept true by events. A call that no longer fits the filter stays where it is until the
 * list is opened anew, so that nothing moves under the cursor while results are given. After a gap in the
 * events all is read again.
 */
export function createCallPages({ filter, read, on }: CallPagesPorts): CallPages {
  const store = createStore<CallPagesState>(NOTHING);
  let cursor: string | null = null;
  let version: number | null = null;
  /** Counts the times everything was thrown away: an answer of before is of no use. */
  let round = 0;

  const more = async (): Promise<void> => {
    const state = store.get();
    if (state.isReading || !state.hasMore) return;
    store.set({ ...state, isReading: true });
    const mine = round;
    const answer = await read(cursor, PAGE_CALLS);
    if (mine !== round) return;
    const now = store.get();
    if (!answer.ok) {
      store.set({ ...now, isReading: false, failure: answer.error.code });
      return;
    }
    const { calls, next } = answer.value;
    version ??= answer.value.version;
    cursor = next;
    const known = new Set(now.calls?.map(({ id }) => id));
    store.set({
      calls: [...(now.calls ?? []), ...calls.filter(({ id }) => !known.has(id))],
      hasMore: next !== null,
      isReading: false,
      failure: null,
    });
  };

  const replace = (call: Call): boolean => {
    const state = store.get();
    if (state.calls?.some(({ id }) => id === call.id) !== true) return false;
    store.set({ ...state, calls: withCall(state.calls, call) });
    return true;
  };

  const stop = on((event) => {
    if (version !== null && event.version > version + 1) {
      round += 1;
      cursor = null;
      version = null;
      store.set(NOTHING);
      void more();
      return;
    }
    if (version !== null) version = Math.max(version, event.version);
    const { calls, hasMore } = store.get();
    if (calls === null || replace(event.call) || !fits(event.call, filter)) return;
    const oldest = calls.at(-1);
    // Older than what was read: it comes with its page.
    if (hasMore && (oldest === undefined || event.call.startedAt < oldest.startedAt)) return;
    store.set({ ...store.get(), calls: withCall(calls, event.call) });
  });
  void more();

  return {
    ...store,
    more: () => void more(),
    show: (call) => void replace(call),
    stop() {
      round += 1;
      stop();
    },
  };
}

/** Whether a call belongs into the list of a filter (main/journal/history.ts says the same of its rows). */
export function fits(call: Call, filter: CallFilter): boolean {
  switch (call.log.state) {
    case 'unlogged':
      return filter === 'all' || (filter === 'unlogged' && call.state === 'ended');
    case 'undoable':
    case 'waiting':
      return filter === 'all' || filter === 'waiting';
    case 'failed':
      return filter === 'all' || filter === 'failed';
    case 'logged':
      return filter === 'all';
  }
}
