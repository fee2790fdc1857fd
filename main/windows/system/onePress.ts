import type { MonotonicTime } from '../../common/clock.ts';

/** Longer than any system waits before it repeats a held key (Windows: up to a second), and than between two repeats. */
const HELD_MS = 1_100;

/**
 * Takes a key that is held down for one press. The system repeats a global shortcut while its key is held and tells of
 * no release; a decision that was meant once would be made again for the next call that waits for one.
 *
 * @returns to be called at each press or repeat
 */
export function onePress<Key>(
  monotonic: () => MonotonicTime,
  pressed: (key: Key) => void,
): (key: Key) => void {
  let last: { readonly key: Key; readonly at: MonotonicTime } | null = null;
  return (key) => {
    const at = monotonic();
    const isHeld = last !== null && last.key === key && at - last.at < HELD_MS;
    last = { key, at };
    if (!isHeld) pressed(key);
  };
}
