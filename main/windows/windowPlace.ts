import type { Rectangle } from 'electron';
import * as z from 'zod/mini';

/** Where a window was, in device-independent pixels, and whether the agent left it open. */
export interface WindowPlace {
  readonly bounds: Rectangle;
  readonly maximized: boolean;
  readonly open: boolean;
}

const whole = z.int();
const savedPlace = z.object({
  bounds: z.object({ x: whole, y: whole, width: whole, height: whole }),
  maximized: z.boolean(),
  open: z.boolean(),
});

/** A saved place, null when there is none that makes sense. */
export function readPlace(saved: string | null): WindowPlace | null {
  if (saved === null) return null;
  try {
    return savedPlace.safeParse(JSON.parse(saved)).data ?? null;
  } catch {
    return null;
  }
}

/** So much of a window must be on a display for the agent to see where they left it. */
const LEAST_SEEN = 80;

/**
 * The bounds a window gets again: on the display it was on, moved and shrunk so that all of it is there. Null when
 * that display is gone: the window then opens where new ones do.
 *
 * @param workAreas what each display leaves free of taskbars
 */
export function placeOn(bounds: Rectangle, workAreas: readonly Rectangle[]): Rectangle | null {
  const seen = workAreas
    .map((area) => ({
      area,
      width: overlap(bounds, area, 'x', 'width'),
      height: overlap(bounds, area, 'y', 'height'),
    }))
    .filter(({ width, height }) => width >= LEAST_SEEN && height >= LEAST_SEEN)
    .toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
  if (seen === undefined) return null;
  const { area } = seen;
  const width = Math.min(bounds.width, area.width);
  const height = Math.min(bounds.height, area.height);
  return {
    x: Math.min(Math.max(bounds.x, area.x), area.x + area.width - width),
    y: Math.min(Math.max(bounds.y, area.y), area.y + area.height - height),
    width,
    height,
  };
}

function overlap(a: Rectangle, b: Rectangle, start: 'x' | 'y', size: 'width' | 'height'): number {
  return Math.min(a[start] + a[size], b[start] + b[size]) - Math.max(a[start], b[start]);
}
