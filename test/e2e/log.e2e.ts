import { ask } from '../../scripts/drive/ask.ts';
import type { Showcase } from '../../scripts/drive/demoCrm.ts';
import { pressOnPop } from '../../scripts/drive/pressOnPop.ts';
import type { CallStatus } from '../../preload/contract.ts';
import { contactsWith } from './colleague.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { clearPop, ring, talkedCall } from './phone.ts';
import type { PhoneCall } from './phone.ts';

const ringside = oneForFile({ signIn: 'northwind' });
let numbers: Showcase;
/** Undo takes 10 s, an unclear outcome another 10 before the CRM is read. */
const LONG = { timeout: 45_000 };

test.beforeEach(async () => {
  numbers = await ringside().crm.showcase('northwind');
  await ringside().crm.misbehave();
  await clearPop(ringside());
});

const press = async (digit: CallStatus): Promise<void> =>
  pressOnPop(await ringside().page('pop'), String(digit));
const logState = async (call: PhoneCall): Promise<string> => (await call.inList()).log.state;
/** The calls the CRM holds of this one: `uniq` is the call's id. */
async function inCrm(call: PhoneCall) {
  const { id } = await call.inList();
  return (await ringside().crm.calls()).filter(({ uniq }) => uniq === id);
}
const sentence = async () => (await ringside().page('account')).locator('main output[data-summary]');

test('one digit: saved, ten seconds to undo, then exactly one call in the CRM with all that is known', async () => {
  const call = await ring(ringside(), numbers.certain);
  await call.answer();
  const pop = await ringside().page('pop');
  await expect(pop.getByRole('timer')).toHaveText(/0:0[1-9]/);
  await pop.getByRole('textbox').fill('  Two pallets, "soon"\nand a null \\ ');
  await call.hangUp();
  await pressOnPop(pop, 'Escape');
  await press(4);
  await expect(pop.getByText('Saved: Talked')).toBeVisible();
  await expect(pop.getByRole('button', { name: /undo \d+ s/ })).toBeVisible();
  expect(await logState(call)).toBe('undoable');
  expect(await inCrm(call), 'nothing is sent while it can be undone').toEqual([]);
  await expect(await sentence()).not.toContainText('is in the CRM');

  await expect.poll(() => logState(call), LONG).toBe('logged');
  const [held, ...more] = await inCrm(call);
  expect(more).toEqual([]);
  const { id, answeredAt, endedAt } = await call.inList();
  const { account } = await ask(await ringside().page('account'), 'app', 'info');
  expect(held).toMatchObject({
    uniq: id,
    account: 'northwind',
    direction: 'inbound',
    duration: Math.floor(((endedAt ?? 0) - (answeredAt ?? 0)) / 1000),
    source: 'Ringside',
    phone: numbers.certain,
    call_status: 4,
    call_result: 'Two pallets, "soon"\nand a null \\',
    created_by: account?.userId,
    responsible_user_id: account?.userId,
  });
  expect(held?.duration).toBeGreaterThan(0);
  await expect(await sentence()).toHaveText('The only call is in the CRM');
});

test('undone within ten seconds: nothing reaches the CRM; another one chosen goes to that one, and one to a lead', async () => {
  const undone = await talkedCall(ringside(), numbers.certain);
  const pop = await ringside().page('pop');
  await press(1);
  await expect.poll(() => logState(undone)).toBe('undoable');
  await pressOnPop(pop, 'Backspace');
  await expect.poll(() => logState(undone)).toBe('unlogged');
  expect((await undone.inList()).result).toBeNull();
  await clearPop(ringside());

  const chosen = await ring(ringside(), numbers.several);
  const second = (await chosen.onPop())?.caller.matches[1];
  await pressOnPop(pop, '2');
  await expect.poll(async () => (await chosen.inList()).chosen?.entityId).toBe(second?.id);
  await chosen.answer();
  await chosen.hangUp();
  await press(2);
  await expect.poll(() => logState(chosen)).toBe('undoable');
  await clearPop(ringside());

  const toLead = await talkedCall(ringside(), numbers.certain);
  const lead = (await toLead.onPop())?.caller.matches[0]?.leads[0];
  // The one open deal is taken without being asked for, and shown so.
  const deal = pop.getByTitle(`Log the call to the deal “${lead?.name ?? ''}”`);
  await expect(deal).toHaveAttribute('aria-pressed', 'true');
  await press(3);

  // The three were given in this order, so the first one's time is long over.
  await expect.poll(() => logState(toLead), LONG).toBe('logged');
  expect(await inCrm(undone)).toEqual([]);
  expect(await logState(undone)).toBe('unlogged');
  expect(await inCrm(chosen)).toMatchObject([
    { entity_type: 'contacts', entity_id: second?.id, call_status: 2 },
  ]);
  expect(await inCrm(toLead)).toMatchObject([{ entity_type: 'leads', entity_id: lead?.id, call_status: 3 }]);
  await expect(await sentence()).toHaveText('3 of 4 calls in the CRM: 1 has no result');
});

test('nobody has the number: it is said, the contact is created, and the call is logged to it once', async () => {
  const call = await talkedCall(ringside(), numbers.unknown);
  await press(1);
  await expect.poll(() => logState(call), LONG).toBe('failed');
  expect((await call.inList()).log).toMatchObject({ failure: 'entityNotFound' });
  const list = await ringside().page('account');
  await list.getByRole('grid', { name: 'Calls today' }).getByRole('row').first().click();
  await expect(list.getByRole('button', { name: 'Create contact' }).first()).toBeVisible();
  await expect(await sentence()).toContainText('1 failed');

  const pop = await ringside().page('pop');
  await expect(pop.getByText('Not in the CRM: nobody in the CRM has this number (any more)')).toBeVisible();
  await pop.getByRole('button', { name: 'Create contact' }).first().click();
  await pop.getByLabel('Name').fill('Ada Newcomer');
  await pop.getByRole('button', { name: 'Create', exact: true }).click();
  await expect.poll(() => logState(call), LONG).toBe('logged');
  expect(await inCrm(call)).toMatchObject([{ entity_type: 'contacts', entity_name: 'Ada Newcomer' }]);
  const digits = numbers.unknown.replaceAll(/\D/g, '').slice(-10);
  expect(await contactsWith(ringside(), 'northwind', digits)).toEqual(['Ada Newcomer']);
});

test('the CRM unreachable: calls are shown as waiting with the reason, then logged once each, in order', async () => {
  await ringside().crm.misbehave({ what: 'dropBefore', path: '/api/v4/', times: null });
  const first = await talkedCall(ringside(), numbers.certain);
  await expect.poll(async () => (await first.onPop())?.caller.freshness).toBe('offline');
  await press(4);
  await expect.poll(() => logState(first)).toBe('undoable');
  await clearPop(ringside());
  const second = await talkedCall(ringside(), numbers.company);
  await press(6);

  await expect
    .poll(async () => (await first.inList()).log, LONG)
    .toMatchObject({
      state: 'waiting',
      failure: 'network',
    });
  await expect.poll(() => logState(second), LONG).toBe('waiting');
  expect([...(await inCrm(first)), ...(await inCrm(second))]).toEqual([]);
  await expect(await sentence()).toContainText('2 are waiting');
  const list = await ringside().page('account');
  await expect(list.getByText('no connection to the CRM').first()).toBeVisible();
  const waiting = list.getByRole('navigation').getByRole('button', { name: /^Waiting/ });
  await expect(waiting).toHaveText('Waiting2');

  await ringside().crm.misbehave();
  await expect.poll(() => logState(second), LONG).toBe('logged');
  await expect(waiting).toHaveCount(0);
  expect(await logState(first)).toBe('logged');
  expect(await inCrm(first)).toHaveLength(1);
  expect(await inCrm(second)).toHaveLength(1);
  const order = (await ringside().crm.calls()).map(({ uniq }) => uniq);
  expect(order.indexOf((await first.inList()).id)).toBeLessThan(order.indexOf((await second.inList()).id));
});

test('an answer lost after the CRM wrote the call: still exactly one', async () => {
  await ringside().crm.misbehave({ what: 'dropAfter', method: 'POST', path: '/api/v4/calls' });
  const call = await talkedCall(ringside(), numbers.certain);
  await press(5);
  await expect.poll(() => logState(call), LONG).toBe('waiting');
  await expect.poll(() => logState(call), LONG).toBe('logged');
  expect(await inCrm(call)).toHaveLength(1);
});
