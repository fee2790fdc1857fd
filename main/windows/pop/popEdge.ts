import type { Rectangle } from 'electron';

/**
 * Who makes the edge of the pop: `mac` and `windows` round it and give it a shadow themselves; `cut`: its corners are cut out of the window
 * here; `square`: nobody does. A transparent window with a shadow of its own would be black around where no compositor runs (X11 knows that
 * only while one does), so none is made; without a shadow the page draws a line that is seen on any ground.
 */
export type PopEdge = 'mac' | 'windows' | 'cut' | 'square';

interface System {
  readonly platform: NodeJS.Platform;
  /** As `os.release()` says. */
  readonly release: string;
  /** Whether windows are drawn by Wayland, which knows no shapes. */
  readonly isWayland: boolean;
}

/** Windows 11 rounds windows; its first build. */
const WINDOWS_11 = 22_000;

export function popEdgeOf({ platform, release, isWayland }: System): PopEdge {
  switch (platform) {
    case 'darwin':
      return 'mac';
    case 'win32':
      return Number(release.split('.')[2] ?? 0) >= WINDOWS_11 ? 'windows' : 'square';
    default:
      return isWayland ? 'square' : 'cut';
  }
}

/** The radius of corners that are cut here, in pixels of the page: `--r-panel` of its tokens. */
export const CUT_RADIUS = 10;

/** A rectangle with round corners as whole rectangles, from top to bottom: what `BrowserWindow.setShape` takes. */
export function roundedShape(
  size: { readonly width: number; readonly height: number },
  radius: number,
): Rectangle[] {
  const { width, height } = size;
  const round = Math.max(0, Math.min(Math.round(radius), Math.floor(width / 2), Math.floor(height / 2)));
  /** How far a row of a corner begins from the side: where its middle meets the circle. */
  const inset = (row: number): number => {
    const up = round - row - 0.5;
    return Math.round(round - Math.sqrt(round * round - up * up));
  };
  const rows = Array.from({ length: round }, (_, row) => ({ x: inset(row), row }));
  const line = (x: number, y: number): Rectangle => ({ x, y, width: width - 2 * x, height: 1 });
  return [
    ...rows.map(({ x, row }) => line(x, row)),
    { x: 0, y: round, width, height: height - 2 * round },
    ...rows.toReversed().map(({ x, row }) => line(x, height - 1 - row)),
  ].filter((part) => part.width > 0 && part.height > 0);
}
