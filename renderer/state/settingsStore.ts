import type { Settings } from '../../preload/contract.ts';
import { createReadStore } from './readStore.ts';
import type { Store } from './store.ts';

/** The settings as main keeps them. */
export function settingsStore(): Store<Settings | null> {
  return createReadStore(
    () => window.api.settings.get(),
    (listener) => window.api.on('settings', listener),
  );
}
