import type { Page } from '@playwright/test';
import { ask } from '../../scripts/drive/ask.ts';
import { authorize } from '../../scripts/drive/browser.ts';
import { softphoneHook } from '../../scripts/drive/hook.ts';
import { pressOnPop } from '../../scripts/drive/pressOnPop.ts';
import { contactsAreHere } from './ringside.ts';
import { expect, test } from './fixtures.ts';
import { popIsVisible } from './phone.ts';

const callsOf = async (list: Page) => (await ask(list, 'calls', 'today')).calls;

test('two accounts: a call of an unknown line is moved with one key, its line is learned, and a closed window misses nothing', async ({
  fresh,
}) => {
  await fresh.signIn('northwind');
  const north = await fresh.page('account');
  await ask(north, 'accounts', 'addAnother', { same: false });
  const welcome = await fresh.page('welcome');
  await ask(welcome, 'accounts', 'tryDemo');
  await expect.poll(async () => (await ask(welcome, 'accounts', 'signInState')).phase).toBe('browser');
  await authorize(await fresh.profile.browser.nextUrl(), { account: 'romashka', decision: 'allow' });
  const south = await fresh.app().page('account', 1);
  await contactsAreHere(south);
  const keyOf = async (list: Page): Promise<string> => (await ask(list, 'app', 'info')).account?.key ?? '';
  const southKey = await keyOf(south);
  const hook = softphoneHook(fresh.profile.userData);
  const { certain } = await fresh.crm.showcase('northwind');
  const pop = await fresh.page('pop');
  const snapshot = () => ask(pop, 'pop', 'snapshot');

  await hook.report('ringing', certain, { line: '201', callId: 'one' });
  await expect.poll(() => popIsVisible(fresh)).toBe(true);
  await expect(pop.getByText('This line has no account yet.')).toBeVisible();
  expect((await snapshot()).calls[0]?.account.key).toBe(await keyOf(north));
  await expect.poll(async () => (await callsOf(north)).length).toBe(1);
  await pressOnPop(pop, 'm');
  await expect(pop.getByText('You moved this call here.')).toBeVisible();
  await expect.poll(async () => (await callsOf(south)).map(({ line }) => line)).toEqual(['201']);
  expect(await callsOf(north)).toEqual([]);
  await expect(north.getByText('No calls today yet').first()).toBeVisible();
  await hook.report('ended', certain, { line: '201', callId: 'one' });

  // Its account works on behind the closed window, and the next call of the line is its own at once.
  await south.close();
  await hook.report('ringing', certain, { line: '201', callId: 'two' });
  await expect
    .poll(async () => (await snapshot()).calls.find(({ call }) => call.state === 'ringing')?.account.key)
    .toBe(southKey);
  await hook.report('ended', certain, { line: '201', callId: 'two' });
  await ask(pop, 'accounts', 'open', { account: southKey });
  const again = await fresh.app().page('account', 1);
  await expect.poll(async () => (await callsOf(again)).length).toBe(2);
  expect(await callsOf(north)).toEqual([]);
});
