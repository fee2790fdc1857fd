import type { Clock } from '../common/clock.ts';
import { attempt } from '../journal/journalError.ts';

/** A step of the wall clock against the monotonic one that is no drift. */
const STEP_MS = 1000;

/**
 * The clock that the outbox's rows are timed by. Their times are wall times, because they outlive the process; when
 * the computer's clock is put right (or stood still in a sleep), what waits is moved along before anything else is
 * read or written, so that it waits as long as it was to, whatever the size of the correction.
 *
 * @param shift moves all stored times by so many ms; may be refused by the disk, and is tried again then
 */
export function createRowClock(clock: Clock, shift: (ms: number) => void): Clock {
  let lead = clock.now() - clock.monotonic();
  const follow = (): void => {
    const step = Math.round(clock.now() - clock.monotonic() - lead);
    if (Math.abs(step) < STEP_MS) return;
    const moved = attempt(() => {
      shift(step);
    });
    if (moved.ok) lead += step;
  };
  return {
    now() {
      follow();
      return clock.now();
    },
    monotonic: () => clock.monotonic(),
    schedule: (delayMs, run) => clock.schedule(delayMs, run),
  };
}
