import type { SetupCheckState } from '../../preload/contract.ts';
import { createReadStore } from './readStore.ts';
import type { Store } from './store.ts';

let store: Store<SetupCheckState | null> | null = null;

/** The agent's call to themselves, as far as it has come. */
export function setupCheckStore(): Store<SetupCheckState | null> {
  store ??= createReadStore(
    () => window.api.softphones.setupCheck(),
    (listener) => window.api.on('setupCheck', listener),
  );
  return store;
}
