import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { ask } from '../../scripts/drive/ask.ts';
import { authorize } from '../../scripts/drive/browser.ts';
import { pressOnPop } from '../../scripts/drive/pressOnPop.ts';
import { send } from '../integration/sandbox/client.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { clearPop, ring, talkedCall } from './phone.ts';
import { contactsAreHere } from './ringside.ts';

/**
 * What an agent does most, by the number of its keys (docs/benchmarks.md, "Tasks by keys and seconds"). A chord is one key, letters of a search count,
 * the words of a note do not: they are what is said.
 */
const dialled = mkdtempSync(path.join(tmpdir(), 'ringside-dialled-'));
const ringside = oneForFile({
  signIn: 'northwind',
  settings: { dial: { via: 'command', command: `/usr/bin/touch ${dialled}/{number}` } },
});
let certain: string;
test.beforeAll(async () => {
  certain = (await ringside().crm.showcase('northwind')).certain;
});
test.beforeEach(async () => {
  await clearPop(ringside());
});
test.afterAll(() => {
  rmSync(dialled, { recursive: true, force: true });
});

/**
 * Prints what docs/benchmarks.md has of a task: its keys, and the seconds from the first of them until it is seen to be done, pressed at
 * once: what Ringside itself takes. Nothing is asserted of the time.
 */
async function timed(
  task: string,
  press: () => Promise<number>,
  seen: (keys: number) => Promise<unknown>,
): Promise<number> {
  const start = performance.now();
  const keys = await press();
  await seen(keys);
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  process.stdout.write(`${task}: ${keys} keys, ${seconds} s\n`);
  return keys;
}

/** How often is looked whether something is there, ms. */
const OFTEN = { intervals: [20] };

/** Presses keys one after another; their number is the figure. */
async function onPop(...keys: readonly string[]): Promise<number> {
  const pop = await ringside().page('pop');
  for (const key of keys) await pressOnPop(pop, key);
  return keys.length;
}
async function inWindow(page: Page, ...keys: readonly string[]): Promise<number> {
  for (const key of keys) await page.keyboard.press(key);
  return keys.length;
}

test('a known caller is logged by 1 key', async () => {
  const call = await talkedCall(ringside(), certain);
  const keys = await timed(
    'known caller logged',
    () => onPop('4'),
    () => expect.poll(async () => (await call.inList()).log.state, OFTEN).toBe('undoable'),
  );
  expect(keys).toBe(1);
  expect((await call.inList()).result).toBe(4);
});

test('with a note, a task and the next stage: 4 keys, where 8 are allowed', async () => {
  const call = await ring(ringside(), certain);
  await call.answer();
  const pop = await ringside().page('pop');
  const keys = await timed(
    'with a note, a task and the next stage',
    async () => {
      const before = await onPop('t', 'g', 'n');
      await pop.keyboard.type('Sends the plan on Friday');
      await call.hangUp();
      return before + (await onPop('Control+Enter'));
    },
    () => expect.poll(async () => (await call.inList()).log.state, OFTEN).toBe('undoable'),
  );
  expect(keys).toBe(4);
  expect(await call.inList()).toMatchObject({ result: 4, note: 'Sends the plan on Friday' });
  const account = await ringside().page('account');
  const { writes } = await ask(account, 'writes', 'list', { undoneOnly: true });
  expect(writes.map(({ write }) => write.kind).toSorted()).toEqual(['createTask', 'patchLead']);
  await onPop('Escape', 'Backspace');
  await expect.poll(async () => (await call.inList()).log.state).toBe('unlogged');
});

test('the third of five deals: 1 key', async () => {
  const account = await ringside().page('account');
  const first = await ring(ringside(), certain);
  const contact = (await first.onPop())?.caller.matches[0];
  await first.miss();
  await clearPop(ringside());
  const missing = 5 - (contact?.leads.length ?? 0);
  const made = await send(ringside().profile.demoPort, {
    host: 'northwind.localhost',
    path: '/api/v4/leads/complex',
    token: await ringside().crm.colleagueToken('northwind'),
    body: Array.from({ length: missing }, (_, index) => ({
      name: `Further deal ${index}`,
      _embedded: { contacts: [{ id: contact?.id }] },
    })),
  });
  expect(made.status).toBe(200);
  // The copy has them when their card was read.
  const card = () =>
    ask(account, 'contacts', 'card', { id: contact?.id ?? 0, entity: 'contact', refresh: true });
  await expect
    .poll(async () => (await card()).leads.filter(({ outcome }) => outcome === 'open').length, {
      timeout: 45_000,
    })
    .toBe(5);
  const call = await ring(ringside(), certain);
  const leads = async () => (await call.onPop())?.caller.matches[0]?.leads ?? [];
  await expect.poll(async () => (await leads()).length, { timeout: 45_000 }).toBe(5);
  const third = (await leads())[2]?.id;
  const keys = await timed(
    'third of five deals',
    () => onPop('c'),
    () => expect.poll(async () => (await call.inList()).chosen?.leadId, OFTEN).toBe(third),
  );
  expect(keys).toBe(1);
  await call.miss();
});

test('a missed caller is called back from anywhere in the window: 2 keys', async () => {
  const call = await ring(ringside(), '+442079460018');
  await call.miss();
  const account = await ringside().page('account');
  await account.keyboard.press('Alt+3');
  const keys = await timed(
    'missed caller called back',
    async () => {
      const opened = await inWindow(account, 'Control+k');
      const first = account.getByRole('dialog').getByRole('option').first();
      await expect(first).toContainText('Call back');
      await expect(first).toContainText('+44 20 7946 0018');
      return opened + (await inWindow(account, 'Enter'));
    },
    () => expect.poll(() => readdirSync(dialled), OFTEN).toEqual(['+442079460018']),
  );
  expect(keys).toBe(2);
  await account.keyboard.press('Escape');
});

test("yesterday's call is found: 3 keys", async () => {
  const { electron } = ringside().app();
  expect(electron.process().exitCode).toBeNull();
  const call = await talkedCall(ringside(), certain);
  const { id, callerName } = await call.inList();
  await ringside().app().close();
  const journal = new Database(path.join(ringside().profile.userData, 'journal.db'));
  journal.prepare('UPDATE calls SET started_at = started_at - 86400000, result = 4 WHERE id = ?').run(id);
  journal.close();
  await ringside().start();
  const account = await ringside().page('account');
  await expect(account.locator('[data-main-list]')).toBeFocused();
  const [one = '', two = ''] = callerName ?? '';
  const list = account.getByRole('grid', { name: 'History' });
  const keys = await timed(
    "yesterday's call found",
    () => inWindow(account, 'Control+f', one, two),
    async () => {
      await expect(list.getByText(callerName ?? '').last()).toBeVisible();
      await expect(list.getByText(/^yesterday, /).first()).toBeVisible();
    },
  );
  expect(keys).toBe(3);
});

test("another account's window: 1 key", async () => {
  const north = await ringside().page('account');
  await ask(north, 'accounts', 'addAnother', { same: false });
  const welcome = await ringside().page('welcome');
  await ask(welcome, 'accounts', 'tryDemo');
  await expect.poll(async () => (await ask(welcome, 'accounts', 'signInState')).phase).toBe('browser');
  await authorize(await ringside().profile.browser.nextUrl(), { account: 'romashka', decision: 'allow' });
  const south = await ringside().app().page('account', 1);
  await contactsAreHere(south);
  await south.close();
  const keys = await timed(
    "another account's window",
    () => inWindow(north, 'Control+Shift+2'),
    async () => {
      const again = await ringside().app().page('account', 1);
      await expect(again.getByRole('heading', { level: 1 })).toHaveText(/Ромашка/);
    },
  );
  expect(keys).toBe(1);
});
