import { z } from 'zod';
import { ask } from '../../scripts/drive/ask.ts';
import type { Showcase } from '../../scripts/drive/demoCrm.ts';
import { pressOnPop } from '../../scripts/drive/pressOnPop.ts';
import { send } from '../integration/sandbox/client.ts';
import { choose, offered } from './fields.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { clearPop, ring, talkedCall } from './phone.ts';

const ringside = oneForFile({ signIn: 'northwind' });
let numbers: Showcase;
/** Undo takes 10 s, and what could not be sent waits for its next try. */
const LONG = { timeout: 60_000 };

test.beforeEach(async () => {
  numbers = await ringside().crm.showcase('northwind');
  await ringside().crm.misbehave();
  await clearPop(ringside());
});

/** Asks the CRM itself, as a colleague's program would. */
async function inCrm(path: string, body?: unknown): Promise<unknown> {
  const { crm, profile } = ringside();
  const token = await crm.colleagueToken('northwind');
  const request = () =>
    send(profile.demoPort, {
      host: 'northwind.localhost',
      path,
      token,
      ...(body === undefined ? {} : { body }),
    });
  let answer = await request();
  // The account's seven requests a second are the app's too.
  await expect
    .poll(async () => (answer.status === 429 ? (answer = await request()) : answer).status)
    .not.toBe(429);
  return answer.status === 204 ? null : answer.body;
}
const tasks = z.object({
  _embedded: z.object({
    tasks: z.array(z.object({ text: z.string(), entity_id: z.number(), complete_till: z.number() })),
  }),
});
const stage = z.object({ status_id: z.number() });
const tasksSaying = async (text: string) =>
  tasks
    .parse(await inCrm('/api/v4/tasks?limit=250&order[id]=desc'))
    ._embedded.tasks.filter((task) => task.text === text);

test('a form filled in while the CRM cannot be reached: each of its writes is in the CRM once, later', async () => {
  const call = await talkedCall(ringside(), numbers.certain);
  const leadId = (await call.onPop())?.caller.matches[0]?.leads[0]?.id ?? 0;
  const before = stage.parse(await inCrm(`/api/v4/leads/${leadId}`)).status_id;
  await ringside().crm.misbehave({ what: 'dropBefore', path: '/', times: null });

  const pop = await ringside().page('pop');
  await pressOnPop(pop, 'f');
  await expect(pop.getByRole('button', { name: 'In 1 hour' })).toBeFocused();
  await pop.getByRole('button', { name: 'Tomorrow 10:00' }).click();
  await pop.getByRole('textbox', { name: 'Follow-up task' }).fill('Send the e2e offer, 4 pages');
  await pressOnPop(pop, 'Escape');
  await choose(pop, 'The call belongs to', { value: leadId });
  const stages = pop.getByRole('combobox', { name: 'Stage' });
  const ids = (await offered(pop, stages)).map(Number);
  const next = ids.find((one) => one !== before && one !== 142 && one !== 143) ?? 0;
  await choose(pop, stages, { value: next });
  // From the choice itself, and from the field of a time after Enter: no click in between.
  const time = pop.getByRole('textbox', { name: 'Until: time' });
  await time.focus();
  await time.press('Enter');
  await expect(time).not.toBeFocused();
  await stages.focus();
  await pressOnPop(pop, '4');
  await expect(pop.getByText('Saved: Talked')).toBeVisible();
  await expect(pop.getByRole('heading', { name: 'With the result' })).toBeHidden();

  await expect.poll(async () => (await call.inList()).log.state, LONG).toBe('waiting');
  const account = await ringside().page('account');
  const undone = async () => (await ask(account, 'writes', 'list', { undoneOnly: true })).writes;
  expect((await undone()).map(({ write }) => write.kind).toSorted()).toEqual(['createTask', 'patchLead']);
  await account
    .getByRole('navigation')
    .getByRole('button', { name: /^Waiting/ })
    .click();
  const strip = account.getByRole('region', { name: 'Written here, not in the CRM yet' });
  await expect(strip).toContainText('Send the e2e offer, 4 pages');
  await expect(strip).toContainText('Waiting');

  await ringside().crm.misbehave();
  await expect.poll(async () => (await call.inList()).log.state, LONG).toBe('logged');
  await expect.poll(async () => (await undone()).length, LONG).toBe(0);
  const { id } = await call.inList();
  expect((await ringside().crm.calls()).filter(({ uniq }) => uniq === id)).toHaveLength(1);
  expect(await tasksSaying('Send the e2e offer, 4 pages')).toHaveLength(1);
  expect(stage.parse(await inCrm(`/api/v4/leads/${leadId}`)).status_id).toBe(next);
  await account
    .getByRole('navigation')
    .getByRole('button', { name: /^Today/ })
    .click();
});

test('one digit still logs at once, and undo takes a whole form back: nothing of it reaches the CRM', async () => {
  const plain = await talkedCall(ringside(), numbers.certain);
  const pop = await ringside().page('pop');
  await pressOnPop(pop, '4');
  await expect.poll(async () => (await plain.inList()).log.state).toBe('undoable');
  await pressOnPop(pop, 'Backspace');
  await expect.poll(async () => (await plain.inList()).log.state).toBe('unlogged');

  await pressOnPop(pop, 'f');
  await pop.getByRole('button', { name: 'In 1 hour' }).click();
  await pressOnPop(pop, '2');
  await expect(pop.getByText('Saved: Call back later')).toBeVisible();
  const account = await ringside().page('account');
  const writes = async () => (await ask(account, 'writes', 'list', { undoneOnly: true })).writes.length;
  expect(await writes()).toBe(1);
  await pressOnPop(pop, 'Backspace');
  await expect.poll(async () => (await plain.inList()).log.state).toBe('unlogged');
  expect(await writes()).toBe(0);
  expect(await tasksSaying('Call back')).toEqual([]);
});

test('a missed caller closes when a colleague calls back elsewhere, and when we do; all calls are in the list of all', async () => {
  const first = await ring(ringside(), numbers.certain);
  await first.miss();
  await clearPop(ringside());
  const second = await ring(ringside(), numbers.company);
  await second.miss();
  await clearPop(ringside());
  const account = await ringside().page('account');
  const views = account.getByRole('navigation');
  await views.getByRole('button', { name: /^Missed/ }).click();
  const list = account.getByRole('grid', { name: 'Missed' });
  await expect(list.getByRole('row')).toHaveCount(2);
  await expect(list.getByText('1 missed call')).toHaveCount(2);

  // The CRM counts in whole seconds: the call back must not be of the second of the missed one.
  const missedAt = (await first.inList()).startedAt;
  await expect.poll(() => Date.now()).toBeGreaterThan(missedAt + 2_000);
  await inCrm('/api/v4/calls', [
    { direction: 'outbound', duration: 12, source: 'PBX', phone: numbers.certain, uniq: 'e2e-back' },
  ]);
  await expect
    .poll(async () => (await ask(account, 'calls', 'missed', { isWatched: true })).length, {
      timeout: 30_000,
    })
    .toBe(1);
  await expect(list.getByText('Called back')).toHaveCount(1);

  const back = await ring(ringside(), numbers.company, { event: 'dialing' });
  await expect(list.getByText('Called back')).toHaveCount(2);
  await back.hangUp();
  expect(await ask(account, 'calls', 'missed', { isWatched: true })).toEqual([]);

  await views.getByRole('button', { name: /^History/ }).click();
  const all = account.getByRole('grid', { name: 'History' });
  await expect(all.getByRole('row')).toHaveCount((await ask(account, 'calls', 'today')).calls.length);
  await all.focus();
  await account.keyboard.press('j');
  await expect(
    account.getByRole('region', { name: 'Call', exact: true }).getByRole('heading', { level: 2 }),
  ).not.toHaveText('');
  await views.getByRole('button', { name: /^Today/ }).click();
});
