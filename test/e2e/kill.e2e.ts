import { ask } from '../../scripts/drive/ask.ts';
import { pressOnPop } from '../../scripts/drive/pressOnPop.ts';
import { expect, test } from './fixtures.ts';
import { ring, talkedCall } from './phone.ts';
import type { Ringside } from './ringside.ts';

/** Undo, then the time an unclear outcome gets to settle, then the next try. */
const LONG = { timeout: 45_000 };

const logged = async (ringside: Ringside): Promise<string | undefined> =>
  (await ask(await ringside.page('account'), 'calls', 'today')).calls[0]?.log.state;

test('killed right after the key, before anything was sent: exactly one call in the CRM', async ({
  fresh,
}) => {
  await fresh.signIn('northwind');
  const { certain } = await fresh.crm.showcase('northwind');
  const call = await talkedCall(fresh, certain);
  const { id } = await call.inList();
  const pop = await fresh.page('pop');
  await pop.getByRole('textbox').fill('Said before the power went');
  await pressOnPop(pop, 'Escape');
  await pressOnPop(pop, '4');
  // The window says "saved" only when the journal has it: from here on nothing may be lost.
  await expect(pop.getByText('Saved: Talked')).toBeVisible();
  await fresh.app().kill();

  await fresh.start();
  await expect.poll(() => logged(fresh), LONG).toBe('logged');
  expect(await fresh.crm.calls()).toMatchObject([
    { uniq: id, call_status: 4, call_result: 'Said before the power went' },
  ]);
});

test('killed after the CRM wrote the call and before its answer: still exactly one', async ({ fresh }) => {
  await fresh.signIn('northwind');
  const { certain } = await fresh.crm.showcase('northwind');
  const call = await talkedCall(fresh, certain);
  const { id } = await call.inList();
  await fresh.crm.misbehave({
    what: 'delay',
    method: 'POST',
    path: '/api/v4/calls',
    when: 'after',
    delayMs: 60_000,
  });
  await pressOnPop(await fresh.page('pop'), '4');
  await fresh.crm.untilWritten(async () => (await fresh.crm.calls()).length > 0);
  await fresh.app().kill();

  await fresh.start();
  await expect.poll(() => logged(fresh), LONG).toBe('logged');
  expect(await fresh.crm.calls()).toMatchObject([{ uniq: id }]);
  const list = await fresh.page('account');
  await expect(list.getByText('The only call is in the CRM')).toBeVisible();
});

test('killed during a call: after the start the call is closed and waits for its result', async ({
  fresh,
}) => {
  await fresh.signIn('northwind');
  const { certain } = await fresh.crm.showcase('northwind');
  const call = await ring(fresh, certain);
  await call.answer();
  await (await fresh.page('pop')).getByRole('textbox').fill('half a');
  await expect.poll(async () => (await call.inList()).note).toBe('half a');
  await fresh.app().kill();

  await fresh.start();
  await expect.poll(() => logged(fresh)).toBe('unlogged');
  const [kept] = (await ask(await fresh.page('account'), 'calls', 'today')).calls;
  expect(kept).toMatchObject({ state: 'ended', endReason: 'unknown', note: 'half a', result: null });
});
