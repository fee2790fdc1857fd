import type { Etiquette } from '../../preload/contract.ts';
import { createReadStore } from './readStore.ts';
import type { Store } from './store.ts';

let store: Store<Etiquette | null> | null = null;

/** When, where and for whom the pop shows, as main has it; read when a view first asks. */
export function etiquetteStore(): Store<Etiquette | null> {
  store ??= createReadStore(
    () => window.api.etiquette.get(),
    (hear) => window.api.on('etiquette', hear),
  );
  return store;
}
