import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import Database from 'better-sqlite3';
import { startDesktopSession } from '../../scripts/desktopSession.ts';
import { ask } from '../../scripts/drive/ask.ts';
import { electronPath } from '../../scripts/electronPath.ts';
import { root } from '../../scripts/setup/folders.ts';
import { expect, test } from './fixtures.ts';
import { createRingside } from './ringside.ts';

test('started a second time it brings the first one to the front, and ends', async ({ fresh, desktop }) => {
  const { electron } = fresh.app();
  await fresh.page('welcome');
  const isVisible = (): Promise<boolean> =>
    electron.askMain(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().some(
        (one) => one.webContents.getURL().includes('/welcome/') && one.isVisible(),
      ),
    );
  await expect.poll(isVisible).toBe(true);
  await electron.askMain(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find((one) => one.webContents.getURL().includes('/welcome/'))
      ?.hide();
  });
  await expect.poll(isVisible).toBe(false);
  const second = spawn(
    electronPath(),
    [
      root,
      `--user-data-dir=${fresh.profile.userData}`,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    { env: desktop, stdio: 'ignore', timeout: 20_000 },
  );
  const code = await new Promise((resolve) => second.once('exit', resolve));
  expect(code).toBe(0);
  await expect.poll(isVisible).toBe(true);
});

test('a hook port that is taken is said, and no other one is taken silently', async ({ newRingside }) => {
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
  const address = squatter.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const ringside = await newRingside({ settings: { hookPort: port } });
  const welcome = await ringside.page('welcome');
  await expect
    .poll(async () => (await ask(welcome, 'settings', 'get')).hook)
    .toMatchObject({ port, state: 'portInUse' });
  await new Promise((resolve) => squatter.close(resolve));
  // Free again: it listens by itself.
  await expect
    .poll(async () => (await ask(welcome, 'settings', 'get')).hook, { timeout: 30_000 })
    .toMatchObject({ port, state: 'listening' });
  await ringside.end();
});

test('without a keychain the sign-in is kept in memory only, with a banner, and nothing on disk', async () => {
  test.skip(process.platform !== 'linux', 'other systems always have a keychain');
  const desktop = await startDesktopSession({ keyring: 'none' });
  const ringside = await createRingside(desktop.env);
  try {
    await ringside.signIn('northwind');
    const list = await ringside.page('account');
    await expect(list.getByText('There is no keychain')).toBeVisible();
    expect((await ask(list, 'app', 'info')).account).toMatchObject({ state: 'ready', sessionOnly: true });
    const journal = new Database(path.join(ringside.profile.userData, 'journal.db'), { readonly: true });
    expect(journal.prepare('SELECT count(*) FROM secrets').pluck().get()).toBe(0);
    journal.close();
  } finally {
    await ringside.end();
    await desktop.stop();
  }
});
