import { ask } from '../../scripts/drive/ask.ts';
import { softphoneHook } from '../../scripts/drive/hook.ts';
import type { Showcase } from '../../scripts/drive/demoCrm.ts';
import { pressOnPop } from '../../scripts/drive/pressOnPop.ts';
import { addContact } from './colleague.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { clearPop, popIsVisible, ring } from './phone.ts';

const ringside = oneForFile({ signIn: 'northwind' });
let numbers: Showcase;

test.beforeEach(async () => {
  numbers = await ringside().crm.showcase('northwind');
  await clearPop(ringside());
});

test('a ringing contact pops: name, company, number, lead, last contact', async () => {
  expect(await popIsVisible(ringside())).toBe(false);
  const call = await ring(ringside(), numbers.certain);
  const pop = await ringside().page('pop');
  expect(await popIsVisible(ringside())).toBe(true);
  await expect
    .poll(async () => (await call.inList()).popMs, 'the time to the painted name')
    .toBeGreaterThan(0);

  await expect.poll(async () => (await call.onPop())?.caller.freshness).toBe('fresh');
  const match = (await call.onPop())?.caller.matches[0];
  const lead = match?.leads[0];
  if (match === undefined || lead === undefined) throw new Error('the showcase contact has a lead');
  await expect(pop.getByRole('heading', { level: 1 })).toHaveText(match.name);
  await expect(pop.getByText(match.company ?? 'No company', { exact: true })).toBeVisible();
  await expect(pop.getByText((await call.inList()).number.display)).toBeVisible();
  const deals = pop.getByRole('list', { name: 'Open deals' });
  await expect(deals).toContainText(lead.name);
  await expect(deals).toContainText(lead.stage);
  await expect(deals).toContainText(`$${(lead.price ?? 0).toLocaleString('en-US')}`);
  await expect(pop.locator('[data-zone="words"]')).not.toHaveText('');
  await expect(pop.getByText('Ringing', { exact: true })).toBeVisible();
  await call.hangUp();
});

test('where the number is, and what time it is there, is said in a line of its own, and moves nothing', async () => {
  const call = await ring(ringside(), '+442079460018');
  const pop = await ringside().page('pop');
  await expect(pop.getByRole('heading', { level: 1 })).toHaveText('+44 20 7946 0018');
  const there = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/London',
  });
  const [, minute = ''] = there.format(Date.now()).split(':');
  await expect(pop.getByText(/^London, United Kingdom · \d+:\d\d .*there$/)).toBeVisible();
  // The minute may be over meanwhile: not that of another zone, half an hour away.
  const said = /:(\d\d)/.exec((await pop.getByText(/ · .* there$/).textContent()) ?? '')?.[1] ?? '';
  expect((Number(said) - Number(minute) + 60) % 60).toBeLessThan(2);
  await call.miss();
});

test('while talking there are a timer and a note that is saved as it is typed', async () => {
  const call = await ring(ringside(), numbers.certain);
  await call.answer();
  const pop = await ringside().page('pop');
  await expect(pop.getByRole('timer')).toHaveText(/^0:0\d$/);
  await pressOnPop(pop, 'n');
  await pop.keyboard.type('Prefers 4 pallets, not 7');
  await expect.poll(async () => (await call.inList()).note).toBe('Prefers 4 pallets, not 7');
  await call.hangUp();
  expect((await call.inList()).result, 'digits in the note are text').toBeNull();
  await expect(pop.getByText('Ended')).toBeVisible();
});

test('a softphone that never tells the end: E says that it is over, and a digit is the result', async () => {
  const call = await ring(ringside(), numbers.certain);
  await call.answer();
  const pop = await ringside().page('pop');
  await expect(pop.getByRole('button', { name: 'Call is over' })).toBeVisible();
  await pressOnPop(pop, 'e');
  await expect.poll(async () => (await call.inList()).endReason).toBe('completed');
  await pressOnPop(pop, '4');
  await expect.poll(async () => (await call.inList()).result).toBe(4);
});

test('a missed call is told as missed', async () => {
  const call = await ring(ringside(), numbers.certain);
  await call.miss();
  expect(await call.inList()).toMatchObject({ endReason: 'missed', log: { state: 'unlogged' } });
  await expect((await ringside().page('pop')).getByText('Missed', { exact: true })).toBeVisible();
});

test('an outgoing call is one too', async () => {
  const call = await ring(ringside(), numbers.certain, { event: 'dialing' });
  expect((await call.inList()).direction).toBe('outbound');
  await expect((await ringside().page('pop')).getByText('Dialling', { exact: true })).toBeVisible();
  await call.hangUp();
  expect((await call.inList()).endReason).toBe('noAnswer');
});

test('two calls at once are both there, and the agent goes from one to the other', async () => {
  const first = await ring(ringside(), numbers.certain);
  await first.answer();
  const second = await ring(ringside(), numbers.unknown);
  const pop = await ringside().page('pop');
  const snapshot = async () => ask(pop, 'pop', 'snapshot');
  expect((await snapshot()).calls).toHaveLength(2);
  await expect(pop.getByText('2 calls at once').or(pop.getByLabel('2 calls at once')).first()).toBeVisible();
  const before = (await snapshot()).focused;
  await pressOnPop(pop, 'Control+Tab');
  await expect.poll(async () => (await snapshot()).focused).not.toBe(before);
  await first.hangUp();
  await second.miss();
});

test('the same call reported twice is one call', async () => {
  const list = await ringside().page('account');
  const before = (await ask(list, 'calls', 'today')).calls.length;
  const hook = softphoneHook(ringside().profile.userData);
  // By id, and by number alone as most softphones report.
  await hook.report('ringing', numbers.company, { callId: 'twice' });
  await hook.report('ringing', numbers.company, { callId: 'twice' });
  await hook.report('ringing', numbers.company);
  await hook.report('answered', numbers.company);
  await hook.report('answered', numbers.company, { callId: 'twice' });
  await hook.report('ended', numbers.company);
  await hook.report('ended', numbers.company, { callId: 'twice' });
  await expect.poll(async () => (await ask(list, 'calls', 'today')).calls[0]?.state).toBe('ended');
  expect((await ask(list, 'calls', 'today')).calls.length).toBe(before + 1);
});

test("a company's number shows the company", async () => {
  const call = await ring(ringside(), numbers.company);
  const match = (await call.onPop())?.caller.matches[0];
  expect(match?.entity).toBe('company');
  const pop = await ringside().page('pop');
  await expect(pop.getByRole('heading', { level: 1 })).toHaveText(match?.name ?? '');
  await expect.poll(async () => (await call.onPop())?.caller.freshness).toBe('fresh');
  await call.miss();
});

test('a withheld number is said to be one, and nobody is asked for', async () => {
  // The copy of other lists may go on meanwhile.
  const lookups = async (): Promise<number> =>
    (await ringside().crm.requests()).filter(({ path }) => path === '/api/v4/contacts').length;
  const asked = await lookups();
  const call = await ring(ringside(), 'anonymous');
  const pop = await ringside().page('pop');
  await expect(pop.getByRole('heading', { level: 1 })).toHaveText('Number withheld');
  await call.miss();
  expect(await lookups()).toBe(asked);
});

test('several people share a number: a ranked list, and a digit chooses before the call has ended', async () => {
  const call = await ring(ringside(), numbers.several);
  const pop = await ringside().page('pop');
  const rows = pop.getByRole('list', { name: 'People with this number' }).getByRole('listitem');
  await expect(rows).toHaveCount(2);
  const second = (await call.onPop())?.caller.matches[1];
  await pressOnPop(pop, '2');
  await expect.poll(async () => (await call.inList()).chosen?.entityId).toBe(second?.id);
  await expect(pop.getByRole('heading', { level: 1 })).toHaveText(second?.name ?? '');
  expect((await call.inList()).result, 'the digit was no result').toBeNull();
  await call.miss();
});

test('somebody whom only the CRM knows yet is found a moment later', async () => {
  const id = await addContact(ringside(), 'northwind', 'Nora Freshly', '+1 (415) 555-0163');
  const call = await ring(ringside(), '+14155550163');
  expect((await call.onPop())?.caller.certainty).toBeDefined();
  await expect.poll(async () => (await call.onPop())?.caller.matches[0]?.id).toBe(id);
  const pop = await ringside().page('pop');
  await expect(pop.getByRole('heading', { level: 1 })).toHaveText('Nora Freshly');
  await expect.poll(async () => (await call.inList()).callerName).toBe('Nora Freshly');
  await call.miss();
});

test('creating a contact asks the CRM for duplicates first, and offers them', async () => {
  const call = await ring(ringside(), '+14155550164');
  const pop = await ringside().page('pop');
  await expect(pop.getByText('Nobody in the CRM has this number.')).toBeVisible();
  // Between the ring and the agent's wish a colleague was quicker.
  const id = await addContact(ringside(), 'northwind', 'Quentin Quicker', '(415) 555-0164');
  await pressOnPop(pop, '+');
  await expect(pop.getByText('This person has the number already:')).toBeVisible();
  await pop.getByRole('button', { name: /Quentin Quicker/ }).click();
  await expect.poll(async () => (await call.inList()).chosen?.entityId).toBe(id);
  await call.miss();
});

test('Esc puts the pop away, and an unlogged call can be shown again from the list', async () => {
  const call = await ring(ringside(), numbers.certain);
  await call.answer();
  await call.hangUp();
  await pressOnPop(await ringside().page('pop'), 'Escape');
  await expect.poll(() => popIsVisible(ringside())).toBe(false);
  const list = await ringside().page('account');
  await list.getByRole('grid', { name: 'Calls today' }).getByRole('row').first().click();
  await list.getByRole('button', { name: 'Show on the pop' }).click();
  await expect.poll(() => popIsVisible(ringside())).toBe(true);
  await expect.poll(async () => (await call.onPop())?.call.id).toBe((await call.inList()).id);
});

test('I looks back at the last calls and notes of whoever rings, with their authors; Esc goes back to the call', async () => {
  const call = await ring(ringside(), numbers.certain);
  const pop = await ringside().page('pop');
  await call.answer();
  await call.hangUp();
  await pop.getByRole('textbox').fill('Wants the green one');
  await pressOnPop(pop, 'Escape');
  await pressOnPop(pop, '4');
  await expect.poll(async () => (await call.inList()).log.state, { timeout: 45_000 }).toBe('logged');

  const again = await ring(ringside(), numbers.certain);
  await pressOnPop(pop, 'i');
  // Under the same name what was before stands on the pop, too.
  const entries = pop.getByRole('region', { name: 'Last calls and notes' }).getByRole('listitem');
  await expect(entries.first()).toContainText('Wants the green one');
  await expect(entries.first()).toContainText('you');
  await expect(entries.first()).toContainText('Talked');
  await pressOnPop(pop, 'Escape');
  await expect(entries).toHaveCount(0);
  await again.hangUp();
});
