import type { Answer, WriteEvent, WritesSnapshot, WriteView } from '../../preload/contract.ts';
import { createStore, type Store } from './store.ts';

interface WritesPorts {
  readonly read: () => Promise<Answer<WritesSnapshot>>;
  readonly on: (listener: (event: WriteEvent) => void) => () => void;
}

/** What the agent wrote and the CRM has not, oldest first, kept true by events; null until first read. */
export interface WritesStore extends Store<WritesSnapshot | null> {
  readonly stop: () => void;
}

/** As the calls' store: an event that arrives while a read is under way makes it read again if the answer is older. */
export function createWritesStore({ read, on }: WritesPorts): WritesStore {
  const store = createStore<WritesSnapshot | null>(null);
  let newestSeen = 0;
  let reading = false;

  const readAgain = async (): Promise<void> => {
    if (reading) return;
    reading = true;
    const answer = await read();
    reading = false;
    if (!answer.ok) return;
    store.set(answer.value);
    if (answer.value.version < newestSeen) await readAgain();
  };

  const stop = on((event) => {
    newestSeen = Math.max(newestSeen, event.version);
    const snapshot = store.get();
    if (snapshot === null || reading || event.version > snapshot.version + 1) void readAgain();
    else if (event.version > snapshot.version) store.set(foldWrite(snapshot, event));
  });
  void readAgain();
  return { ...store, stop };
}

/** One event in its place. A write that was sent stays where it is, so that its line can say so. */
function foldWrite({ writes }: WritesSnapshot, { version, id, write }: WriteEvent): WritesSnapshot {
  if (write === null) return { version, writes: writes.filter((one) => one.id !== id) };
  const isKnown = writes.some((one) => one.id === id);
  const next: WriteView[] = isKnown ? writes.map((one) => (one.id === id ? write : one)) : [...writes, write];
  return { version, writes: next };
}
