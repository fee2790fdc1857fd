import type { Clock } from '../../../main/clock.ts';

/** A clock that stands still until told otherwise. */
export interface FakeClock extends Clock {
  /** Moves time on, running what is due on the way, each with everything it sets off finished. */
  advance(ms: number): Promise<void>;
  /** Lets everything that needs no time finish. */
  settle(): Promise<void>;
  /** Timers that are set. */
  timers(): number;
}

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** @param start Unix ms */
export function createFakeClock(start = Date.UTC(2025, 10, 20, 9)): FakeClock {
  let now = start;
  let timers: Timer[] = [];
  // setImmediate runs after every promise that can settle without time has settled.
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    now: () => now,
    schedule(delayMs, run) {
      const timer = { at: now + Math.max(0, delayMs), run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const due = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((one) => one !== due);
        now = Math.max(now, due.at);
        due.run();
        await settle();
      }
      now = end;
    },
    settle,
    timers: () => timers.length,
  };
}
