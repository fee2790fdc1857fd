import type { Input } from 'electron';
import { ZOOMS } from '../../preload/constants.ts';

/** What a key means for any window of Ringside; null leaves it to the page. */
export type WindowKey = 'larger' | 'smaller' | 'usualSize' | 'close' | 'tools';

/** Reads a key press, by its character first: + and - stand elsewhere on other keyboards. */
export function windowKey(
  input: Pick<Input, 'type' | 'key' | 'code' | 'control' | 'meta' | 'alt' | 'shift'>,
  platform: string,
): WindowKey | null {
  const [command, other] = platform === 'darwin' ? [input.meta, input.control] : [input.control, input.meta];
  if (input.type !== 'keyDown' || !command || other || input.alt) return null;
  if (input.key === '+' || input.key === '=' || input.code === 'NumpadAdd') return 'larger';
  if (input.key === '-' || input.key === '_' || input.code === 'NumpadSubtract') return 'smaller';
  if (!input.shift && (input.code === 'Digit0' || input.code === 'Numpad0')) return 'usualSize';
  if (!input.shift && input.code === 'KeyW') return 'close';
  return input.shift && input.code === 'KeyI' ? 'tools' : null;
}

/** One step up or down from a size in percent, which need not be one of the steps. */
export function nextZoom(percent: number, way: 'larger' | 'smaller'): number {
  return way === 'larger'
    ? (ZOOMS.find((step) => step > percent) ?? Math.max(...ZOOMS))
    : (ZOOMS.findLast((step) => step < percent) ?? Math.min(...ZOOMS));
}
