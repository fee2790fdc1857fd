import { ask } from '../../scripts/drive/ask.ts';
import { authorize } from '../../scripts/drive/browser.ts';
import { expect, test } from './fixtures.ts';
import { addContact } from './colleague.ts';
import { ring } from './phone.ts';
import { contactsAreHere, demoCrmIsBack } from './ringside.ts';

test('the first copy is shown, can be paused, stays paused over a restart, and goes on where it was', async ({
  fresh,
}) => {
  await (await fresh.page('welcome')).getByRole('button', { name: 'Try with demo data' }).click();
  const url = await fresh.profile.browser.nextUrl();
  await fresh.crm.misbehave({ what: 'delay', path: '/api/v4/contacts', times: null, delayMs: 1_500 });
  await authorize(url, { account: 'northwind', decision: 'allow' });
  const list = await fresh.page('account');
  const copy = list.getByRole('region', { name: 'Copy of the contacts' });
  await expect(copy).toContainText(/Copying contacts: [1-9]\d* so far/);
  await copy.getByRole('button', { name: 'Pause' }).click();
  await expect(copy).toContainText(/Copying paused at [1-9]\d* contacts/);
  const { contacts } = await ask(list, 'sync', 'state');
  expect(contacts).toBeGreaterThan(0);
  expect(contacts).toBeLessThan(300);
  const pages = async (): Promise<number> =>
    (await fresh.crm.requests()).filter((one) => one.path === '/api/v4/contacts' && one.status === 200)
      .length;
  const before = await pages();
  expect(before).toBeGreaterThan(0);
  await fresh.app().close();

  await fresh.start();
  await demoCrmIsBack(fresh);
  const again = (await fresh.page('account')).getByRole('region', { name: 'Copy of the contacts' });
  await expect(again).toContainText(/Copying paused at [1-9]\d* contacts/);
  expect((await ask(await fresh.page('account'), 'sync', 'state')).contacts).toBe(contacts);
  expect(await pages(), 'paused is paused').toBe(0);
  await again.getByRole('button', { name: 'Resume' }).click();
  await contactsAreHere(await fresh.page('account'));
  expect((await ask(await fresh.page('account'), 'sync', 'state')).contacts).toBe(300);
  expect(await pages(), 'only what was missing is fetched').toBeLessThan(before);
  const page = await fresh.page('account');
  await page.locator('[aria-haspopup="menu"]').click();
  await expect(page.getByRole('menu', { name: 'Accounts' })).toContainText('300 contacts, up to date');
});

test('after a restart what changed meanwhile is fetched, and pops', async ({ fresh }) => {
  await fresh.signIn('northwind');
  const completed = (await ask(await fresh.page('account'), 'sync', 'state')).completedAt ?? 0;
  const id = await addContact(fresh, 'northwind', 'Mia Meanwhile', '+1 415 555 0166');
  await fresh.app().close();
  await fresh.start();
  const list = await fresh.page('account');
  await expect
    .poll(async () => (await ask(list, 'sync', 'state')).completedAt, { timeout: 30_000 })
    .toBeGreaterThan(completed);
  expect((await ask(list, 'sync', 'state')).contacts).toBe(301);
  await fresh.crm.misbehave({ what: 'dropBefore', path: '/', times: null });
  const call = await ring(fresh, '+14155550166');
  expect((await call.onPop())?.caller.matches[0]).toMatchObject({ id, name: 'Mia Meanwhile' });
});
