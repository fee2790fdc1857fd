import type { SourcesSnapshot } from '../../preload/contract.ts';
import { createReadStore } from './readStore.ts';
import type { Store } from './store.ts';

let store: Store<SourcesSnapshot | null> | null = null;

/** The call sources as main has them; read when a view first asks. */
export function sourcesStore(): Store<SourcesSnapshot | null> {
  store ??= createReadStore(
    () => window.api.sources.get(),
    (listener) => window.api.on('sources', listener),
  );
  return store;
}
