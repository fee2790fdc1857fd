import { ask } from '../../scripts/drive/ask.ts';
import { pressOnPop } from '../../scripts/drive/pressOnPop.ts';
import { textNotesOf } from './colleague.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { clearPop, ring, talkedCall } from './phone.ts';

const ringside = oneForFile({ signIn: 'northwind' });
/** Undo takes 10 s. */
const LONG = { timeout: 45_000 };

test.beforeEach(async () => {
  await clearPop(ringside());
});

test('a call the PBX logged is not logged again: the result is added to its card, once, and the window says so', async () => {
  const { crm } = ringside();
  const { certain } = await crm.showcase('northwind');
  const call = await talkedCall(ringside(), certain);
  await crm.pbxLogs('northwind', certain);
  const pop = await ringside().page('pop');
  await pop.getByRole('textbox').fill('Wants two pallets');
  await pressOnPop(pop, 'Escape');
  await pressOnPop(pop, '4');

  await expect
    .poll(async () => (await call.inList()).log, LONG)
    .toMatchObject({ state: 'logged', pbx: 'added' });
  const list = await ringside().page('account');
  await list.locator('main').click({ position: { x: 2, y: 2 } });
  await list.keyboard.press('j');
  await expect(list.getByText('Logged by the PBX; your result was added')).toBeVisible();
  // In the very entry of the PBX, and nowhere else.
  const calls = await crm.calls();
  expect(calls).toMatchObject([
    { source: 'sandbox-pbx', call_status: 4, call_result: expect.stringContaining('Wants two pallets') },
  ]);
  const [held] = calls;
  const written = held === undefined ? [] : await textNotesOf(ringside(), 'northwind', held);
  expect(written.filter((text) => text.includes('Wants two pallets'))).toEqual([]);
});

test('a ringing call is shown in the CRM of the colleagues chosen in the settings, and of nobody before', async () => {
  const { crm } = ringside();
  const { certain } = await crm.showcase('northwind');
  const popUps = async (): Promise<number> =>
    (await crm.requests()).filter(({ path }) => path.startsWith('/api/v2/events')).length;
  const list = await ringside().page('account');
  await (await ring(ringside(), certain)).miss();
  await clearPop(ringside());
  expect(await popUps()).toBe(0);

  await list.keyboard.press('Alt+6');
  await list.getByRole('tab', { name: 'Calls and pop' }).click();
  await list.getByRole('switch', { name: /^Show my incoming calls/ }).check();
  const people = list.getByRole('group', { name: 'To whom' });
  await people.getByRole('checkbox').first().check();
  await expect
    .poll(async () => (await ask(list, 'settings', 'get')).values)
    .toMatchObject({ 'colleagues.on': true, 'colleagues.users': [expect.any(Number)] });
  const call = await ring(ringside(), certain);
  await expect.poll(popUps).toBe(1);
  await call.answer();
  await call.hangUp();
  expect(await popUps()).toBe(1);
});
