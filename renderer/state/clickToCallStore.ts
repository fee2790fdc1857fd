import type { ClickToCallPrompt } from '../../preload/contract.ts';
import { createReadStore } from './readStore.ts';
import type { Store } from './store.ts';

let store: Store<{ readonly prompt: ClickToCallPrompt | null } | null> | null = null;

/** The number from outside that the pop offers to dial. */
export function clickToCallStore(): Store<{ readonly prompt: ClickToCallPrompt | null } | null> {
  store ??= createReadStore(
    () => window.api.clickToCall.get(),
    (listener) => window.api.on('clickToCall', listener),
  );
  return store;
}
