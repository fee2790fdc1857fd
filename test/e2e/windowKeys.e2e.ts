import { expect, oneForFile, test } from './fixtures.ts';

const ringside = oneForFile({ signIn: 'northwind' });

test('the keys of a view work as soon as it is open, without a click', async () => {
  const page = await ringside().page('account');
  for (const [view, list] of [
    ['Alt+2', 'People'],
    ['Alt+4', 'Tasks'],
  ] as const) {
    await page.keyboard.press(view);
    const rows = page.getByRole('listbox', { name: list }).or(page.getByRole('grid', { name: list }));
    await expect(rows).toBeFocused();
    await page.keyboard.press('j');
    await expect(rows).toHaveAttribute('aria-activedescendant', /-0$/u);
    await page.keyboard.press('ArrowDown');
    await expect(rows).toHaveAttribute('aria-activedescendant', /-1$/u);
  }
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog', { name: 'New task' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+3');
  await expect(page.locator('[data-main-list]')).toBeFocused();
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
});

test('no menu opens over the keys of a window, and its size is kept', async () => {
  const page = await ringside().page('account');
  const { electron } = ringside().app();
  expect(await electron.askMain(({ Menu }) => Menu.getApplicationMenu() === null)).toBe(
    process.platform !== 'darwin',
  );
  const widthNow = () => page.evaluate(() => window.innerWidth);
  const usual = await widthNow();
  // Real key events: what is read before the page has them comes from the browser process.
  const press = (key: string) =>
    electron.askMain(({ BrowserWindow }, keyCode) => {
      const contents = BrowserWindow.getAllWindows().find(({ webContents }) =>
        webContents.getURL().startsWith('app://ringside/account/'),
      )?.webContents;
      const modifiers = [process.platform === 'darwin' ? ('meta' as const) : ('control' as const)];
      contents?.sendInputEvent({ type: 'keyDown', keyCode, modifiers });
    }, key);
  await press('=');
  await press('=');
  await expect.poll(widthNow).toBeLessThan(usual * 0.9);
  await ringside().app().close();
  await ringside().start();
  const again = await ringside().page('account');
  expect(await again.evaluate(() => window.innerWidth)).toBeLessThan(usual * 0.9);
});
