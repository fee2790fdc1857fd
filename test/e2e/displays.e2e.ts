import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Rectangle } from 'electron';
import type { Settings } from '../../preload/contract.ts';
import { startDesktopSession } from '../../scripts/desktopSession.ts';
import type { DesktopSession } from '../../scripts/desktopSession.ts';
import { ask } from '../../scripts/drive/ask.ts';
import type { Showcase } from '../../scripts/drive/demoCrm.ts';
import { whyNoDisplays } from '../../scripts/dummyDisplays.ts';
import { expect, test } from './fixtures.ts';
import { clearPop, popIsVisible, ring } from './phone.ts';
import { createRingside } from './ringside.ts';
import type { Ringside } from './ringside.ts';

/** Two real displays of different sizes; a taskbar at the top of the first. */
const displays = [
  { width: 1280, height: 1024 },
  { width: 1024, height: 768 },
] as const;
const TASKBAR = 60;
/** The pop's distance from the edges of what is free, in device-independent pixels. */
const MARGIN = 16;

const missing = process.platform === 'linux' ? whyNoDisplays() : 'the displays of this test are those of X';
test.skip(missing !== undefined, missing ?? '');

let desktop: DesktopSession;
let ringside: Ringside;
let numbers: Showcase;
const run = promisify(execFile);

test.beforeAll(async () => {
  desktop = await startDesktopSession({ keyring: 'unlocked', displays });
  ringside = await createRingside(desktop.env);
  await ringside.signIn('northwind');
  numbers = await ringside.crm.showcase('northwind');
});
test.afterAll(async () => {
  await ringside?.end();
  await desktop?.stop();
});

const onDesktop = async (program: string, ...args: string[]): Promise<string> =>
  (await run(program, args, { env: desktop.env, timeout: 10_000 })).stdout;

/** The X id of a window of the app. */
const windowId = (kind: 'account' | 'pop'): Promise<number> =>
  ringside.app().electron.askMain(
    ({ BrowserWindow }, folder) =>
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => webContents.getURL().startsWith(`app://ringside/${folder}/`))
        ?.getNativeWindowHandle()
        .readUInt32LE(0) ?? 0,
    kind,
  );

/** What the displays leave free, as Chromium says, the left one first. */
const workAreas = (): Promise<readonly Rectangle[]> =>
  ringside.app().electron.askMain(({ screen }) =>
    screen
      .getAllDisplays()
      .map(({ workArea }) => workArea)
      .toSorted((a, b) => a.x - b.x),
  );

/** Something along the top of the first display, which windows are to leave free (EWMH, _NET_WM_STRUT_PARTIAL). */
async function putTaskbar(scale: number): Promise<readonly Rectangle[]> {
  const id = String(await windowId('account'));
  const strut = [0, 0, TASKBAR, 0, 0, 0, 0, 0, 0, displays[0].width - 1, 0, 0].join(',');
  const property = '_NET_WM_STRUT_PARTIAL';
  await onDesktop('xprop', '-id', id, '-f', property, '32c', '-set', property, strut);
  await expect.poll(async () => (await workAreas())[0]?.y).toBe(TASKBAR / scale);
  return workAreas();
}

/** Where the X server really has the pop, in device-independent pixels: not what the app believes. */
async function popBounds(scale: number): Promise<Rectangle> {
  const told = await onDesktop('xdotool', 'getwindowgeometry', '--shell', String(await windowId('pop')));
  const value = (name: string): number =>
    Number(new RegExp(`^${name}=(-?\\d+)$`, 'm').exec(told)?.[1]) / scale;
  return { x: value('X'), y: value('Y'), width: value('WIDTH'), height: value('HEIGHT') };
}

/** Its distances from the edges of what a display leaves free. */
async function distances(
  area: Rectangle,
  scale: number,
): Promise<Record<'left' | 'right' | 'top' | 'bottom', number>> {
  const pop = await popBounds(scale);
  return {
    left: pop.x - area.x,
    right: area.x + area.width - pop.x - pop.width,
    top: pop.y - area.y,
    bottom: area.y + area.height - pop.y - pop.height,
  };
}

/** The agent works in our window on a display, or in another program with their mouse there: then the other one has our window. */
async function workOn(index: 0 | 1, how: 'window' | 'mouse', areas: readonly Rectangle[]): Promise<void> {
  const [here, there] = index === 0 ? [areas[0], areas[1]] : [areas[1], areas[0]];
  const window = how === 'window' ? here : there;
  const mouse = how === 'window' ? 1 - index : index;
  await onDesktop('xdotool', 'mousemove', mouse === 0 ? '300' : String(displays[0].width + 300), '300');
  await ringside.app().electron.askMain(
    ({ BrowserWindow }, { x, y, isFocused }) => {
      const account = BrowserWindow.getAllWindows().find(({ webContents }) =>
        webContents.getURL().startsWith('app://ringside/account/'),
      );
      account?.setBounds({ x: x + 24, y: y + 24, width: 420, height: 320 });
      if (isFocused) account?.focus();
      else account?.blur();
    },
    { x: window?.x ?? 0, y: window?.y ?? 0, isFocused: how === 'window' },
  );
  await expect
    .poll(() =>
      ringside.app().electron.askMain(({ BrowserWindow, screen }) => {
        const all = BrowserWindow.getAllWindows();
        const account = all.find(({ webContents }) =>
          webContents.getURL().startsWith('app://ringside/account/'),
        );
        const places = screen.getAllDisplays().toSorted((a, b) => a.bounds.x - b.bounds.x);
        const at = account === undefined ? null : screen.getDisplayMatching(account.getBounds()).id;
        return {
          hasKeyboard: BrowserWindow.getFocusedWindow() !== null,
          window: places.findIndex(({ id }) => id === at),
          mouse: places.findIndex(
            ({ id }) => id === screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).id,
          ),
        };
      }),
    )
    .toEqual({ hasKeyboard: how === 'window', window: how === 'window' ? index : 1 - index, mouse });
}

const turns: readonly {
  readonly display: 0 | 1;
  readonly how: 'window' | 'mouse';
  readonly corner: Settings['values']['pop.corner'];
}[] = [
  { display: 0, how: 'window', corner: 'topRight' },
  { display: 1, how: 'window', corner: 'bottomLeft' },
  { display: 0, how: 'mouse', corner: 'bottomRight' },
  { display: 1, how: 'mouse', corner: 'topLeft' },
  { display: 0, how: 'mouse', corner: 'bottomLeft' },
  { display: 1, how: 'window', corner: 'bottomRight' },
];

for (const scale of [1, 2]) {
  test(`on two displays at scale ${scale} the pop comes where the agent works, in his corner, and stays there as calls stack`, async () => {
    await ringside.app().close();
    await ringside.start([`--force-device-scale-factor=${scale}`]);
    const account = await ringside.page('account');
    const pop = await ringside.page('pop');
    const areas = await putTaskbar(scale);
    expect(areas).toHaveLength(2);
    for (const { display, how, corner } of turns) {
      await test.step(`${corner} of display ${display}, by the ${how}`, async () => {
        await clearPop(ringside);
        await ask(account, 'settings', 'change', { 'pop.corner': corner });
        await workOn(display, how, areas);
        const isInCorner = async (): Promise<void> => {
          await expect
            .poll(async () => {
              const area = areas[display];
              if (area === undefined) throw new Error('two displays');
              const edges = await distances(area, scale);
              return {
                isVisible: await popIsVisible(ringside),
                sideways: Math.round(corner.endsWith('Left') ? edges.left : edges.right),
                upright: Math.round(corner.startsWith('top') ? edges.top : edges.bottom),
                isInside: Math.min(...Object.values(edges)) >= MARGIN - 0.5,
              };
            })
            .toEqual({ isVisible: true, sideways: MARGIN, upright: MARGIN, isInside: true });
        };
        const first = await ring(ringside, numbers.certain);
        await expect(pop.getByRole('heading', { level: 1 })).toBeVisible();
        await isInCorner();
        const second = await ring(ringside, numbers.several);
        await expect(
          pop.getByText('2 calls at once').or(pop.getByLabel('2 calls at once')).first(),
        ).toBeVisible();
        await isInCorner();
        await first.miss();
        await second.miss();
      });
    }
  });
}
