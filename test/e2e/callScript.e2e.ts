import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ask } from '../../scripts/drive/ask.ts';
import { pressOnPop } from '../../scripts/drive/pressOnPop.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { heldInField } from './heldInField.ts';
import { clearPop, ring } from './phone.ts';

const ringside = oneForFile({ signIn: 'northwind' });
/** What could not be sent waits for its next try. */
const LONG = { timeout: 60_000 };

test('a call script is opened by one key, answered by the keyboard alone, and its answers are in the note and the CRM', async () => {
  const account = await ringside().page('account');
  const folder = path.join(ringside().profile.userData, 'scripts');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'bytes.md'), Buffer.from([0xff, 0xfe]));
  writeFileSync(
    path.join(folder, 'first.md'),
    '# First call\n\nGood day!\n\n- [ ] Said that the call is recorded\n\nHow does it arrive? {deal: Delivered by}\n\n- ( ) Courier\n- ( ) Post\n\nHow large? {deal: No such field}\n\n- ( ) Small\n',
  );
  // The odd file is said, and stops nothing.
  await expect(account.getByText(/is no text in UTF-8/u)).toBeVisible();

  await clearPop(ringside());
  const { certain } = await ringside().crm.showcase('northwind');
  const call = await ring(ringside(), certain);
  const pop = await ringside().page('pop');
  await expect(pop.getByRole('button', { name: 'Call script (L)' })).toBeVisible();
  await call.answer();
  const entry = await call.onPop();
  const note = pop.getByRole('textbox', { name: 'Note' });
  const zone = pop.locator('[data-zone="note"]');
  const place = await zone.boundingBox();
  await pressOnPop(pop, 'l');
  const recorded = pop.getByRole('checkbox', { name: 'Said that the call is recorded' });
  await expect(recorded).toBeFocused();
  await pop.keyboard.press('Enter');
  await expect(recorded).toBeChecked();
  await expect(note).toHaveValue('✓ Said that the call is recorded');
  await expect(pop.getByText('The CRM has no such field: the answer goes into the note.')).toBeVisible();
  await pop.keyboard.press('ArrowDown');
  await pop.keyboard.press('ArrowDown');
  await expect(pop.getByRole('button', { name: 'Post', exact: true })).toBeFocused();
  await pop.keyboard.press('Enter');
  await expect(pop.getByRole('button', { name: 'Post', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await pop.keyboard.press('ArrowDown');
  await pop.keyboard.press('Enter');
  await expect(note).toHaveValue('✓ Said that the call is recorded\nHow large? Small');
  // What is read and answered stands in the place of what was there.
  expect(await zone.boundingBox()).toEqual(place);
  const lead = `/api/v4/leads/${entry?.caller.matches[0]?.leads[0]?.id ?? 0}`;
  await expect.poll(() => heldInField(ringside(), lead, 771_923), LONG).toEqual(['Post']);

  await call.hangUp();
  await pop.keyboard.press('4');
  await expect.poll(async () => (await call.inList()).result).toBe(4);
  expect((await call.inList()).note).toBe('✓ Said that the call is recorded\nHow large? Small');
  await pop.keyboard.press('l');
  await expect(recorded).toBeHidden();

  // The same in the window, from what the note and the deal hold.
  await account.keyboard.press('Alt+1');
  await account.keyboard.press('j');
  await expect(account.getByRole('button', { name: 'Call script' })).toBeVisible();
  await account.keyboard.press('Shift+L');
  await expect(account.getByRole('checkbox', { name: 'Said that the call is recorded' })).toBeChecked();
  const open = await ask(account, 'scripts', 'get');
  expect(Object.values(open).flat()).toMatchObject([{ file: 'first.md', name: 'First call' }]);
});
