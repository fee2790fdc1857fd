import path from 'node:path';
import Database from 'better-sqlite3';
import { ask } from '../../scripts/drive/ask.ts';
import { authorize } from '../../scripts/drive/browser.ts';
import { expect, test } from './fixtures.ts';
import { talkedCall } from './phone.ts';

/** What SQLite itself keeps in a search index without a single name: its structure, its averages, its version. */
const ofEmptyIndex = (table: string): number =>
  table.endsWith('_names_data') ? 2 : table.endsWith('_names_config') ? 1 : 0;

test('an account lapses, is renamed at the CRM and here, signed out of, signed in to again, and removed to the last row', async ({
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
  await expect(list.getByText(/westwind\.localhost/).first()).toBeVisible();

  await list.keyboard.press('Alt+6');
  await list.getByRole('tab', { name: 'This account' }).click();
  await list.getByLabel('Name here').fill('Boss');
  await list.getByRole('button', { name: 'Save' }).click();
  await expect(list.getByRole('heading', { level: 1 })).toHaveText('Boss');
  await list.getByLabel('Colour 3').check();
  await expect.poll(async () => (await ask(list, 'app', 'info')).account?.colour).toBe('#2b9a66');

  await list.getByRole('button', { name: 'Sign out' }).click();
  await expect(list.getByText('You signed out of this account.')).toBeVisible();
  await list.getByRole('button', { name: 'Sign in again' }).click();
  await authorize(await fresh.profile.browser.nextUrl(), { account: 'westwind', decision: 'allow' });
  await expect.poll(async () => (await ask(list, 'app', 'info')).account?.state).toBe('ready');
  expect((await ask(list, 'app', 'info')).account?.name).toBe('Boss');

  await list.getByRole('button', { name: 'Remove the account' }).click();
  await expect(list.getByText('Remove Boss from this computer?')).toBeVisible();
  const closed = list.waitForEvent('close');
  await list.getByRole('button', { name: 'Remove', exact: true }).click();
  await closed;
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
      const rows: unknown = database
        .prepare(`SELECT count(*) FROM "${String(table)}"`)
        .pluck()
        .get();
      expect(rows, `rows left in ${file}, ${String(table)}`).toBe(ofEmptyIndex(String(table)));
    }
    database.close();
  }
  expect(key).toContain('sandbox:');
});
