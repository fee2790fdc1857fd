import type { Page } from '@playwright/test';
import { ask } from '../../scripts/drive/ask.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { startKommo } from './realZone.ts';
import type { RealZone } from './realZone.ts';

/** Typed into the real app, into a real zone over TLS. */
const ringside = oneForFile();
const DAY = 86_400;

let kommo: RealZone;
test.beforeAll(async () => {
  kommo = await startKommo('https://integration.example.com/');
  await kommo.lead(ringside().app().electron);
});
test.afterAll(async () => {
  await kommo.close();
});

const longLived = (days: number): string => kommo.sandbox.issueLongLived('romashka', days * DAY) ?? '';

/** The form of a way into Kommo. */
async function openForm(way: string): Promise<Page> {
  const welcome = await ringside().page('welcome');
  await welcome.getByRole('button', { name: 'Sign in to Kommo' }).click();
  await welcome.getByRole('radio', { name: way, exact: true }).check();
  return welcome;
}

test('a long-lived token: its end is shown as it is typed and kept in view, and told of from 14 days before', async () => {
  const welcome = await openForm('With a long-lived token');
  await welcome.getByLabel('Address of the account').fill('romashka.kommo.com');
  await welcome.locator('[name="token"]').fill(longLived(20));
  await expect(welcome.getByText(/This token ends on .+\d{4}/)).toBeVisible();
  await welcome.getByRole('button', { name: 'Sign in', exact: true }).click();

  const list = await ringside().page('account');
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
  expect(kommo.sandbox.log().filter(({ path }) => path === '/oauth2/access_token')).toEqual([]);
});
