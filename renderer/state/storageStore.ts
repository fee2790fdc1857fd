import type { StorageState } from '../../preload/contract.ts';
import { createReadStore } from './readStore.ts';
import type { Store } from './store.ts';

let store: Store<StorageState | null> | null = null;

/** How the disk takes what Ringside writes; read when a window first asks. */
export function storageStore(): Store<StorageState | null> {
  store ??= createReadStore<StorageState>(
    () => window.api.storage.state(),
    (listener) => window.api.on('storage', listener),
  );
  return store;
}
