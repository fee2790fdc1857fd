import type { LinesSnapshot } from '../../preload/contract.ts';
import { createReadStore } from './readStore.ts';
import type { Store } from './store.ts';

let store: Store<LinesSnapshot | null> | null = null;

/** The lines calls came through, as main has them; read when a view first asks. */
export function linesStore(): Store<LinesSnapshot | null> {
  store ??= createReadStore(
    () => window.api.lines.get(),
    (listener) => window.api.on('lines', listener),
  );
  return store;
}
