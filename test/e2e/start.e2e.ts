import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { startDesktopSession } from '../../scripts/desktopSession.ts';
import { isDrawn } from '../../scripts/drive/app.ts';
import { ask } from '../../scripts/drive/ask.ts';
import { electronPath } from '../../scripts/electronPath.ts';
import { root } from '../../scripts/setup/folders.ts';
import { expect, test } from './fixtures.ts';
import { createRingside } from './ringside.ts';
import { manyOldCalls } from '../unit/journal/oldJournal.ts';

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

test('asked to end while it starts, it ends: no window that opens later keeps it alive', async ({
  newRingside,
}) => {
  const ringside = await newRingside();
  await ringside.app().close();
  await ringside.start();
  await expect.poll(() => ringside.app().electron.windows().length).toBeGreaterThan(0);
  await ringside.app().close();
  await ringside.start();
  await ringside.page('welcome');
  await ringside.app().close();
  await ringside.end();
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

test('a journal of 219,000 calls and an older version: a window says so in the language, main answers, then the account is there', async ({
  newRingside,
}) => {
  const ringside = await newRingside({ language: 'ru' });
  await ringside.page('welcome');
  await ringside.app().close();
  const file = path.join(ringside.profile.userData, 'journal.db');
  for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true });
  manyOldCalls(file, 219_000);
  await ringside.start();
  const { electron } = ringside.app();
  const preparing = (): Page | undefined =>
    electron.windows().find((page) => page.url().startsWith('app://ringside/preparing/'));
  await expect
    .poll(async () => {
      const shown = preparing();
      return shown !== undefined && (await isDrawn(shown));
    })
    .toBe(true);
  const page = preparing();
  if (page === undefined) throw new Error('it was already over');
  await expect(page.getByRole('status')).toHaveText(/Готовим ваши звонки.*обновляет журнал/su);
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  const seen = await electron.askMain(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      // It stays until there is another window to look at.
      window.close();
      return [window.isDestroyed(), window.webContents.getURL().includes('/preparing/')];
    }),
  );
  expect(seen).toEqual([[false, true]]);
  const account = await ringside.page('account');
  await expect.poll(() => preparing() === undefined).toBe(true);
  expect((await ask(account, 'app', 'info')).account).toMatchObject({ key: 'a', name: 'Old' });
  await ringside.end();
});
