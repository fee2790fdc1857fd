import { useEffect, useEffectEvent } from 'react';
import type { CardsEvent } from '../../preload/contract.ts';

/** Events come in bursts while the sync stores pages; what shows them is read again at most this often. */
const CALM_MS = 120;

/** Runs after rows changed that `concerns` says matter here; once for a burst. */
export function useCardsChange(concerns: (changed: CardsEvent['changed']) => boolean, run: () => void): void {
  const isMine = useEffectEvent(concerns);
  const reread = useEffectEvent(run);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lastRun = -Infinity;
    const stop = window.api.on('cards', ({ changed }) => {
      if (timer !== undefined || !isMine(changed)) return;
      // The first of a burst at once: what the agent just did is seen without delay.
      const wait = Math.max(0, lastRun + CALM_MS - performance.now());
      timer = setTimeout(() => {
        timer = undefined;
        lastRun = performance.now();
        reread();
      }, wait);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
}
