import { useSyncExternalStore } from 'react';
import type { Dictionary } from '../../preload/contract.ts';
import { createStore } from '../state/store.ts';

const store = createStore<Dictionary | null>(null);
let isFollowing = false;

async function read(): Promise<void> {
  const answer = await window.api.dictionary.get();
  if (answer.ok) store.set(answer.value);
}

function subscribe(changed: () => void): () => void {
  if (!isFollowing) {
    isFollowing = true;
    // Its rows are not named in the event: they come with the big changes, and the first ones with any.
    window.api.on('cards', ({ changed: what }) => {
      if (what === 'many' || store.get()?.pipelines.length === 0) void read();
    });
    void read();
  }
  return store.subscribe(changed);
}

/** The account's pipelines, users, kinds of tasks and reasons for a loss; null until they are read. */
export function useDictionary(): Dictionary | null {
  return useSyncExternalStore(subscribe, store.get);
}
