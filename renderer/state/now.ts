import { useCallback, useSyncExternalStore } from 'react';
import type { Account } from '../../preload/contract.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;

/** The last beat at or before a Unix time in ms; beats are `periodMs` apart and one falls on `phase`. */
export function lastBeat(now: number, periodMs: number, phase: number): number {
  return Math.floor((now - phase) / periodMs) * periodMs + phase;
}

/**
 * The time in Unix ms, renewed on each beat. A timer counts from its own start and a countdown to its
 * own end (`phase`), so that neither skips a second. `running: false` stands still between renders.
 */
export function useNow(periodMs: number, phase = 0, running = true): number {
  const subscribe = useCallback(
    (changed: () => void) => {
      if (!running) return () => undefined;
      let timer: ReturnType<typeof setTimeout>;
      const wait = (): void => {
        const now = Date.now();
        timer = setTimeout(
          () => {
            changed();
            wait();
          },
          lastBeat(now, periodMs, phase) + periodMs - now,
        );
      };
      wait();
      return () => {
        clearTimeout(timer);
      };
    },
    [periodMs, phase, running],
  );
  return useSyncExternalStore(subscribe, () => lastBeat(Date.now(), periodMs, phase));
}

/** The CRM's time as far as it is known, Unix ms to the minute: what is due goes by it, not by this computer's clock. */
export const useCrmNow = ({ clockAhead }: Pick<Account, 'clockAhead'>): number => useNow(MINUTE) + clockAhead;
