import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, type Locator } from '@playwright/test';
import type { Ringside } from './ringside.ts';

const run = promisify(execFile);

/**
 * Drags with the real mouse of the desktop (X only): a drag of Electron's goes through the system, where the
 * driver's own mouse cannot follow.
 *
 * @param env of the desktop
 * @param isOver true once the page says that it can be dropped here
 */
export async function dragByMouse(
  ringside: Ringside,
  env: NodeJS.ProcessEnv,
  from: Locator,
  to: Locator,
  isOver: () => Promise<boolean>,
): Promise<void> {
  const xdotool = (...words: readonly (string | number)[]): Promise<unknown> =>
    run('xdotool', words.map(String), { env, timeout: 10_000 });
  const page = from.page();
  const origin = await ringside.app().electron.askMain(({ BrowserWindow }, url) => {
    const shown = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL() === url);
    shown?.focus();
    return shown?.getContentBounds() ?? { x: 0, y: 0 };
  }, page.url());
  // Both must be on the screen at once.
  await from.scrollIntoViewIfNeeded();
  await to.scrollIntoViewIfNeeded();
  const middleOf = async (place: Locator): Promise<readonly [number, number]> => {
    const box = await place.boundingBox();
    if (box === null) throw new Error('nothing to drag to or from');
    return [Math.round(origin.x + box.x + box.width / 2), Math.round(origin.y + box.y + box.height / 2)];
  };
  const [toX, toY] = await middleOf(to);
  const [fromX, fromY] = await middleOf(from);
  await xdotool('mousemove', '--sync', fromX, fromY);
  await xdotool('mousedown', 1);
  try {
    // The drag begins with the first few pixels, and the page hears of it when the mouse moves on.
    for (const step of [4, 8, 16]) await xdotool('mousemove', fromX + step, fromY + step);
    // The system asks the page at each move whether it takes the drop; a button let go too early drops nothing.
    let taken = 0;
    await expect
      .poll(async () => {
        await xdotool('mousemove', toX + (taken % 2), toY + 2);
        if (await isOver()) taken += 1;
        return taken;
      })
      .toBeGreaterThan(4);
  } finally {
    await xdotool('mouseup', 1);
  }
}
