import { monotonicTime, wallTime } from '../../../relay/clock.ts';
import type { RelayClock } from '../../../relay/clock.ts';

/** A relay's clock that a test moves: time passes for both, and the wall clock may be put right besides. */
export interface MovedClock extends RelayClock {
  pass(ms: number): void;
  /** Puts the wall clock right by so much; no time passes. */
  putRight(ms: number): void;
}

/** A clock that stands still until it is moved. */
export function createMovedClock(wall = 1_700_000_000_000): MovedClock {
  let now = wall;
  let passed = 5_000;
  return {
    now: () => wallTime(now),
    monotonic: () => monotonicTime(passed),
    pass(ms) {
      now += ms;
      passed += ms;
    },
    putRight(ms) {
      now += ms;
    },
  };
}
