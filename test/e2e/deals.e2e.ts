import type { Locator, Page } from '@playwright/test';
import { ask } from '../../scripts/drive/ask.ts';
import { send } from '../integration/sandbox/client.ts';
import { leadsInCrm, tasksInCrm, timesDone } from './crmRows.ts';
import { choose } from './fields.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { dragByMouse } from './mouse.ts';

const ringside = oneForFile({ signIn: 'northwind' });
const LONG = { timeout: 45_000 };
const LOST = 143;

const goOffline = (): Promise<void> =>
  ringside().crm.misbehave({ what: 'dropBefore', path: '/', times: null });

const undone = async (page: Page): Promise<number> =>
  (await ask(page, 'writes', 'list', { undoneOnly: true })).writes.length;

const column = (page: Page, index: number): Locator => page.locator('main section section').nth(index);
const dealIn = (page: Page, index: number): Locator => column(page, index).locator('[data-lead]');

/** The navigation's item of what waits; its text ends in the count, without one there is none. */
const waitingIn = (page: Page): Locator =>
  page.getByRole('navigation').getByRole('button', { name: /^Waiting/ });

async function openBoard(page: Page): Promise<void> {
  await page.keyboard.press('Alt+3');
  await page.getByRole('navigation').getByRole('button', { name: 'All', exact: true }).click();
  await page.locator('[data-lead]').first().waitFor();
}

const idOf = async (deal: Locator): Promise<number> => Number(await deal.getAttribute('data-lead'));

test.afterEach(() => ringside().crm.misbehave());

test('deals moved by keys and by drag, one lost with its reason and a new one, all offline: then the CRM has each once', async ({
  desktop,
}) => {
  const page = await ringside().page('account');

  await openBoard(page);
  const [pipeline] = (await ask(page, 'dictionary', 'get')).pipelines;
  const stages = pipeline?.statuses.filter(({ isIncoming }) => !isIncoming) ?? [];
  const contact = (await ask(page, 'contacts', 'search', { callId: null, text: 'a' }))[0];
  await goOffline();

  // By keys: a stage on.
  const byKeys = await idOf(dealIn(page, 0).first());
  await page.locator(`[data-lead="${byKeys}"]`).click();
  await page.locator(`[data-lead="${byKeys}"]`).press('Shift+ArrowRight');
  await expect(column(page, 1).locator(`[data-lead="${byKeys}"]`)).toContainText('Waiting');
  // The keyboard went with it: once more.
  await expect(page.locator(`[data-lead="${byKeys}"]`)).toBeFocused();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(column(page, 2).locator(`[data-lead="${byKeys}"]`)).toBeVisible();

  // By drag, a stage back; the card would hide half of the board.
  await page.keyboard.press('Escape');
  const byDrag = await idOf(dealIn(page, 1).nth(1));
  await dragByMouse(
    ringside(),
    desktop,
    page.locator(`[data-lead="${byDrag}"]`),
    column(page, 0).getByRole('heading'),
    async () => (await column(page, 0).getAttribute('data-over')) === 'true',
  );
  await expect(column(page, 0).locator(`[data-lead="${byDrag}"]`)).toContainText('Waiting');

  // Lost: asks why.
  const lost = await idOf(dealIn(page, 1).first());
  await page.locator(`[data-lead="${lost}"]`).focus();
  await page.locator(`[data-lead="${lost}"]`).click();
  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog');
  await choose(dialog, 'Stage', { value: LOST });
  await choose(dialog, 'Reason', 'Too expensive');
  await dialog.getByRole('button', { name: 'Close as lost' }).click();
  await expect(column(page, stages.length - 1).locator(`[data-lead="${lost}"]`)).toBeVisible();

  // New, linked to a contact.
  await page.locator(`[data-lead="${lost}"]`).press('n');
  await dialog.getByLabel('Name of the deal').fill('Made without a network');
  await dialog.getByLabel('Price, USD').fill('12,500');
  await dialog.getByLabel('Find a contact by name or number').fill(contact?.name ?? '');
  await dialog.getByRole('list').getByRole('button').first().click();
  await dialog.getByRole('button', { name: 'Create the deal' }).click();
  const card = page.getByRole('region', { name: 'Card', exact: true });
  await expect(card.getByRole('heading', { level: 2 })).toHaveText('Made without a network');
  await expect(card).toContainText('Not in the CRM yet');
  await expect(card).toContainText('$12,500');
  // Changed before the CRM has heard of it: it will be made as it is wanted.
  await card.press('p');
  await expect(card.getByLabel('Price, USD')).toBeFocused();
  await card.getByLabel('Price, USD').fill('13000');
  await page.keyboard.press('Enter');
  await expect(card).toContainText('$13,000');
  expect(await undone(page)).toBe(5);
  // A note on it follows with the id it will get.
  await expect(card).toBeFocused();
  await page.keyboard.press('n');
  await expect(card.getByRole('textbox', { name: 'Note' })).toBeFocused();
  await page.keyboard.type('Asked for two');
  await page.keyboard.press('Enter');
  await expect(card.getByText('Asked for two')).toBeVisible();
  expect(await undone(page)).toBe(6);
  // The navigation counts what waits.
  await page.keyboard.press('Alt+1');
  await expect(waitingIn(page)).toHaveText('Waiting6');
  await page.keyboard.press('Alt+3');

  await ringside().crm.misbehave();
  await expect.poll(() => undone(page), LONG).toBe(0);

  const held = await leadsInCrm(ringside(), 'northwind');
  const stageOf = (id: number): number | undefined => held.find((one) => one.id === id)?.status_id;
  expect(stageOf(byKeys)).toBe(stages[2]?.id);
  expect(stageOf(byDrag)).toBe(stages[0]?.id);
  const closed = held.find(({ id }) => id === lost);
  expect(closed?.status_id).toBe(LOST);
  expect(closed?.loss_reason_id).not.toBeNull();
  const made = held.filter(({ name }) => name === 'Made without a network');
  expect(made).toHaveLength(1);
  expect(made[0]).toMatchObject({ price: 13_000, status_id: stages[0]?.id });
  expect(made[0]?._embedded.contacts?.map(({ id }) => id)).toEqual([contact?.id]);
  expect(await timesDone(ringside(), 'PATCH', `/api/v4/leads/${made[0]?.id}`)).toBe(0);
  expect(await timesDone(ringside(), 'POST', `/api/v4/leads/${made[0]?.id}/notes`)).toBe(1);
  expect(await timesDone(ringside(), 'PATCH', `/api/v4/leads/${byKeys}`)).toBe(2);
  expect(await timesDone(ringside(), 'PATCH', `/api/v4/leads/${byDrag}`)).toBe(1);
  expect(await timesDone(ringside(), 'PATCH', `/api/v4/leads/${lost}`)).toBe(1);

  // The window says so, and the new deal has its own id there.
  await expect(page.locator(`[data-lead="${made[0]?.id}"]`)).toBeVisible();
  await expect(page.locator('[data-lead^="-"]')).toHaveCount(0);
  await expect(page.getByText(/^Waiting/)).toHaveCount(0);
  await expect(column(page, 2).locator(`[data-lead="${byKeys}"]`)).toBeVisible();
  await page.keyboard.press('Alt+1');
  await expect(waitingIn(page)).toHaveCount(0);
});

test('tasks made, done with one key, and put off without the CRM: it has each once, at the account’s ten o’clock', async () => {
  const page = await ringside().page('account');
  const { account } = await ask(page, 'app', 'info');
  const list = page.getByRole('grid', { name: 'Tasks' });
  const own = list.getByRole('row').filter({ hasText: /Send the plan|Ask for the address/ });
  await page.keyboard.press('Alt+4');
  await goOffline();
  for (const text of ['Send the plan', 'Ask for the address']) {
    await page.locator('main').getByRole('button', { name: 'New task' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What is to be done').fill(text);
    await dialog.getByRole('button', { name: 'In 1 hour' }).click();
    await dialog.getByRole('button', { name: 'Create the task' }).click();
  }
  await page.getByRole('navigation').getByRole('button', { name: 'All mine' }).click();
  await expect(own).toHaveCount(2);
  await list.getByText('Send the plan').click();
  await page.keyboard.press('4');
  await expect(own).toHaveCount(1);
  await expect(page.getByText('“Send the plan” is done.')).toBeVisible();
  await page.keyboard.press('Backspace');
  await expect(own).toHaveCount(2);
  await list.getByText('Send the plan').click();
  await page.keyboard.press('4');
  await expect(own).toHaveCount(1);
  // Put off to tomorrow.
  await list.getByText('Ask for the address').click();
  await page.keyboard.press('m');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('2');
  await expect(own).toContainText(/tomorrow, 10:00.AM/);
  await expect(own).toContainText('Waiting');

  await ringside().crm.misbehave();
  await expect.poll(() => undone(page), LONG).toBe(0);
  const held = await tasksInCrm(ringside(), 'northwind');
  const [done, ...twice] = held.filter(({ text }) => text === 'Send the plan');
  const [moved, ...more] = held.filter(({ text }) => text === 'Ask for the address');
  expect([...twice, ...more]).toEqual([]);
  expect(done).toMatchObject({ is_completed: true, result: { text: 'Talked' } });
  expect(moved?.is_completed).toBe(false);
  const clock = new Intl.DateTimeFormat('en-GB', {
    ...(account?.timezone ? { timeZone: account.timezone } : {}),
    timeStyle: 'short',
  });
  expect(clock.format((moved?.complete_till ?? 0) * 1000)).toBe('10:00');
  expect(await timesDone(ringside(), 'PATCH', `/api/v4/tasks/${done?.id}`)).toBe(1);
  // It was put off before the CRM had heard of it.
  expect(await timesDone(ringside(), 'PATCH', `/api/v4/tasks/${moved?.id}`)).toBe(0);
  await expect(page.getByText(/^Waiting/)).toHaveCount(0);
});

test('a deal deleted in the CRM meanwhile is said to be gone, and the rest goes on', async () => {
  const page = await ringside().page('account');
  await openBoard(page);
  const gone = await idOf(dealIn(page, 1).first());
  const answer = await send(ringside().profile.demoPort, {
    path: '/_sandbox/bin',
    body: { account: 'northwind', type: 'leads', id: gone },
  });
  expect(answer.status).toBeLessThan(300);
  await page.locator(`[data-lead="${gone}"]`).click();
  const card = page.getByRole('region', { name: 'Card', exact: true });
  await expect(card).toContainText('no longer in the CRM');
  await expect(page.locator(`[data-lead="${gone}"]`)).toHaveCount(0, LONG);
  const next = await idOf(dealIn(page, 1).first());
  await page.locator(`[data-lead="${next}"]`).click();
  await expect(card).toContainText('Checked with the CRM');
});
