import type { Answer } from '../../preload/contract.ts';
import type { AskFailure } from './ask.ts';
import { createStore, type Store } from './store.ts';

/** What was read last, and why the last read did not work. */
export interface LiveValue<T> {
  /** Null until first read. */
  readonly value: T | null;
  readonly failure: AskFailure;
}

/** A value that is read when it is first looked at, and again when told to. */
export interface LiveRead<T> extends Store<LiveValue<T>> {
  /** @param asking whether whoever knows better is asked too */
  readonly refresh: (asking?: boolean) => void;
}

/** A late answer to an older question is not shown; after a failure the old value stays. */
export function createLiveRead<T>(read: (asking: boolean) => Promise<Answer<T>>): LiveRead<T> {
  const store = createStore<LiveValue<T>>({ value: null, failure: null });
  let asked = 0;
  const refresh = (asking = false): void => {
    asked += 1;
    const mine = asked;
    void read(asking).then((answer) => {
      if (mine !== asked) return;
      const { value } = store.get();
      store.set(answer.ok ? { value: answer.value, failure: null } : { value, failure: answer.error.code });
    });
  };
  return {
    ...store,
    refresh,
    subscribe(changed) {
      if (asked === 0) refresh();
      return store.subscribe(changed);
    },
  };
}
