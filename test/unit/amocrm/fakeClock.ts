import type { Clock } from '../../../main/clock.ts';

/** A clock that stands until a test moves it. */
export interface FakeClock extends Clock {
  /** Lets so many milliseconds pass, timers in their order, and whatever they wake. */
  run(ms: number): Promise<void>;
  /** Sets the wall clock without any time passing, as when it is put right. */
  jump(ms: number): void;
}

/** Lets promises that are settled go on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Starts in November 2023; timers count passed time, not the wall clock. */
export function createFakeClock(start = 1_700_000_000_000): FakeClock {
  let wall = start;
  let passed = 0;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  return {
    now: () => wall,
    schedule(delayMs, run) {
      const timer = { at: passed + Math.max(0, delayMs), run };
      timers.add(timer);
      return () => {
        timers.delete(timer);
      };
    },
    async run(ms) {
      const end = passed + ms;
      await settle();
      for (;;) {
        const next = [...timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers.delete(next);
        wall += Math.max(0, next.at - passed);
        passed = Math.max(passed, next.at);
        next.run();
        await settle();
      }
      wall += end - passed;
      passed = end;
      await settle();
    },
    jump(ms) {
      wall += ms;
    },
  };
}
