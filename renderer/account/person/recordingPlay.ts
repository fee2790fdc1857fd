import type { RecordingFailureCode } from '../../../preload/contract.ts';

/** A recording in its player. */
export type RecordingState =
  | { readonly is: 'idle' | 'loading' }
  | { readonly is: 'ready'; readonly url: string; readonly playing: boolean }
  | { readonly is: 'failed'; readonly reason: RecordingFailureCode; readonly since: number | null };

const SPEEDS = [1, 1.25, 1.5, 2] as const;

/** The speed after this one, round and round. */
export function nextSpeed(speed: number): number {
  const at = SPEEDS.findIndex((one) => one === speed);
  return SPEEDS[(at + 1) % SPEEDS.length] ?? 1;
}

/** Seconds from here, never before the beginning or behind the end. */
export const seekBy = (at: number, whole: number | null, seconds: number): number =>
  Math.max(0, Math.min(whole ?? Number.MAX_SAFE_INTEGER, at + seconds));
