import type { Offer } from '../../preload/contract.ts';
import { createReadStore } from './readStore.ts';
import type { Store } from './store.ts';

let store: Store<{ readonly offer: Offer | null } | null> | null = null;

/** The number from outside that the pop offers to dial. */
export function offerStore(): Store<{ readonly offer: Offer | null } | null> {
  store ??= createReadStore(
    () => window.api.offers.get(),
    (hear) => window.api.on('offer', hear),
  );
  return store;
}
