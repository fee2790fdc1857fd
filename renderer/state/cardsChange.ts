import { useEffect, useEffectEvent } from 'react';
import type { CardsEvent } from '../../preload/contract.ts';

/** Which rows are others now, by their kinds and ids. */
export type Changed = CardsEvent['changed'];
type Kind = keyof Exclude<Changed, 'many'>;

/** Time as a port: runs once after `delayMs`; the returned function cancels it. */
type Schedule = (delayMs: number, run: () => void) => () => void;

/** Changes come in batches of a few ms while contacts are copied; what shows them need not be read for each. */
const REST_MS = 150;

/**
 * Runs at the first of many calls at once, and once more after a rest when others came meanwhile: the last
 * change is never missed, and thousands cost few reads.
 */
export function createRested(run: () => void, schedule: Schedule): { call: () => void; stop: () => void } {
  let cancel: (() => void) | null = null;
  let again = false;
  const rest = (): void => {
    cancel = schedule(REST_MS, () => {
      cancel = null;
      if (!again) return;
      again = false;
      run();
      rest();
    });
  };
  return {
    call() {
      if (cancel !== null) {
        again = true;
        return;
      }
      run();
      rest();
    },
    stop() {
      cancel?.();
      cancel = null;
      again = false;
    },
  };
}

const byTimer: Schedule = (delayMs, run) => {
  const timer = setTimeout(run, delayMs);
  return () => {
    clearTimeout(timer);
  };
};

/** True when rows of one of these kinds are others now. */
export function concerns(changed: Changed, ...kinds: readonly Kind[]): boolean {
  return changed === 'many' || kinds.some((kind) => changed[kind].length > 0);
}

/** Reads again when rows change that `isMine`: at once for what the agent just did, and at most every 150 ms. */
export function useCardsChange(isMine: (changed: Changed) => boolean, read: () => void): void {
  const listener = useEffectEvent((changed: Changed, call: () => void) => {
    if (isMine(changed)) call();
  });
  const readNow = useEffectEvent(read);
  useEffect(() => {
    const rested = createRested(() => {
      readNow();
    }, byTimer);
    const stop = window.api.on('cards', ({ changed }) => {
      listener(changed, rested.call);
    });
    return () => {
      stop();
      rested.stop();
    };
  }, []);
}
