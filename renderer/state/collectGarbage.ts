/** The first collection empties memory, the second gives it back. */
const AGAIN_MS = 1_000;

/** V8's own, which main exposes to the pages (main/windows/system/garbageCollection.ts). */
interface Exposed {
  readonly gc?: (how: { readonly type: 'major'; readonly flavor: 'last-resort' }) => void;
}

/**
 * Collects what a start has left behind: V8 does so when a heap grows, and the heap of a page at rest never grows again. Takes some
 * milliseconds, so that it is for moments in which nobody looks; `isAtRest` says whether it still is one.
 */
export function collectGarbage(isAtRest: () => boolean, isLast = false): void {
  if (!isAtRest()) return;
  (globalThis as Exposed).gc?.({ type: 'major', flavor: 'last-resort' });
  if (!isLast) {
    setTimeout(() => {
      collectGarbage(isAtRest, true);
    }, AGAIN_MS);
  }
}
