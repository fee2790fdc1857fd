import type { ScriptsByAccount } from '../../preload/contract.ts';
import { createReadStore } from './readStore.ts';
import type { Store } from './store.ts';

let store: Store<ScriptsByAccount | null> | null = null;

/** The names of the team's call scripts in each account; what they say is asked for when one is opened. */
export function scriptsStore(): Store<ScriptsByAccount | null> {
  store ??= createReadStore(
    () => window.api.scripts.get(),
    (listener) => window.api.on('scripts', listener),
  );
  return store;
}
