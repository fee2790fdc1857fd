import { Worker } from 'node:worker_threads';
import type { Clock } from '../../common/clock.ts';
import type { MirrorSearch, SearchHit } from '../mirror.ts';
import type { FromSearch, SearchStart, ToSearch } from './searchMessages.ts';

/** The main process's side of the search: a worker thread that is there while somebody searches. */
export interface SearchHost extends MirrorSearch {
  /** Lets go of the mirror's file, because the sync worker is about to delete it. */
  release(): void;
  /** Ends the worker; searches under way find nothing. */
  close(): Promise<void>;
}

export interface SearchHostDeps {
  /** The mirror's file. */
  readonly file: string;
  /** The built `searchWorker.js`, or `searchWorker.ts` where Node runs it. */
  readonly workerUrl: URL;
  readonly clock: Clock;
  /** The worker died of this; what was asked of it finds nothing, and the next search starts another. */
  readonly onCrash?: (error: unknown) => void;
}

/** An idle thread costs megabytes; starting one costs tens of milliseconds. */
const IDLE_MS = 60_000;

export function createSearchHost({ file, workerUrl, clock, onCrash }: SearchHostDeps): SearchHost {
  const waiting = new Map<number, (hits: readonly SearchHit[]) => void>();
  let asked = 0;
  let worker: Worker | null = null;
  let cancelIdle: (() => void) | null = null;
  let closing = false;

  function launch(): Worker {
    const start: SearchStart = { file };
    const launched = new Worker(workerUrl, { workerData: start, name: 'search' });
    launched.on('message', ({ request, hits }: FromSearch) => {
      waiting.get(request)?.(hits);
    });
    launched.on('error', (error) => onCrash?.(error));
    launched.on('exit', () => {
      if (worker !== launched) return;
      worker = null;
      for (const end of waiting.values()) end([]);
    });
    return launched;
  }

  function post(message: ToSearch): void {
    worker?.postMessage(message, []);
  }

  function retire(): void {
    cancelIdle?.();
    cancelIdle = null;
    // From here on the next search starts another; this one ends when it has answered what it was asked.
    post({ type: 'close' });
    worker = null;
  }

  function rest(): void {
    cancelIdle?.();
    cancelIdle = clock.schedule(IDLE_MS, () => {
      if (waiting.size === 0) retire();
    });
  }

  return {
    find(account, text, limit, signal) {
      if (closing || signal?.aborted === true || text.trim() === '') return Promise.resolve([]);
      worker ??= launch();
      asked += 1;
      const request = asked;
      return new Promise((resolve) => {
        const end = (hits: readonly SearchHit[]): void => {
          signal?.removeEventListener('abort', giveUp);
          waiting.delete(request);
          if (waiting.size === 0) rest();
          resolve(hits);
        };
        const giveUp = (): void => {
          end([]);
        };
        signal?.addEventListener('abort', giveUp, { once: true });
        waiting.set(request, end);
        post({ type: 'find', request, account, text, limit });
      });
    },
    release() {
      post({ type: 'release' });
    },
    async close() {
      closing = true;
      const last = worker;
      const gone = last && new Promise((resolve) => last.once('exit', resolve));
      retire();
      for (const end of waiting.values()) end([]);
      cancelIdle?.();
      await gone;
    },
  };
}
