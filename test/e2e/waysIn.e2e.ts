import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { ask } from '../../scripts/drive/ask.ts';
import { authorize } from '../../scripts/drive/browser.ts';
import { startRelayProcess } from '../../scripts/drive/relayProcess.ts';
import type { RelayProcess } from '../../scripts/drive/relayProcess.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { startKommo } from './realZone.ts';
import type { RealZone } from './realZone.ts';

/** The three ways in that need more than a browser, typed into the real app, into a real zone over TLS. */
const ringside = oneForFile();
const DAY = 86_400;
const RELAY = 'https://relay.example.com';

let folder: string;
let relay: RelayProcess;
let kommo: RealZone;
test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'ringside-relay-'));
  relay = await startRelayProcess(['--port', '0', '--data', folder, '--public-url', RELAY]);
  kommo = await startKommo(relay.announcement.callbackUrl);
  await kommo.lead(ringside().app().electron);
});
test.afterAll(async () => {
  await kommo.close();
  await relay.stop();
  rmSync(folder, { recursive: true, force: true });
});

const longLived = (days: number): string => kommo.sandbox.issueLongLived('romashka', days * DAY) ?? '';

/** The form of a way into Kommo. */
async function openForm(way: string): Promise<Page> {
  const welcome = await ringside().page('welcome');
  await welcome.getByRole('button', { name: 'Sign in to Kommo' }).click();
  await welcome.getByRole('radio', { name: way, exact: true }).check();
  return welcome;
}

async function typeKeys(welcome: Page, redirect: string): Promise<void> {
  const { integration } = kommo.sandbox.store;
  await welcome.getByLabel('Integration ID').fill(integration.id);
  await welcome.getByLabel('Secret key').fill(integration.secret);
  await welcome.getByLabel(redirect).fill(integration.redirectUri);
}

/** The window of an account, once it is there. */
async function windowOf(subdomain: string): Promise<Page> {
  for (let index = 0; ; index += 1) {
    const page = await ringside().page('account', index);
    const { account } = await ask(page, 'app', 'info');
    if (account?.subdomain === subdomain) return page;
  }
}

test('a long-lived token: its end is shown as it is typed and kept in view, and told of from 14 days before', async () => {
  const welcome = await openForm('With a long-lived token');
  await welcome.getByLabel('Address of the account').fill('romashka.kommo.com');
  await welcome.locator('[name="token"]').fill(longLived(20));
  await expect(welcome.getByText(/This token ends on .+\d{4}/)).toBeVisible();
  await welcome.getByRole('button', { name: 'Sign in', exact: true }).click();

  const list = await windowOf('romashka');
  const { account } = await ask(list, 'app', 'info');
  expect(account).toMatchObject({ zone: 'kommo.com', way: 'token', state: 'ready' });
  expect((account?.tokenEndsAt ?? 0) - Date.now()).toBeGreaterThan(19 * DAY * 1000);
  await list.keyboard.press('Alt+6');
  await list.getByRole('tab', { name: 'This account' }).click();
  await expect(list.getByText(/The long-lived token ends on/)).toBeVisible();
  await expect(list.getByText('Make a new one in the CRM')).toBeHidden();

  // The next one has nine days and a half: told above everything, and the form for another one is a press away.
  await ask(list, 'accounts', 'addAnother', { same: true });
  const form = await ringside().page('welcome');
  await expect(form.getByLabel('Address of the account')).toHaveValue('romashka');
  await form.locator('[name="token"]').fill(longLived(9.5));
  await form.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(list.getByText('The long-lived token ends in 9 days.')).toBeVisible();
  await expect(list.getByRole('button', { name: 'Paste a new token' })).toBeVisible();
  expect(kommo.sandbox.log().filter(({ path: asked }) => asked === '/oauth2/access_token')).toEqual([]);
});

test('a pasted code: signs in without a browser, and is refused by its own words the second time', async () => {
  await ask(await windowOf('romashka'), 'accounts', 'addAnother', { same: false });
  const welcome = await openForm('With a code');
  const code = kommo.sandbox.issueCode('northwind') ?? '';
  await typeKeys(welcome, 'Redirect address of the integration');
  await welcome.getByLabel('Address of the account').fill('https://northwind.kommo.com/leads/');
  await welcome.getByLabel('Authorization code').fill(code);
  await welcome.getByRole('button', { name: 'Sign in', exact: true }).click();
  const list = await windowOf('northwind');
  expect((await ask(list, 'app', 'info')).account).toMatchObject({ zone: 'kommo.com', way: 'code' });
  await expect.poll(async () => (await ask(list, 'sync', 'state')).completedAt).not.toBeNull();

  await ask(list, 'accounts', 'addAnother', { same: false });
  const again = await openForm('With a code');
  await typeKeys(again, 'Redirect address of the integration');
  await again.getByLabel('Address of the account').fill('northwind');
  await again.getByLabel('Authorization code').fill(code);
  await again.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(again.getByRole('alert')).toContainText('code');
  expect(await ask(again, 'accounts', 'signInState')).toMatchObject({ phase: 'failed', failure: 'codeUsed' });
});

test('a callback forwarded by the team’s relay: browser, relay, this computer, signed in; the relay keeps nothing', async () => {
  const welcome = await ringside().page('welcome');
  await welcome.getByRole('button', { name: 'Back' }).click();
  await openForm('In the browser, through the team’s relay');
  await typeKeys(welcome, 'The relay’s address');
  await welcome.getByRole('button', { name: 'Continue in the browser' }).click();
  const page = await ringside().profile.browser.nextUrl();
  expect(page).toMatch(/^https:\/\/www\.kommo\.com\/oauth\?/);
  // The relay's TLS is in front of it; here the browser is led to what stands behind.
  const last = await authorize(page, { account: 'northwind', decision: 'allow' }, (url) =>
    kommo.answeredAt(url).replace(`${RELAY}/`, `${relay.url}/`),
  );
  expect(last.url).toBe('http://127.0.0.1:47823/done');
  const list = await windowOf('northwind');
  await expect.poll(async () => (await ask(list, 'app', 'info')).account?.way).toBe('relay');
  expect((await ask(list, 'app', 'info')).account).toMatchObject({ zone: 'kommo.com', state: 'ready' });
  expect(relay.log()).not.toMatch(/def50200|state=/);
});
