import type { Answer } from '../../preload/contract.ts';
import { createStore, type Store } from './store.ts';

/**
 * A store of a whole value that main also sends with each change. An event heard while the first
 * read is under way is newer than its answer and stays.
 */
export function createReadStore<T>(
  read: () => Promise<Answer<T>>,
  on: (listener: (value: T) => void) => () => void,
): Store<T | null> {
  const store = createStore<T | null>(null);
  on(store.set);
  void read().then((answer) => {
    if (answer.ok && store.get() === null) store.set(answer.value);
  });
  return store;
}
