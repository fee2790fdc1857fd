import { pressOnPop } from '../../scripts/drive/pressOnPop.ts';
import { leadsInCrm } from './crmRows.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { clearPop, ring } from './phone.ts';

const ringside = oneForFile({ signIn: 'northwind' });
/** What could not be sent waits for its next try. */
const LONG = { timeout: 60_000 };
const NUMBER = '+12025550187';

test('somebody new is made with company and deal in one step, by the keyboard alone, and the next ring knows them', async () => {
  await clearPop(ringside());
  const call = await ring(ringside(), NUMBER);
  await call.answer();
  const pop = await ringside().page('pop');
  await pressOnPop(pop, '+');
  await expect(pop.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  await pop.keyboard.type('Philippa Quickly');
  await pop.keyboard.press('Tab');
  await pop.keyboard.type('Quickly & Sons');
  await pop.keyboard.press('Tab');
  await pop.keyboard.type('Forty chairs');
  await pop.keyboard.press('Enter');
  await expect(pop.getByRole('heading', { level: 1 })).toHaveText('Philippa Quickly');

  const made = async () =>
    (await leadsInCrm(ringside(), 'northwind')).filter(({ name }) => name === 'Forty chairs');
  await expect.poll(async () => (await made()).length, LONG).toBe(1);
  const [deal] = await made();
  expect(deal?._embedded.contacts).toHaveLength(1);
  await call.hangUp();
  await pop.keyboard.press('4');
  await expect.poll(async () => (await call.inList()).log.state, LONG).toBe('logged');

  await clearPop(ringside());
  const next = await ring(ringside(), NUMBER);
  await expect(pop.getByRole('heading', { level: 1 })).toHaveText('Philippa Quickly');
  await expect
    .poll(async () => (await next.onPop())?.caller.matches[0]?.company, LONG)
    .toBe('Quickly & Sons');
  expect((await next.onPop())?.caller.matches[0]?.id).toBe(deal?._embedded.contacts?.[0]?.id);
  await next.miss();
});
