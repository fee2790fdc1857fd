import type { Proof } from '../../preload/contract.ts';
import { createReadStore } from './readStore.ts';
import type { Store } from './store.ts';

let store: Store<Proof | null> | null = null;

/** The agent's call to himself, as far as it has come. */
export function proofStore(): Store<Proof | null> {
  store ??= createReadStore(
    () => window.api.softphones.proof(),
    (hear) => window.api.on('proof', hear),
  );
  return store;
}
