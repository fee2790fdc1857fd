import { createServer, get } from 'node:http';
import path from 'node:path';
import Database from 'better-sqlite3';
import { ask } from '../../scripts/drive/ask.ts';
import { authorize } from '../../scripts/drive/browser.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { ring } from './phone.ts';
import { contactsAreHere, demoCrmIsBack } from './ringside.ts';
import type { Ringside } from './ringside.ts';

const tryDemo = async (ringside: Ringside): Promise<string> => {
  await (await ringside.page('welcome')).getByRole('button', { name: 'Try with demo data' }).click();
  return ringside.profile.browser.nextUrl();
};

test('signs in through the browser, and comes back signed in without it', async ({ fresh }) => {
  const url = await tryDemo(fresh);
  const welcome = await fresh.page('welcome');
  await expect(welcome.getByText('Waiting for your browser…')).toBeVisible();
  const closed = welcome.waitForEvent('close');

  const last = await authorize(url, { account: 'northwind', decision: 'allow' });
  expect(new URL(last.url).search, 'neither code nor state stays in the address').toBe('');
  expect(last.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/done$/);
  expect(last.body).toContain('Back to Ringside');
  expect(last.body).not.toMatch(/code=|state=|def50200/);

  const list = await fresh.page('account');
  await closed;
  await contactsAreHere(list);
  const { account } = await ask(list, 'app', 'info');
  expect(account).toMatchObject({
    zone: 'sandbox',
    subdomain: 'northwind',
    state: 'ready',
    sessionOnly: false,
  });
  await expect(list.getByRole('heading', { level: 1 })).toHaveText(account?.name ?? '');
  expect((await ask(list, 'sync', 'state')).contacts).toBe(300);

  await fresh.app().close();
  await fresh.start();
  const again = await fresh.page('account');
  expect((await ask(again, 'app', 'info')).account?.state).toBe('ready');
  await demoCrmIsBack(fresh);
  const { certain } = await fresh.crm.showcase('northwind');
  const call = await ring(fresh, certain);
  await expect
    .poll(async () => (await call.onPop())?.caller.freshness, 'its tokens still work')
    .toBe('fresh');
  expect(
    fresh
      .app()
      .electron.windows()
      .some((page) => page.url().includes('/welcome/')),
  ).toBe(false);
});

test.describe('a sign-in that does not come to its end', () => {
  const ringside = oneForFile();

  const nothingIsStored = async (): Promise<void> => {
    expect(await ask(await ringside().page('welcome'), 'accounts', 'list')).toEqual([]);
    const journal = new Database(path.join(ringside().profile.userData, 'journal.db'), { readonly: true });
    const count = (table: 'secrets' | 'accounts'): unknown =>
      journal.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    expect([count('secrets'), count('accounts')]).toEqual([0, 0]);
    journal.close();
  };

  test('denied in the browser: said, and nothing is stored', async () => {
    const last = await authorize(await tryDemo(ringside()), { account: 'northwind', decision: 'deny' });
    expect(last.body).toContain('Not allowed');
    const welcome = await ringside().page('welcome');
    await expect(welcome.getByRole('alert')).toContainText('The access was not allowed in the browser.');
    await nothingIsStored();
  });

  test('an answer with a wrong state is refused, and the right one is still waited for', async () => {
    await tryDemo(ringside());
    const port = await callbackPort(ringside());
    const status = await statusOf(
      `http://127.0.0.1:${port}/oauth/callback?code=stolen&state=forged&referer=northwind.localhost`,
    );
    expect(status).toBe(400);
    const welcome = await ringside().page('welcome');
    expect((await ask(welcome, 'accounts', 'signInState')).phase).toBe('browser');
    const exchanges = (await ringside().crm.requests()).filter((one) => one.path.includes('access_token'));
    expect(exchanges, 'no token was asked for').toEqual([]);
    await ask(welcome, 'accounts', 'cancelSignIn');
  });

  test('an answer that names a foreign host is told of, and no request goes there', async () => {
    const url = new URL(await tryDemo(ringside()));
    const port = await callbackPort(ringside());
    let heard = 0;
    const foreign = createServer((_request, response) => {
      heard += 1;
      response.end();
    });
    await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
    const address = foreign.address();
    const foreignHost = `127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
    const state = url.searchParams.get('state') ?? '';
    await statusOf(
      `http://127.0.0.1:${port}/oauth/callback?code=x&state=${state}&referer=${encodeURIComponent(foreignHost)}`,
    );
    const welcome = await ringside().page('welcome');
    await expect(welcome.getByRole('alert')).toContainText('an address that is not the CRM’s');
    foreign.close();
    expect(heard).toBe(0);
    await nothingIsStored();
  });

  test('cancelled: the welcome screen is back and the port is free', async () => {
    await tryDemo(ringside());
    const port = await callbackPort(ringside());
    const welcome = await ringside().page('welcome');
    await welcome.getByRole('button', { name: 'Cancel' }).click();
    await expect(welcome.getByRole('button', { name: 'Try with demo data' })).toBeVisible();
    await expect(statusOf(`http://127.0.0.1:${port}/`)).rejects.toThrow('ECONNREFUSED');
  });

  test('a taken port is explained, with its number', async () => {
    const port = await callbackPort(ringside());
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
    const welcome = await ringside().page('welcome');
    await welcome.getByRole('button', { name: 'Try with demo data' }).click();
    const alert = welcome.getByRole('alert');
    await expect(alert).toContainText('Another program uses the port of the redirect address.');
    await expect(alert).toContainText(String(port));
    await new Promise((resolve) => squatter.close(resolve));
  });

  test('an integration that cannot be right is refused before the browser opens', async () => {
    const welcome = await ringside().page('welcome');
    await welcome.getByRole('button', { name: 'Sign in to Kommo' }).click();
    await welcome.getByLabel('Integration ID').fill('not an id');
    await welcome.getByLabel('Secret key').fill('a secret key');
    await welcome.getByRole('button', { name: 'Continue in the browser' }).click();
    await expect(welcome.getByText('An integration ID has 36 characters with hyphens')).toBeVisible();
    await expect(welcome.getByText('A secret key has no blanks.')).toBeVisible();
    await expect(welcome.getByLabel('Integration ID')).toBeFocused();
    expect((await ask(welcome, 'accounts', 'signInState')).phase).not.toBe('browser');
  });
});

async function callbackPort({ profile }: Ringside): Promise<number> {
  const { readFile } = await import('node:fs/promises');
  const file: unknown = JSON.parse(await readFile(path.join(profile.userData, 'settings.json'), 'utf8'));
  if (typeof file !== 'object' || file === null || !('demoCallbackPort' in file)) throw new Error('no port');
  return Number(file.demoCallbackPort);
}

/** Opens an address as a browser's navigation does, without following where it leads. */
function statusOf(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'sec-fetch-mode': 'navigate' }, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    }).on('error', reject);
  });
}
