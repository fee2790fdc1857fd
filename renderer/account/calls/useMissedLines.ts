import { useEffect, useState } from 'react';
import type { MissedCaller } from '../../../preload/contract.ts';
import { useAsk } from '../../state/ask.ts';
import { foldMissed, type MissedLine } from './missedFold.ts';

/** Calls come in bursts of events; the list is read once for each. */
const REST_MS = 150;

/**
 * The missed callers, read again when a call changed or the CRM told of a call back. Null until first read. Where the list itself is
 * looked at (`isWatched`), the CRM is asked each time.
 */
export function useMissedLines({ isWatched }: { readonly isWatched: boolean }) {
  const [lines, setLines] = useState<readonly MissedLine[] | null>(null);
  const [ask, failure] = useAsk();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = (fresh: readonly MissedCaller[]): void => {
      setLines((shown) => foldMissed(shown ?? [], fresh));
    };
    const read = (): void => ask(window.api.calls.missed({ isWatched }), take);
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(read, REST_MS);
    };
    read();
    const stops = [window.api.on('calls', soon), window.api.on('callCounts', soon)];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [ask, isWatched]);
  return [lines, failure] as const;
}
