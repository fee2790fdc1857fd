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

/** A window narrower than this shows a list alone (renderer/account/AccountWindow.module.css). */
const LEAST_WIDTH = 720;

/**
 * Where the window of another account opens: in the free room beside those that are open, narrower if it must be, else where
 * it covers least of them. Null without others: where new windows go.
 *
 * @param size what it would like
 * @param others the open ones
 */
export function placeBeside(
  size: Pick<Rectangle, 'width' | 'height'>,
  others: readonly Rectangle[],
  workAreas: readonly Rectangle[],
): Rectangle | null {
  if (others.length === 0) return null;
  const rooms = workAreas.flatMap((area) => roomsBeside(area, others));
  const covered = (place: Rectangle): number =>
    others.reduce(
      (sum, other) =>
        sum +
        Math.max(0, overlap(place, other, 'x', 'width')) * Math.max(0, overlap(place, other, 'y', 'height')),
      0,
    );
  const [best] = rooms
    .map((space) => ({
      x: space.atEnd ? space.x + space.width - Math.min(size.width, space.width) : space.x,
      y: space.y,
      width: Math.min(size.width, space.width),
      height: Math.min(size.height, space.height),
    }))
    .toSorted((one, other) => covered(one) - covered(other) || other.width - one.width);
  return best ?? null;
}

/** The parts of a display a window may take: left and right of the others where they are wide enough, and either edge. */
function roomsBeside(
  area: Rectangle,
  others: readonly Rectangle[],
): readonly (Rectangle & { readonly atEnd: boolean })[] {
  const here = others.filter((other) => overlap(area, other, 'x', 'width') > 0);
  const start = Math.min(...here.map(({ x }) => x), area.x + area.width);
  const end = Math.max(...here.map(({ x, width }) => x + width), area.x);
  const top =
    here[0] === undefined ? area.y : Math.max(area.y, Math.min(here[0].y, area.y + area.height / 4));
  const space = { x: area.x, y: top, width: area.width, height: area.y + area.height - top };
  return [
    { ...space, x: Math.max(area.x, end), width: area.x + area.width - Math.max(area.x, end), atEnd: false },
    { ...space, width: start - area.x, atEnd: true },
    { ...space, atEnd: false },
    { ...space, atEnd: true },
  ].filter(({ width }) => width >= Math.min(LEAST_WIDTH, area.width));
}

function overlap(a: Rectangle, b: Rectangle, start: 'x' | 'y', size: 'width' | 'height'): number {
  return Math.min(a[start] + a[size], b[start] + b[size]) - Math.max(a[start], b[start]);
}
