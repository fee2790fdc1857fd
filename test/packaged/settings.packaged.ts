import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ask } from '../../scripts/drive/ask.ts';
import { expect, oneForFile, test } from '../e2e/fixtures.ts';
import { ring } from '../e2e/phone.ts';
import { driven } from './shipped.ts';

/** What the settings do to the system around Ringside, on a real desktop session. */
const ringside = oneForFile({ signIn: 'northwind' });

test('starting with the system is an entry of the desktop’s own that runs this program, and goes when it is switched off', async ({
  desktop,
}) => {
  const page = await ringside().page('account');
  const config = desktop['XDG_CONFIG_HOME'] ?? path.join(desktop['HOME'] ?? '', '.config');
  const file = path.join(config, 'autostart', 'ringside.desktop');
  expect(existsSync(file)).toBe(false);
  expect(await ask(page, 'system', 'autostart')).toEqual({ state: 'off' });

  expect(await ask(page, 'system', 'setAutostart', { on: true })).toEqual({ state: 'on' });
  const entry = readFileSync(file, 'utf8');
  expect(entry).toMatch(/^\[Desktop Entry\]\nType=Application\n/);
  const program = /^Exec="?([^"\s]+)"?/m.exec(entry)?.[1] ?? '';
  expect(program).toBe(driven);
  expect(existsSync(program)).toBe(true);

  // The desktop's own tool switches entries off this way.
  writeFileSync(file, `${entry}Hidden=true\n`);
  expect(await ask(page, 'system', 'autostart')).toEqual({ state: 'off' });

  expect(await ask(page, 'system', 'setAutostart', { on: false })).toEqual({ state: 'off' });
  expect(existsSync(file)).toBe(false);
});

test('a key another program holds is told as such, and another one is taken at once', async ({
  newRingside,
}) => {
  // The first Ringside holds the key of selected numbers all the time.
  const other = await newRingside();
  const page = await other.page('welcome');
  await expect.poll(async () => (await ask(page, 'settings', 'get')).hook.state).toBe('listening');
  await other.signIn('romashka');
  const list = await other.page('account');
  const selection = async () =>
    (await ask(list, 'shortcuts', 'get')).shortcuts.find(({ name }) => name === 'selection');
  expect(await selection()).toMatchObject({ problem: 'taken', keys: 'Ctrl+Alt+D' });
  await ask(list, 'shortcuts', 'set', { name: 'selection', accelerator: 'CommandOrControl+Alt+Shift+K' });
  expect(await selection()).toMatchObject({ problem: null });
  expect(
    await other
      .app()
      .electron.askMain(({ globalShortcut }) => globalShortcut.isRegistered('CommandOrControl+Alt+Shift+K')),
  ).toBe(true);
  await other.end();
});

test('calls are saved as a table where the system’s dialog says', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ringside-export-'));
  const file = path.join(folder, 'calls.csv');
  const { electron } = ringside().app();
  const asked = await ring(ringside(), (await ringside().crm.showcase('northwind')).certain);
  await asked.miss();
  await electron.askMain(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  const page = await ringside().page('account');
  const [account] = await ask(page, 'accounts', 'list');
  const now = new Date();
  const day = [
    now.getFullYear(),
    String(now.getMonth() + 1).padStart(2, '0'),
    String(now.getDate()).padStart(2, '0'),
  ].join('-');
  const saved = await ask(page, 'exports', 'calls', {
    account: account?.key ?? '',
    from: '2020-01-01',
    to: day,
  });
  expect(saved).toEqual({ outcome: 'saved', path: file, calls: 1 });
  const text = readFileSync(file, 'utf8');
  expect(text.startsWith('\u{FEFF}Started,')).toBe(true);
  expect(text.split('\r\n')).toHaveLength(3);
  expect(
    await ask(page, 'exports', 'calls', {
      account: account?.key ?? '',
      from: '2020-01-01',
      to: '2020-01-02',
    }),
  ).toEqual({ outcome: 'noCalls' });
  rmSync(folder, { recursive: true });
});

test('whose code is in it is told with their texts', async () => {
  const page = await ringside().page('account');
  const { packages } = await ask(page, 'system', 'licences');
  expect(packages.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['react', 'better-sqlite3', 'got', 'electron-updater']),
  );
  expect(packages.filter(({ text }) => text !== '').length).toBeGreaterThan(packages.length / 2);
  expect(existsSync(path.join(path.dirname(driven), 'LICENSES.chromium.html'))).toBe(true);
  expect((await ask(page, 'system', 'dataFolder')).path).toContain(ringside().profile.userData);
});
