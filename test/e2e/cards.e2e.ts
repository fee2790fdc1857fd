import { z } from 'zod';
import { ask } from '../../scripts/drive/ask.ts';
import { send } from '../integration/sandbox/client.ts';
import { addContact } from './colleague.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { clearPop, ring } from './phone.ts';

const ringside = oneForFile({ signIn: 'northwind' });
const UNREACHABLE = { what: 'dropBefore', path: '/', times: null };
test.afterEach(() => ringside().crm.misbehave());

/** What the CRM itself answers to a colleague; null for an empty list. */
async function inCrm(path: string): Promise<unknown> {
  const { crm, profile } = ringside();
  const { text } = await send(profile.demoPort, {
    host: 'northwind.localhost',
    path: `/api/v4/${path}`,
    token: await crm.colleagueToken('northwind'),
  });
  return text === '' ? null : JSON.parse(text);
}

const phones = z.object({
  custom_fields_values: z
    .array(
      z.object({
        field_code: z.string().nullable(),
        values: z.array(z.object({ value: z.union([z.string(), z.number(), z.boolean()]) }).loose()),
      }),
    )
    .nullable(),
});
async function phonesInCrm(contactId: number): Promise<readonly string[]> {
  const fields = phones.parse(await inCrm(`contacts/${contactId}`)).custom_fields_values ?? [];
  return fields
    .filter(({ field_code }) => field_code === 'PHONE')
    .flatMap(({ values }) => values.map(({ value }) => String(value)));
}
const notes = z.object({
  _embedded: z.object({
    notes: z.array(z.object({ params: z.object({ text: z.string().optional() }).loose() })),
  }),
});
const tasks = z.object({
  _embedded: z.object({ tasks: z.array(z.object({ text: z.string(), complete_till: z.number() })) }),
});
async function countInCrm(contactId: number, noteText: string, taskText: string): Promise<readonly number[]> {
  const noteList = await inCrm(`contacts/${contactId}/notes?filter[note_type]=common&limit=250`);
  const taskList = await inCrm(
    `tasks?filter[entity_type]=contacts&filter[entity_id][]=${contactId}&limit=250`,
  );
  return [
    (noteList === null ? [] : notes.parse(noteList)._embedded.notes).filter(
      ({ params }) => params.text === noteText,
    ).length,
    (taskList === null ? [] : tasks.parse(taskList)._embedded.tasks).filter(({ text }) => text === taskText)
      .length,
  ];
}

/** Requests of the account that the CRM heard while this ran, but not those of the sync in the background. */
async function requestsDuring(work: () => Promise<void>): Promise<readonly string[]> {
  const before = (await ringside().crm.requests()).length;
  await work();
  // The sync's pages are the only ones of 250.
  return (await ringside().crm.requests())
    .slice(before)
    .filter(({ host, path }) => host.startsWith('northwind.') && !path.includes('limit=250'))
    .map(({ method, path }) => `${method} ${path}`);
}

test('a pop and all it shows cost the CRM two requests, one more for the notes of deals, whoever calls', async () => {
  const numbers = await ringside().crm.showcase('northwind');
  const newcomer = '+12025550166';
  await addContact(ringside(), 'northwind', 'Nora Newcomer', newcomer);
  for (const number of [
    numbers.certain,
    numbers.several,
    numbers.unknown,
    numbers.company,
    numbers.shared,
    newcomer,
  ]) {
    await clearPop(ringside());
    const asked = await requestsDuring(async () => {
      const call = await ring(ringside(), number);
      await expect.poll(async () => (await call.onPop())?.caller.freshness).toBe('fresh');
      await call.miss();
    });
    expect(asked.length, `${number}: ${asked.join(', ')}`).toBeLessThanOrEqual(
      2 + asked.filter((one) => one.includes('/leads/notes')).length,
    );
    expect(asked.filter((one) => one.includes('/leads/notes')).length).toBeLessThanOrEqual(1);
  }
});

/** How often the CRM was asked about one contact, from the request of this number on. */
const askedAbout = async (id: number, from: number): Promise<number> =>
  (await ringside().crm.requests()).slice(from).filter(({ path }) => path.includes(`contacts/${id}`)).length;

test('Enter opens the person who stands first in the search from the moment he is drawn there', async () => {
  const page = await ringside().page('account');
  const { certain } = await ringside().crm.showcase('northwind');
  const [found] = (await ask(page, 'search', 'find', { text: certain, where: 'copy' })).hits;
  if (found === undefined) throw new Error('the showcase contact is in the copy');
  const earlier = (await ringside().crm.requests()).length;
  await page.keyboard.press('/');
  const dialog = page.getByRole('dialog', { name: 'Search everything' });
  const field = dialog.getByRole('combobox');
  await field.fill(found.name.slice(0, 2));
  await expect(dialog.getByRole('option').nth(1)).toBeVisible();
  // As soon as a key can be pressed: in the very turn that changed the list.
  await field.evaluate((input, name) => {
    const options = () => Array.from(document.querySelectorAll('[role="option"]'));
    const watch = new MutationObserver(() => {
      const [first, second] = options();
      if (second !== undefined || first?.textContent.includes(name) !== true) return;
      watch.disconnect();
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    });
    watch.observe(document.body, { childList: true, subtree: true, characterData: true });
  }, found.name);
  await field.fill(certain);
  const card = page.getByRole('region', { name: 'Card', exact: true });
  await expect(card.getByRole('heading', { level: 2 })).toHaveText(found.name);
  // The card has asked what it asks, and is closed: the next test counts its own questions.
  await expect.poll(() => askedAbout(found.id, earlier)).toBeGreaterThanOrEqual(2);
  await page.keyboard.press('Alt+4');
  await expect(card.getByRole('heading', { level: 2 })).toBeHidden();
});

test('search, card, and everything written on it without the CRM is there once when it is back', async () => {
  const page = await ringside().page('account');
  const { certain } = await ringside().crm.showcase('northwind');
  const [found] = (await ask(page, 'search', 'find', { text: certain, where: 'copy' })).hits;
  if (found === undefined) throw new Error('the showcase contact is in the copy');
  const before = await phonesInCrm(found.id);

  await page.keyboard.press('/');
  const dialog = page.getByRole('dialog', { name: 'Search everything' });
  await dialog.getByRole('combobox').fill(found.name.slice(0, 5).toUpperCase());
  await expect(dialog.getByRole('option', { name: found.name }).first()).toBeVisible();
  await dialog.getByRole('combobox').fill(certain.replace(/(\d{3})(\d{4})$/u, '$1 - $2'));
  await expect(dialog.getByRole('option').first()).toContainText(found.name);
  const earlier = (await ringside().crm.requests()).length;
  const asked = await requestsDuring(async () => {
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    const card = page.getByRole('region', { name: 'Card', exact: true });
    await expect(card.getByRole('heading', { level: 2 })).toHaveText(found.name);
    await expect(card.getByText('Checked with the CRM')).toBeVisible();
    // What a pop has checked is shown at once; a card that stays open asks for itself a moment later.
    await expect.poll(() => askedAbout(found.id, earlier)).toBeGreaterThanOrEqual(2);
  });
  expect(asked.filter((request) => request.includes(`contacts/${found.id}`))).toHaveLength(2);

  await ringside().crm.misbehave(UNREACHABLE);
  const card = page.getByRole('region', { name: 'Card', exact: true });
  await card.focus();
  await page.keyboard.press('e');
  await card.getByRole('button', { name: 'Add a phone' }).click();
  await card.getByLabel(`Phone ${before.length + 1}`).fill('+1 202 555 0177');
  await card.getByRole('button', { name: 'Save' }).click();
  await expect(card.getByText('+1 202 555 0177')).toBeVisible();
  await page.keyboard.press('n');
  await page.keyboard.type('Moves in January');
  await page.keyboard.press('Enter');
  await expect(card.getByText('Moves in January')).toBeVisible();
  await page.keyboard.press('t');
  await page.keyboard.type('Send the plan');
  await card.getByRole('button', { name: 'Monday' }).click();
  await card.getByRole('button', { name: 'Create the task' }).click();
  await expect(card.getByText('Send the plan')).toBeVisible();
  await expect(card.getByText(/^Waiting/).first()).toBeVisible();
  // The list says it too.
  await page.keyboard.press('Alt+2');
  const writes = await ask(page, 'writes', 'list', { undoneOnly: true });
  expect(writes.writes.map(({ write }) => write.kind)).toEqual(['patchContact', 'addNote', 'createTask']);

  await ringside().crm.misbehave();
  await expect
    .poll(async () => (await ask(page, 'writes', 'list', { undoneOnly: true })).writes.length, {
      timeout: 60_000,
    })
    .toBe(0);
  // A colleague's own requests may be told to slow down: asked again then.
  await expect(async () => {
    expect(await phonesInCrm(found.id)).toEqual([...before, '+1 202 555 0177']);
    expect(await countInCrm(found.id, 'Moves in January', 'Send the plan')).toEqual([1, 1]);
  }).toPass({ timeout: 15_000 });
});
