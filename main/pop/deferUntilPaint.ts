import type { Clock } from '../common/clock.ts';

/**
 * Keeps work off the way from a ring to the painted name. Disks, other windows and the system's key table all take
 * their time, and while the pop paints, main answers nobody else.
 */
export interface DeferUntilPaint {
  /** A name is about to be painted: work waits for it, but never longer than `LONGEST_MS`. */
  expect(): void;
  /** Runs work when nothing is being painted: after this turn of the event loop, or after the paint. In order. */
  readonly later: (work: () => void) => void;
  /** The name is painted: all that waited is done now. */
  painted(): void;
  /** Does what waits, and no more from then on: what it would read and write is about to be closed. */
  stop(): void;
}

/** Six frames: a pop that has not painted by then is not waited for. */
const LONGEST_MS = 100;

/** @param soon runs work after the current turn of the event loop (`setImmediate`) */
export function createDeferUntilPaint({
  clock,
  soon,
}: {
  readonly clock: Clock;
  readonly soon: (work: () => void) => void;
}): DeferUntilPaint {
  const waiting: (() => void)[] = [];
  let isStopped = false;
  let cancelLimit: (() => void) | null = null;

  function run(): void {
    cancelLimit?.();
    cancelLimit = null;
    for (const work of waiting.splice(0)) work();
  }

  return {
    expect() {
      cancelLimit?.();
      cancelLimit = clock.schedule(LONGEST_MS, run);
    },
    later(work) {
      if (isStopped) return;
      waiting.push(work);
      if (cancelLimit === null && waiting.length === 1) {
        soon(() => {
          if (cancelLimit === null) run();
        });
      }
    },
    painted: run,
    stop() {
      run();
      isStopped = true;
    },
  };
}
