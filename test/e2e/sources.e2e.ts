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

test('the pop has the keys of the phone, each in its place from the ring to the end: answer, hold, mute, hand over, hang up', async () => {
  const pop = await ringside().page('pop');
  await customer.dial(agent.address);
  const keys = pop.getByRole('toolbar', { name: 'The phone' });
  await expect(keys.getByRole('button', { name: 'Answer' })).toBeEnabled();
  await expect(keys.getByRole('button', { name: 'Hold' })).toBeDisabled();
  // What this phone cannot is not shown.
  await expect(keys.getByRole('button', { name: 'Park the call' })).toHaveCount(0);
  const places = () =>
    keys.getByRole('button').evaluateAll((all) =>
      all.map((one) => {
        const { x, y, width } = one.getBoundingClientRect();
        return [one.getAttribute('data-control'), Math.round(x), Math.round(y), Math.round(width)].join(' ');
      }),
    );
  const ringing = await places();
  await pressOnPop(pop, 'y');
  await expect.poll(() => agent.isTalking()).toBe(true);
  await expect(keys.getByRole('button', { name: 'Hold' })).toBeEnabled();
  expect(await places()).toEqual(ringing);
  await pressOnPop(pop, 'h');
  await expect.poll(async () => (await latest())?.held).toBe(true);
  await expect(keys.getByRole('button', { name: 'Back from hold', pressed: true })).toBeEnabled();
  expect(await places()).toEqual(ringing);
  await pressOnPop(pop, 'h');
  await expect.poll(async () => (await latest())?.held).toBe(false);
  await pressOnPop(pop, 'u');
  await expect(keys.getByRole('button', { name: 'Let them hear me again', pressed: true })).toBeVisible();
  await pressOnPop(pop, 'k');
  await expect(pop.getByRole('heading', { name: 'Hand over' })).toBeVisible();
  await pressOnPop(pop, 'Escape');
  await pressOnPop(pop, 'e');
  await expect.poll(() => customer.hasCall()).toBe(false);
  await expect.poll(async () => (await latest())?.endReason).toBe('completed');
  expect(await calls()).toHaveLength(3);
});

test('colleagues are offered with the extension the CRM has of them; a code is never a destination', async () => {
  const pop = await ringside().page('pop');
  const list = await ringside().page('account');
  await customer.dial(agent.address);
  await expect.poll(async () => (await latest())?.state).toBe('ringing');
  const call = await latest();
  const found = await ask(list, 'calls', 'colleagues', {
    callId: call?.id ?? '',
    target: null,
    leadId: null,
  });
  // The demo's users have extensions from 101 on; the agent is not among them.
  expect(found.others.length).toBeGreaterThan(0);
  expect(found.others.every((one) => /^1\d\d$/.test(one.number ?? ''))).toBe(true);
  await pressOnPop(pop, 'y');
  await expect.poll(async () => (await latest())?.state).toBe('talking');
  const wrong = { callId: call?.id ?? '', action: { do: 'transfer', to: '*21*102#' } } as const;
  expect(await ask(list, 'calls', 'control', wrong)).toEqual({ outcome: 'failed', reason: 'badNumber' });
  await pressOnPop(pop, 'e');
  await expect.poll(async () => (await latest())?.state).toBe('ended');
});
