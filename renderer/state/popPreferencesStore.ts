import type { PopPreferences } from '../../preload/contract.ts';
import { createReadStore } from './readStore.ts';
import type { Store } from './store.ts';

let store: Store<PopPreferences | null> | null = null;

/** When, where and for whom the pop shows, as main has it; read when a view first asks. */
export function popPreferencesStore(): Store<PopPreferences | null> {
  store ??= createReadStore(
    () => window.api.popPreferences.get(),
    (listener) => window.api.on('popPreferences', listener),
  );
  return store;
}
