import { ask } from '../../scripts/drive/ask.ts';
import { pressOnPop } from '../../scripts/drive/pressOnPop.ts';
import type { Call } from '../../preload/contract.ts';
import { startBaresip, type BaresipPhone } from '../phones/baresipPhone.ts';
import { expect, oneForFile, test } from './fixtures.ts';

/** A real softphone, called by a real phone: from its ring to one call in the CRM. */
const ringside = oneForFile({ signIn: 'northwind' });
const phones: BaresipPhone[] = [];
let agent: BaresipPhone;
let customer: BaresipPhone;
let number: string;

test.beforeAll(async () => {
  number = (await ringside().crm.showcase('northwind')).certain;
  agent = await startBaresip({ user: 'agent' });
  customer = await startBaresip({ user: number });
  phones.push(agent, customer);
});
test.afterAll(async () => {
  for (const phone of phones) await phone.stop();
});

const calls = async (): Promise<readonly Call[]> =>
  (await ask(await ringside().page('account'), 'calls', 'today')).calls;
const latest = async (): Promise<Call | undefined> => (await calls())[0];

test('baresip is switched on in the settings, rings, is answered and ended: one call in the CRM with its result', async () => {
  const account = await ringside().page('account');
  const pop = await ringside().page('pop');
  await account.keyboard.press('Alt+5');
  const page = account.getByRole('region', { name: 'baresip', exact: true });
  await page.getByLabel('Port').fill(String(agent.ctrlPort));
  await page.getByLabel('Domain').fill(`127.0.0.1:${customer.sipPort}`);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByLabel('Listen to it').check();
  await expect(page.getByText(`Connected: 127.0.0.1:${agent.ctrlPort}`)).toBeVisible();

  await customer.dial(agent.address);
  await expect.poll(async () => (await latest())?.state).toBe('ringing');
  const call = await latest();
  expect(call).toMatchObject({ source: 'baresip', direction: 'inbound', number: { e164: number } });
  await expect(pop.getByRole('heading', { level: 1 })).toHaveText(call?.callerName ?? 'nobody');
  await expect(page.getByText(/Last event: rings/)).toBeVisible();
  await agent.answer();
  await expect.poll(async () => (await latest())?.state).toBe('talking');
  await customer.hangUp();
  await expect.poll(async () => (await latest())?.endReason).toBe('completed');
  await pressOnPop(pop, '4');
  await expect.poll(async () => (await latest())?.log.state, { timeout: 45_000 }).toBe('logged');
  const held = (await ringside().crm.calls()).filter(({ uniq }) => uniq === call?.id);
  expect(held).toHaveLength(1);
  expect(held[0]).toMatchObject({ direction: 'inbound', phone: number, call_status: 4 });
});

test('a number dialled from Ringside goes out through the phone, and its events are the same call', async () => {
  const before = (await calls()).length;
  const list = await ringside().page('account');
  expect(await ask(list, 'calls', 'dial', { number })).toEqual({ outcome: 'dialled', via: 'baresip' });
  await expect.poll(() => customer.isRinging()).toBe(true);
  await customer.answer();
  await expect.poll(async () => (await latest())?.state).toBe('talking');
  await agent.hangUp();
  await expect.poll(async () => (await latest())?.endReason).toBe('completed');
  expect(await calls()).toHaveLength(before + 1);
  expect(await latest()).toMatchObject({
    direction: 'outbound',
    source: 'baresip',
    number: { e164: number },
  });
});
