import { dateText } from '../../../i18n/calendar.ts';
import type { Clock } from '../../common/clock.ts';

/** How often it is looked whether another day has begun: the wall clock may be put right at any time. */
const LOOK_MS = 30_000;

/** Tells when the computer's own day is another one than before. The answer stops it. */
export function watchDay(clock: Clock, changed: () => void): () => void {
  const today = (): string => dateText(clock.now());
  let day = today();
  let cancel: () => void;
  const look = (): void => {
    cancel = clock.schedule(LOOK_MS, look);
    if (today() === day) return;
    day = today();
    changed();
  };
  cancel = clock.schedule(LOOK_MS, look);
  return () => cancel();
}
