import type { SyncState } from '../../preload/contract.ts';
import { createReadStore } from '../state/readStore.ts';
import type { Store } from '../state/store.ts';

/** How far the copy of this account's contacts is. */
export function syncStore(): Store<SyncState | null> {
  return createReadStore(
    () => window.api.sync.state(),
    (listener) => window.api.on('sync', listener),
  );
}
