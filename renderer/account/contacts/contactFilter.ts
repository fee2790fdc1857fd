import { createStore } from '../../state/store.ts';
import { useStore } from '../../state/useStore.ts';

/** How people and companies are narrowed; kept as long as the window is open, so that coming back finds it as it was left. */
interface ContactFilter {
  readonly text: string;
  readonly onlyMine: boolean;
}

const store = createStore<ContactFilter>({ text: '', onlyMine: false });

/** The filter, and how to change some of it. */
export function useContactFilter(): readonly [ContactFilter, (changes: Partial<ContactFilter>) => void] {
  return [useStore(store), (changes) => store.set({ ...store.get(), ...changes })];
}
