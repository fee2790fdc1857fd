import { expect, test } from './fixtures.ts';

test('a window opens again where it was, as large as it was', async ({ fresh }) => {
  await fresh.signIn('northwind');
  const place = { x: 120, y: 90, width: 900, height: 560 };
  const boundsNow = () =>
    fresh.app().electron.askMain(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .find(({ webContents }) => webContents.getURL().startsWith('app://ringside/account/'))
          ?.getNormalBounds() ?? null,
    );
  await fresh.app().electron.askMain(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()
      .find(({ webContents }) => webContents.getURL().startsWith('app://ringside/account/'))
      ?.setBounds(bounds);
  }, place);
  await expect.poll(async () => (await boundsNow())?.width).toBe(900);
  const before = await boundsNow();
  await fresh.app().close();
  await fresh.start();
  await fresh.page('account');
  // A window manager may put its frame around the same place.
  await expect.poll(async () => Math.abs(((await boundsNow())?.x ?? 0) - (before?.x ?? 0))).toBeLessThan(40);
  expect(await boundsNow()).toMatchObject({ width: before?.width, height: before?.height });
});
