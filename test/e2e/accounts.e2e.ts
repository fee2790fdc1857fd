import path from 'node:path';
import Database from 'better-sqlite3';
import { ask } from '../../scripts/drive/ask.ts';
import { authorize } from '../../scripts/drive/browser.ts';
import { expect, test } from './fixtures.ts';
import { pressByKeys, tabTo } from './keys.ts';
import { talkedCall } from './phone.ts';

/**
 * What stands in a table without a single account: what SQLite itself keeps of a search index (its structure, its averages, its
 * version), and the number that the next call of whatever account gets.
 */
const ofNobody = (table: string): number =>
  table.endsWith('_names_data') ? 2 : table.endsWith('_names_config') || table === 'call_order' ? 1 : 0;

test('an account lapses, is renamed at the CRM; renamed and coloured here, signed out of, signed in to again and removed to the last row, by the keyboard alone', async ({
  fresh,
}) => {
  await fresh.signIn('northwind');
  const list = await fresh.page('account');
  const { certain } = await fresh.crm.showcase('northwind');
  await talkedCall(fresh, certain);
  const key = (await ask(list, 'app', 'info')).account?.key ?? '';

  await fresh.crm.stand('northwind', 'lapsed');
  await ask(list, 'accounts', 'tryAgain');
  await expect(list.getByText('The CRM account is not paid.')).toBeVisible();
  await fresh.crm.stand('northwind', 'active');
  // The copy's own line has a button of this name, too, while it stands still.
  await list.getByRole('button', { name: 'Try again' }).last().click();
  await expect(list.getByText('The CRM account is not paid.')).toBeHidden();

  await fresh.crm.rename('northwind', 'westwind');
  await ask(list, 'accounts', 'tryAgain');
  await list.locator('[aria-haspopup="menu"]').click();
  await expect(list.getByRole('menu', { name: 'Accounts' })).toContainText(/westwind\.localhost/);
  await list.keyboard.press('Escape');

  await list.keyboard.press('Alt+6');
  await tabTo(list, list.getByRole('tab', { selected: true }).last());
  const isOpen = (): Promise<boolean> =>
    list.getByRole('tab', { name: 'Account', exact: true, selected: true }).isVisible();
  for (let page = 0; page < 12 && !(await isOpen()); page += 1) await list.keyboard.press('ArrowDown');
  await tabTo(list, list.getByLabel('Name here'));
  await list.keyboard.type('Boss');
  await list.keyboard.press('Enter');
  await expect(list.getByRole('heading', { level: 1 })).toHaveText('Boss');
  const colour = (number: number) => list.getByRole('radio', { name: `Colour ${number}`, exact: true });
  await tabTo(list, colour(1));
  for (const number of [2, 3]) {
    await list.keyboard.press('ArrowRight');
    await expect(colour(number)).toBeChecked();
  }
  await expect.poll(async () => (await ask(list, 'app', 'info')).account?.colour).toBe('#2b9a66');

  await pressByKeys(list, 'Sign out');
  await expect(list.getByText('You signed out of this account.')).toBeVisible();
  await pressByKeys(list, 'Sign in again');
  await authorize(await fresh.profile.browser.nextUrl(), { account: 'westwind', decision: 'allow' });
  await expect.poll(async () => (await ask(list, 'app', 'info')).account?.state).toBe('ready');
  expect((await ask(list, 'app', 'info')).account?.name).toBe('Boss');

  await pressByKeys(list, 'Remove the account');
  await expect(list.getByText('Remove Boss from this computer?')).toBeVisible();
  await expect(
    list.getByRole('button', { name: 'Cancel' }),
    'Enter pressed twice takes nothing away',
  ).toBeFocused();
  const closed = list.waitForEvent('close');
  await tabTo(list, list.getByRole('button', { name: 'Remove', exact: true }).last());
  // The window may be gone before the key is up, which the driver takes for a failure.
  await Promise.all([closed, list.keyboard.press('Enter').catch(() => undefined)]);
  const welcome = await fresh.page('welcome');
  await expect.poll(() => ask(welcome, 'accounts', 'list')).toEqual([]);
  await expect(welcome.getByRole('button', { name: 'Sign in to Kommo' })).toBeVisible();
  await fresh.app().close();
  for (const file of ['journal.db', 'mirror.db']) {
    const database = new Database(path.join(fresh.profile.userData, file), { readonly: true });
    const tables = database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all();
    for (const table of tables) {
      // What is the computer's and no account's: the name of its key in the keychain.
      const ofAccounts = table === 'memory' ? "WHERE account <> ''" : '';
      const rows: unknown = database
        .prepare(`SELECT count(*) FROM "${String(table)}" ${ofAccounts}`)
        .pluck()
        .get();
      expect(rows, `rows left in ${file}, ${String(table)}`).toBe(ofNobody(String(table)));
    }
    database.close();
  }
  expect(key).toContain('sandbox:');
});
