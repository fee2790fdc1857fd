import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { ask } from '../../scripts/drive/ask.ts';
import { authorize } from '../../scripts/drive/browser.ts';
import { softphoneHook } from '../../scripts/drive/hook.ts';
import { startRelayProcess } from '../../scripts/drive/relayProcess.ts';
import type { RelayProcess } from '../../scripts/drive/relayProcess.ts';
import type { Account } from '../../preload/contract.ts';
import { watchRows } from '../integration/accounts/accountRows.ts';
import type { RowsByTable } from '../integration/accounts/accountRows.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { pressByKeys } from './keys.ts';
import { startKommo } from './realZone.ts';
import type { RealZone } from './realZone.ts';
import { contactsAreHere } from './ringside.ts';

/**
 * The ways in that need more than a browser, typed into the real app, into a real zone over TLS; then what came of
 * them, and an account of another zone, at work at once.
 */
const ringside = oneForFile();
const DAY = 86_400;
const RELAY = 'https://relay.example.com';
/** The undo time. */
const LONG = { timeout: 45_000 };

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
  await welcome.getByText('Other ways to sign in').click();
  await welcome.getByRole('radio', { name: way, exact: true }).check();
  return welcome;
}

async function typeKeys(welcome: Page, redirect: string): Promise<void> {
  const { integration } = kommo.sandbox.store;
  await welcome.getByLabel('Integration ID').fill(integration.id);
  await welcome.getByLabel('Secret key').fill(integration.secret);
  await welcome.getByLabel(redirect).fill(integration.redirectUri);
}

const accountOf = async (list: Page): Promise<Account | null> => (await ask(list, 'app', 'info')).account;

/** An account at work: its window, a line of its own, somebody who calls on it, and the calls its CRM holds. */
interface AtWork {
  readonly list: Page;
  readonly account: Account;
  readonly line: string;
  readonly number: string;
  readonly held: () => Promise<readonly object[]>;
}

/** The window of the account at a host, once it is there. */
async function windowOf(host: string): Promise<Page> {
  let found: Page | undefined;
  await expect
    .poll(async () => {
      const lists = ringside()
        .app()
        .electron.windows()
        .filter((page) => page.url().startsWith('app://ringside/account/'));
      for (const list of lists) {
        if ((await accountOf(list))?.host.startsWith(host) === true) found = list;
      }
      return found !== undefined;
    })
    .toBe(true);
  if (found === undefined) throw new Error(`no window of ${host}`);
  return found;
}

test('each way in is explained in three steps and checked before anything is sent', async () => {
  const welcome = await openForm('In the browser');
  await expect(welcome.getByRole('listitem')).toHaveCount(3);
  for (const [way, label] of [
    ['In the browser, through the team’s relay', 'The relay’s address'],
    ['With a code', 'Authorization code'],
    ['With a long-lived token', 'Long-lived token'],
  ] as const) {
    await welcome.getByRole('radio', { name: way, exact: true }).check();
    await expect(welcome.getByRole('listitem')).toHaveCount(3);
    await expect(welcome.locator('ol svg')).toHaveCount(3);
    await expect(
      welcome.getByRole('textbox', { name: label }).or(welcome.getByLabel(label, { exact: true })),
    ).toBeVisible();
  }
  await welcome.getByLabel('Address of the account').fill('demo.amocrm.ru');
  await welcome.locator('[name="token"]').fill('not a token');
  await welcome.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(welcome.getByRole('alert')).toContainText('That is an account of amoCRM.');
  await expect(welcome.getByText('That is not a long-lived token.')).toBeVisible();
  await welcome.getByLabel('Address of the account').fill('demo.kommo.com');
  await expect(welcome.getByText('That is an account of amoCRM.')).toBeHidden();
  expect((await ask(welcome, 'accounts', 'signInState')).phase).toBe('idle');
  await welcome.getByRole('button', { name: 'Back' }).click();
});

test('a long-lived token: its end is shown as it is typed and kept in view, and told of from 14 days before', async () => {
  const welcome = await openForm('With a long-lived token');
  await welcome.getByLabel('Address of the account').fill('romashka.kommo.com');
  await welcome.locator('[name="token"]').fill(longLived(20));
  await expect(welcome.getByText(/This token ends on .+\d{4}/)).toBeVisible();
  await welcome.getByRole('button', { name: 'Sign in', exact: true }).click();

  const list = await windowOf('romashka.kommo.com');
  const account = await accountOf(list);
  expect(account).toMatchObject({ zone: 'kommo.com', way: 'token', state: 'ready' });
  expect((account?.tokenEndsAt ?? 0) - Date.now()).toBeGreaterThan(19 * DAY * 1000);
  // The keys are heard once the window has drawn itself.
  await expect(list.getByRole('heading', { level: 1 })).toHaveText(account?.name ?? '');
  await list.keyboard.press('Alt+6');
  await list.getByRole('tab', { name: 'Account', exact: true }).click();
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
  await ask(await windowOf('romashka.kommo.com'), 'accounts', 'addAnother', { same: false });
  const welcome = await openForm('With a code');
  const code = kommo.sandbox.issueCode('northwind') ?? '';
  await typeKeys(welcome, 'Redirect address of the integration');
  await welcome.getByLabel('Address of the account').fill('https://northwind.kommo.com/leads/');
  await welcome.getByLabel('Authorization code').fill(code);
  await welcome.getByRole('button', { name: 'Sign in', exact: true }).click();
  const list = await windowOf('northwind.kommo.com');
  expect(await accountOf(list)).toMatchObject({ zone: 'kommo.com', way: 'code', state: 'ready' });

  await ask(list, 'accounts', 'addAnother', { same: false });
  const again = await openForm('With a code');
  await typeKeys(again, 'Redirect address of the integration');
  await again.getByLabel('Address of the account').fill('northwind');
  await again.getByLabel('Authorization code').fill(code);
  await again.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(again.getByRole('alert')).toContainText('This code was used already.');
  await again.getByRole('button', { name: 'Back' }).click();
  await expect(again.getByRole('alert')).toBeHidden();
});

test('a callback forwarded by the team’s relay: browser, relay, this computer, signed in; the relay keeps nothing', async () => {
  const welcome = await openForm('In the browser, through the team’s relay');
  await typeKeys(welcome, 'The relay’s address');
  await welcome.getByRole('button', { name: 'Continue in the browser' }).click();
  const page = await ringside().profile.browser.nextUrl();
  expect(page).toMatch(/^https:\/\/www\.kommo\.com\/oauth\?/);
  // The relay's TLS is in front of it; here the browser is led to what stands behind.
  const last = await authorize(page, { account: 'northwind', decision: 'allow' }, (url) =>
    kommo.answeredAt(url).replace(`${RELAY}/`, `${relay.url}/`),
  );
  expect(last.url).toBe('http://127.0.0.1:47823/done');
  const list = await windowOf('northwind.kommo.com');
  await expect.poll(async () => (await accountOf(list))?.way).toBe('relay');
  expect(await accountOf(list)).toMatchObject({ zone: 'kommo.com', state: 'ready' });
  expect(relay.log()).not.toMatch(/def50200|state=/);
});

test('three accounts of two zones ring, log and copy at once, each in its own window; one is removed to the last row, the others keep theirs', async () => {
  const { crm, profile } = ringside();
  await ask(await windowOf('northwind.kommo.com'), 'accounts', 'addAnother', { same: false });
  const welcome = await ringside().page('welcome');
  await welcome.getByRole('button', { name: 'Try with demo data' }).click();
  await authorize(await profile.browser.nextUrl(), { account: 'romashka', decision: 'allow' });

  const ofKommo = (subdomain: string) => ({
    host: `${subdomain}.kommo.com`,
    numbers: kommo.sandbox.accounts.find((one) => one.subdomain === subdomain)?.showcase,
    held: () => Promise.resolve(kommo.sandbox.calls(subdomain)),
  });
  const places = [
    ofKommo('romashka'),
    ofKommo('northwind'),
    { host: 'romashka.localhost', numbers: await crm.showcase('romashka'), held: () => crm.calls() },
  ];
  const accounts: AtWork[] = [];
  // With the last one there, each is called what tells it from the others.
  for (const { host } of places.toReversed()) await windowOf(host);
  for (const [index, { host, numbers, held }] of places.entries()) {
    const list = await windowOf(host);
    const account = await accountOf(list);
    if (account === null || numbers === undefined) throw new Error(host);
    // The two Romashkas know the same people: each rings with another one of them.
    const number = index === 2 ? numbers.company : numbers.certain;
    accounts.push({ list, account, number, held, line: `line ${String(index)}` });
  }
  // One CRM name on two platforms: the windows are told apart by more than their colour.
  const windows = await ringside()
    .app()
    .electron.askMain(({ BrowserWindow }) => {
      const lists = BrowserWindow.getAllWindows().filter(({ webContents }) =>
        webContents.getURL().startsWith('app://ringside/account/'),
      );
      return {
        titles: lists.map((one) => one.getTitle()),
        sessions: new Set(lists.map(({ webContents }) => webContents.session)).size,
      };
    });
  expect(windows.sessions).toBe(3);
  expect(new Set(windows.titles).size).toBe(3);
  expect(new Set(accounts.map(({ account }) => account.colour)).size).toBe(3);

  for (const { list, account, line } of accounts) {
    await contactsAreHere(list);
    await ask(list, 'lines', 'assign', { source: 'hook', line, account: account.key });
    await list.evaluate(() => {
      const page = globalThis as unknown as {
        heard: unknown[];
        readonly api: { readonly on: (name: string, hear: (event: unknown) => void) => void };
      };
      page.heard = [];
      page.api.on('calls', (event) => page.heard.push(event));
    });
  }
  const hook = softphoneHook(profile.userData);
  const tell = (event: 'ringing' | 'answered' | 'ended') =>
    Promise.all(accounts.map(({ line, number }) => hook.report(event, number, { line, callId: line })));
  const callsOf = async (list: Page) => (await ask(list, 'calls', 'today')).calls;
  const eachIs = (state: string) =>
    expect
      .poll(() =>
        Promise.all(accounts.map(async ({ list }) => (await callsOf(list)).map((one) => one.state))),
      )
      .toEqual([[state], [state], [state]]);
  expect(await tell('ringing')).toEqual([204, 204, 204]);
  await eachIs('ringing');
  const { calls: onPop } = await ask(await ringside().page('pop'), 'pop', 'snapshot');
  for (const { account, number, line } of accounts) {
    const entry = onPop.find(({ call }) => call.line === line);
    expect(entry?.account).toMatchObject({ key: account.key, name: account.name, colour: account.colour });
    expect(entry?.call).toMatchObject({ account: account.key, number: { raw: number } });
    expect(entry?.caller.certainty).toBe('certain');
  }
  await tell('answered');
  await tell('ended');
  await eachIs('ended');
  await Promise.all(
    accounts.map(async ({ list }) => {
      const [call] = await callsOf(list);
      return ask(list, 'calls', 'log', { callId: call?.id ?? '', result: 4 });
    }),
  );
  await expect
    .poll(() => Promise.all(accounts.map(async ({ list }) => (await callsOf(list))[0]?.log.state)), LONG)
    .toEqual(['logged', 'logged', 'logged']);

  for (const { list, account, number, held } of accounts) {
    expect(await held()).toMatchObject([{ phone: number, created_by: account.userId, call_status: 4 }]);
    const heard = await list.evaluate(
      () => (globalThis as unknown as { heard: readonly { call?: { account: string } }[] }).heard,
    );
    expect(heard.length).toBeGreaterThan(0);
    expect(new Set(heard.map(({ call }) => call?.account))).toEqual(new Set([account.key]));
  }

  const [gone, ...kept] = accounts;
  if (gone === undefined) throw new Error('no account');
  // Its settings were left open: another place in the list, by the keyboard.
  await pressByKeys(gone.list, 'Later');
  await expect(gone.list.getByText('2 of 3')).toBeVisible();
  expect((await ask(gone.list, 'accounts', 'list')).map(({ key }) => key).indexOf(gone.account.key)).toBe(1);
  const counts = accounts.map(({ account }) => watchRows(profile.userData, account.key));
  const rows = (): readonly RowsByTable[] => counts.map((count) => count());
  const before = rows();
  expect(before[0]).toMatchObject({ accounts: 1, calls: 1, secrets: 1 });
  expect(before[0]?.['mirror.contacts']).toBeGreaterThan(20);
  const closed = gone.list.waitForEvent('close');
  // The window may go before it has its answer.
  await ask(gone.list, 'accounts', 'remove', { account: gone.account.key }).catch(() => null);
  await closed;
  await expect.poll(() => Object.values(rows()[0] ?? {}).filter((count) => count > 0)).toEqual([]);
  // What only the agent's work changes; a catch-up may have written the others meanwhile.
  const lasting = ({ accounts: row, calls, outbox, secrets, lines, ...more }: RowsByTable) =>
    [row, calls, outbox, secrets, lines, more['mirror.contacts'], more['mirror.leads']].map(Number);
  expect(rows().slice(1).map(lasting)).toEqual(before.slice(1).map(lasting));
  for (const { list } of kept) expect(await callsOf(list)).toHaveLength(1);
});
