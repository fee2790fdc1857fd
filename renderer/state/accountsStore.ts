import type { Account } from '../../preload/contract.ts';
import { createReadStore } from './readStore.ts';
import type { Store } from './store.ts';

let store: Store<readonly Account[] | null> | null = null;

/** All accounts the agent is signed in to, in their order; read when a view first asks. */
export function accountsStore(): Store<readonly Account[] | null> {
  store ??= createReadStore<readonly Account[]>(
    () => window.api.accounts.list(),
    (listener) => window.api.on('accounts', listener),
  );
  return store;
}
