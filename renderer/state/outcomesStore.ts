import type { OutcomesByAccount } from '../../preload/contract.ts';
import { createReadStore } from './readStore.ts';
import type { Store } from './store.ts';

let store: Store<OutcomesByAccount | null> | null = null;

/** The team's own results of each account, as main has them; read when a call is first shown. */
export function outcomesStore(): Store<OutcomesByAccount | null> {
  store ??= createReadStore(
    () => window.api.outcomes.get(),
    (listener) => window.api.on('outcomes', listener),
  );
  return store;
}
