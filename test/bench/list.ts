import type { Page } from '@playwright/test';
import { launch } from '../../scripts/drive/app.ts';
import type { SignedIn } from '../../scripts/drive/signedIn.ts';
import type { Figure } from './figure.ts';
import { CONTACTS } from './profile.ts';

/** What runs in the page needs of it. */
interface Box {
  id: string;
  scrollTop: number;
  readonly style: Record<string, string>;
  append(child: Box): void;
}
declare const document: {
  readonly body: Box;
  createElement(tag: 'div'): Box;
  getElementById(id: string): Box | null;
  querySelector(selector: string): Box | null;
};
declare const requestAnimationFrame: (run: (now: number) => void) => number;

/** Rows passed in a frame: nobody scrolls faster and sees anything. */
const ROWS_A_FRAME = 40;
const ROW_HEIGHT = 52;
const BLOCK_FRAMES = 250;
/** A frame later than this is seen as a jerk. */
const LATE_MS = 20;
/** More of them than the bare scroller has: what the computer itself is late with falls on both. */
const MOST_LATE_PERCENT = 1;
/** Heap after all rows, over the heap after the first tenth of them. */
const MOST_GROWTH_MIB = 2;
const MIB = 1024 * 1024;

/** What a page is asked to scroll: the list of people, or as many empty rows that nobody draws. */
type Scrolled = 'list' | 'floor';

/**
 * The list of people scrolled from the first to the last of 100,000 at forty rows a frame, by turns with a bare
 * scroller of the same height in the same window; and what memory the way costs.
 */
export async function benchList(env: NodeJS.ProcessEnv, signedIn: SignedIn): Promise<readonly Figure[]> {
  const app = await launch(signedIn.profile, env);
  try {
    const page = await app.page('account');
    await page.keyboard.press('Alt+2');
    await page.locator('[role=listbox] [role=option]').first().waitFor();
    await page.evaluate(putFloor, CONTACTS * ROW_HEIGHT);
    const times: Record<Scrolled, number[]> = { list: [], floor: [] };
    const heaps: number[] = [];
    let row = 0;
    while (row < CONTACTS) {
      times.floor.push(...(await scroll(page, 'floor', row)));
      times.list.push(...(await scroll(page, 'list', row)));
      row += BLOCK_FRAMES * ROWS_A_FRAME;
      heaps.push(await heapOf(page));
    }
    const reached = await page.locator('[role=listbox] [role=option]').last().getAttribute('aria-posinset');
    const drawn = await page.locator('[role=listbox] [role=option]').count();
    const [ours, bare] = [latePercent(times.list), latePercent(times.floor)];
    const [first = 0, last = 0] = [heaps[0], heaps.at(-1)];
    return [
      {
        name: 'list frames',
        unit: '%',
        figure: ours,
        floor: bare,
        ratio: ours / Math.max(bare, 0.1),
        target: `over ${LATE_MS} ms: fewer than ${MOST_LATE_PERCENT} in 100 more than the floor`,
        pass: ours - bare < MOST_LATE_PERCENT,
        detail: { frames: times.list.length, rows: CONTACTS, 'last row': Number(reached), drawn },
      },
      {
        name: 'list memory',
        unit: 'MiB',
        figure: last / MIB,
        floor: first / MIB,
        ratio: last / first,
        target: `at most ${MOST_GROWTH_MIB} MiB more than after 10,000 rows`,
        pass: last - first <= MOST_GROWTH_MIB * MIB,
        detail: { rows: CONTACTS },
      },
    ];
  } finally {
    await app.close();
  }
}

const latePercent = (times: readonly number[]): number =>
  (100 * times.filter((ms) => ms > LATE_MS).length) / times.length;

/** A scroller without content over the whole window, out of sight until it has its turn. */
function putFloor(height: number): void {
  const floor = document.createElement('div');
  floor.id = 'floor';
  Object.assign(floor.style, { position: 'fixed', inset: '0', overflowY: 'auto', visibility: 'hidden' });
  const content = document.createElement('div');
  Object.assign(content.style, {
    height: `${height}px`,
    background: 'repeating-linear-gradient(white, white 51px, silver 51px, silver 52px)',
  });
  floor.append(content);
  document.body.append(floor);
}

/** Scrolls for a block of frames from a row on; the milliseconds from each frame to the next. */
function scroll(page: Page, what: Scrolled, from: number): Promise<number[]> {
  return page.evaluate(
    ([name, top, step, frames]) =>
      new Promise<number[]>((resolve) => {
        const floor = document.getElementById('floor');
        const list = document.querySelector('[role=listbox]');
        const scroller = name === 'floor' ? floor : list;
        if (floor === null || scroller === null) throw new Error('nothing to scroll');
        floor.style['visibility'] = name === 'floor' ? 'visible' : 'hidden';
        const times: number[] = [];
        let before = 0;
        const frame = (now: number): void => {
          if (before > 0) times.push(now - before);
          before = now;
          scroller.scrollTop = top + step * (times.length + 1);
          if (times.length < frames) requestAnimationFrame(frame);
          else resolve(times);
        };
        // The change of what is seen costs a frame of its own.
        requestAnimationFrame(() => requestAnimationFrame(frame));
      }),
    [what, from * ROW_HEIGHT, ROWS_A_FRAME * ROW_HEIGHT, BLOCK_FRAMES] as const,
  );
}

/** Bytes of the page's heap that are in use, after everything unused was let go of. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}
