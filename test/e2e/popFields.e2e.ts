import { pressOnPop } from '../../scripts/drive/pressOnPop.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { heldInField } from './heldInField.ts';
import { clearPop, ring } from './phone.ts';

const ringside = oneForFile({ signIn: 'northwind' });
/** What could not be sent waits for its next try. */
const LONG = { timeout: 60_000 };

/** What the CRM holds in a field of a deal or contact. */
const held = (path: string, fieldId: number) => heldInField(ringside(), path, fieldId);

test('fields chosen in the settings are on the pop and changed there, by the keyboard alone', async () => {
  const account = await ringside().page('account');
  await account.keyboard.press('Alt+6');
  await account.getByRole('tab', { name: 'Calls and pop' }).click();
  await account.getByRole('button', { name: /^Fields of the caller/ }).click();
  for (const name of ['Discount, %', 'Delivered by', 'Gets the newsletter']) {
    await account.getByRole('button', { name: `Show ${name}`, exact: true }).press('Enter');
    await expect(account.getByRole('button', { name: `Do not show ${name}` })).toBeVisible();
  }
  await account.getByRole('button', { name: 'Move Delivered by up' }).press('Enter');
  const chosen = account.getByRole('list', { name: 'Shown when somebody calls' }).getByRole('listitem');
  await expect(chosen).toHaveText(['Delivered by', 'Discount, %', 'Gets the newsletter']);
  await expect(account.getByText('Delivered by is at place 1.')).toBeAttached();
  // The same by dragging: one takes the place it is let go over.
  await chosen.nth(2).dragTo(chosen.nth(0));
  await expect(chosen).toHaveText(['Gets the newsletter', 'Delivered by', 'Discount, %']);
  await chosen.nth(0).dragTo(chosen.nth(1));
  await expect(chosen).toHaveText(['Delivered by', 'Gets the newsletter', 'Discount, %']);

  await clearPop(ringside());
  const { certain } = await ringside().crm.showcase('northwind');
  const call = await ring(ringside(), certain);
  const pop = await ringside().page('pop');
  const zone = pop.locator('[data-zone="fields"]');
  await expect(zone.locator('dt')).toHaveText(['Delivered by', 'Gets the newsletter', 'Discount, %']);
  await expect(zone.getByRole('button', { name: /^Delivered by: / })).toBeVisible();
  const place = await zone.boundingBox();

  await call.answer();
  const entry = await call.onPop();
  const match = entry?.caller.matches[0];
  const lead = `/api/v4/leads/${match?.leads[0]?.id ?? 0}`;
  await pressOnPop(pop, 'j');
  await expect(zone.getByRole('button', { name: /^Delivered by: / })).toBeFocused();
  await pop.keyboard.press('Enter');
  await pop.getByRole('button', { name: 'Post', exact: true }).press('Enter');
  await expect(zone.getByRole('button', { name: /^Delivered by: Post/ })).toBeVisible();
  await expect.poll(() => held(lead, 771_923), LONG).toEqual(['Post']);

  const newsletter = zone.getByRole('button', { name: /^Gets the newsletter: / });
  const before = (await newsletter.textContent()) === 'Yes';
  await newsletter.press('Enter');
  await expect(newsletter).toHaveText(before ? 'No' : 'Yes');
  const contact = `/api/v4/contacts/${match?.id ?? 0}`;
  await expect.poll(() => held(contact, 771_911), LONG).toEqual(before ? [] : [true]);

  await zone.getByRole('button', { name: /^Discount, %: / }).press('Enter');
  const field = pop.getByRole('textbox', { name: 'Discount, %' });
  await field.fill('twelve');
  await field.press('Enter');
  await expect(pop.getByText('Enter a number, for example 12 or 12.5.')).toBeVisible();
  await field.fill('12,5');
  await field.press('Enter');
  await expect(zone.getByRole('button', { name: /^Discount, %: 12.5/ })).toBeVisible();
  await expect.poll(() => held(contact, 771_915), LONG).toEqual(['12.5']);
  // What anybody wrote, the zone stayed where it was at the ring.
  expect(await zone.boundingBox()).toEqual(place);
});
