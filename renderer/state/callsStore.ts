import type { Answer, Call, CallsSnapshot, Events } from '../../preload/contract.ts';
import { foldCall, foldGone } from './callsFold.ts';
import { createStore, type Store } from './store.ts';

interface CallsPorts {
  readonly read: () => Promise<Answer<CallsSnapshot>>;
  readonly on: (listener: (event: Events['calls']) => void) => () => void;
  readonly onGone: (listener: (event: Events['callGone']) => void) => () => void;
}

/** The account's calls of today, kept true by events; null until first read. */
export interface CallsStore extends Store<CallsSnapshot | null> {
  /** Shows the answer of a request at once; the event that follows says the same. */
  readonly show: (call: Call) => void;
  /** Settles when the first read is answered, well or not. */
  readonly loaded: Promise<void>;
  readonly stop: () => void;
}

/**
 * Subscribes, then reads: an event that arrives while a read is under way makes it read once more
 * when the answer is older than that event, so nothing is lost between the two.
 */
export function createCallsStore(ports: CallsPorts): CallsStore {
  const store = createStore<CallsSnapshot | null>(null);
  let newestSeen = 0;
  let reading = false;

  const read = async (): Promise<void> => {
    if (reading) return;
    reading = true;
    const answer = await ports.read();
    reading = false;
    if (!answer.ok) return;
    store.set(answer.value);
    if (answer.value.version < newestSeen) await read();
  };

  const listener = (version: number, fold: (snapshot: CallsSnapshot) => CallsSnapshot | 'gap'): void => {
    newestSeen = Math.max(newestSeen, version);
    const snapshot = store.get();
    const next = snapshot === null || reading ? 'gap' : fold(snapshot);
    if (next === 'gap') void read();
    else store.set(next);
  };
  const stopCalls = ports.on((event) => {
    listener(event.version, (snapshot) => foldCall(snapshot, event));
  });
  const stopGone = ports.onGone((event) => {
    listener(event.version, (snapshot) => foldGone(snapshot, event));
  });
  const loaded = read();

  return {
    ...store,
    loaded,
    show(call) {
      const snapshot = store.get();
      if (!snapshot) return;
      const calls = snapshot.calls.map((other) => (other.id === call.id ? call : other));
      store.set({ ...snapshot, calls });
    },
    stop() {
      stopCalls();
      stopGone();
    },
  };
}
