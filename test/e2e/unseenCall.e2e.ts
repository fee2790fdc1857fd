import { z } from 'zod';
import { ask } from '../../scripts/drive/ask.ts';
import { send } from '../integration/sandbox/client.ts';
import { expect, oneForFile, test } from './fixtures.ts';

const ringside = oneForFile({ signIn: 'northwind' });

const callNotes = z.object({
  _embedded: z.object({
    notes: z.array(
      z.object({
        note_type: z.string(),
        created_at: z.number(),
        params: z.object({ uniq: z.string().optional(), duration: z.number().optional() }).loose(),
      }),
    ),
  }),
});

/** The outgoing calls on a contact, as the CRM tells a colleague of them. */
async function callsInCrm(contactId: number): Promise<z.infer<typeof callNotes>['_embedded']['notes']> {
  const { crm, profile } = ringside();
  const { text } = await send(profile.demoPort, {
    host: 'northwind.localhost',
    path: `/api/v4/contacts/${contactId}/notes?filter[note_type]=call_out&limit=250`,
    token: await crm.colleagueToken('northwind'),
  });
  return text === '' ? [] : callNotes.parse(JSON.parse(text))._embedded.notes;
}

test('L on a card logs a call that Ringside did not see: once, with its length, on that card', async () => {
  const page = await ringside().page('account');
  const { certain } = await ringside().crm.showcase('northwind');
  const [found] = (await ask(page, 'search', 'find', { text: certain, where: 'copy' })).hits;
  if (found === undefined) throw new Error('the showcase contact is in the copy');
  await page.keyboard.press('/');
  const search = page.getByRole('dialog', { name: 'Search everything' });
  await search.getByRole('combobox').fill(certain);
  await expect(search.getByRole('option').first()).toContainText(found.name);
  await page.keyboard.press('Enter');
  const card = page.getByRole('region', { name: 'Card', exact: true });
  await expect(card.getByRole('heading', { level: 2 })).toHaveText(found.name);
  await page.keyboard.press('l');
  const dialog = page.getByRole('dialog', { name: `Log a call with ${found.name}` });
  await dialog.getByLabel('How long').fill('5:30');
  await dialog.getByLabel('Note').fill('By mobile');
  await dialog.getByRole('button', { name: 'Log the call' }).click();
  await expect(card.getByText('The call is logged.')).toBeVisible();
  const [logged] = (
    await ask(page, 'calls', 'page', { filter: 'all', text: '', before: null, cursor: null, limit: 1 })
  ).rows;
  expect(logged).toMatchObject({
    note: 'By mobile',
    result: 4,
    callerName: found.name,
    direction: 'outbound',
  });
  const inCrm = async () => (await callsInCrm(found.id)).filter(({ params }) => params.uniq === logged?.id);
  await expect.poll(async () => (await inCrm()).length, { timeout: 30_000 }).toBe(1);
  expect((await inCrm())[0]).toMatchObject({ note_type: 'call_out', params: { duration: 330 } });
});

test('L in the calls asks for the number, says whose it is, and what cannot be', async () => {
  const page = await ringside().page('account');
  const { certain, unknown } = await ringside().crm.showcase('northwind');
  await page.keyboard.press('Alt+1');
  await page.getByRole('button', { name: 'Log a call Ringside did not see' }).click();
  const dialog = page.getByRole('dialog', { name: 'Log a call Ringside did not see' });
  await dialog.getByLabel('Number').fill('nobody');
  await dialog.getByLabel('How long').fill('ages');
  await expect(dialog.getByText('Write minutes')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Log the call' })).toBeDisabled();
  await dialog.getByLabel('How long').fill('2');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('This is no number')).toBeVisible();
  await dialog.getByLabel('Number').fill(certain);
  await expect(dialog.getByText('It is ')).toBeVisible();
  await dialog.getByLabel('Number').fill(unknown);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  // The same once more is seen to be here already.
  await page.keyboard.press('l');
  await dialog.getByLabel('Number').fill(unknown);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Ringside saw a call with this number about then')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
