import { monotonicTime, wallTime, type Clock } from '../../main/common/clock.ts';

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  /** Lets so many milliseconds pass: timers in their order, each with everything it sets off finished. */
  advance(ms: number): Promise<void>;
  /** Sets the wall clock without any time passing, as when it is put right. */
  jump(ms: number): void;
  /** Lets everything that needs no time finish. */
  settle(): Promise<void>;
  /** Timers that are set. */
  timers(): number;
}

/** Timers count passed time, not the wall clock. @param start Unix ms */
export function createFakeClock(start = Date.UTC(2025, 10, 20, 9)): FakeClock {
  let wall = start;
  let passed = 0;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  // setImmediate runs after every promise that can settle without time has settled.
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    // As Date.now: whole milliseconds, whatever fractions timers wait for.
    now: () => wallTime(Math.floor(wall)),
    monotonic: () => monotonicTime(passed),
    schedule(delayMs, run) {
      const timer = { at: passed + Math.max(0, delayMs), run };
      timers.add(timer);
      return () => {
        timers.delete(timer);
      };
    },
    async advance(ms) {
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
    settle,
    timers: () => timers.size,
  };
}
