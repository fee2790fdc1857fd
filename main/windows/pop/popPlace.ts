import type { Rectangle } from 'electron';
import type { PopSettings } from '../../settings/popSettings.ts';

/** Distance of the pop from the edges of the screen, in the screen's own (device-independent) pixels. */
const MARGIN = 16;

/**
 * Where the pop goes: in a corner of what a display leaves free of taskbars. Never larger than that, never
 * outside of it. All in device-independent pixels, so that it holds at any scale.
 */
export function popPlace(
  workArea: Rectangle,
  corner: PopSettings['corner'],
  wanted: { readonly width: number; readonly height: number },
): Rectangle {
  const width = Math.min(wanted.width, workArea.width - 2 * MARGIN);
  const height = Math.min(wanted.height, workArea.height - 2 * MARGIN);
  const isLeft = corner === 'topLeft' || corner === 'bottomLeft';
  const isTop = corner === 'topLeft' || corner === 'topRight';
  return {
    x: isLeft ? workArea.x + MARGIN : workArea.x + workArea.width - width - MARGIN,
    y: isTop ? workArea.y + MARGIN : workArea.y + workArea.height - height - MARGIN,
    width,
    height,
  };
}
