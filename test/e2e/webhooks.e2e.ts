import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { z } from 'zod';
import { ask } from '../../scripts/drive/ask.ts';
import { askAdmin, startRelayProcess } from '../../scripts/drive/relayProcess.ts';
import type { RelayProcess } from '../../scripts/drive/relayProcess.ts';
import { authorize } from '../../scripts/drive/browser.ts';
import { hasNotificationDaemon, startNotificationDaemon } from '../../scripts/drive/notificationDaemon.ts';
import type { NotificationDaemon } from '../../scripts/drive/notificationDaemon.ts';
import { aTimeSoon, colleagueAtTheCrm } from './colleague.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { watchForFlicker } from './flicker.ts';
import { clearPop, ring } from './phone.ts';
import { contactsAreHere } from './ringside.ts';

// Sandbox -> webhooks -> relay -> desktop -> what is open on the screen. Polling would take at least 15 minutes from the
// first webhook on (main/webhooks/apply/catchUpPace.ts): what these tests see, no catch-up can have brought.

// One app and one relay for all, in this order.
test.describe.configure({ mode: 'serial' });
const ringside = oneForFile({ signIn: 'northwind' });
const data = mkdtempSync(path.join(tmpdir(), 'ringside-news-'));
let relay: RelayProcess;
let daemon: NotificationDaemon | null = null;

test.beforeAll(async ({ desktop }) => {
  if (hasNotificationDaemon) daemon = await startNotificationDaemon(desktop);
  relay = await startRelayProcess(['--port', '0', '--data', data]);
});
test.afterAll(async () => {
  await relay.stop();
  await daemon?.stop();
  rmSync(data, { recursive: true, force: true });
});

const { atTheCrm, make, moveToBin, myId } = colleagueAtTheCrm(ringside, 'northwind');

/** Where the CRM posts to: the address of the account, made when the admin invited to it. */
async function webhookAddress(): Promise<string> {
  const told = z
    .object({ accounts: z.array(z.object({ account: z.number().nullable(), webhookUrl: z.string() })) })
    .parse(await askAdmin(relay.url, relay.announcement.adminTokenFile ?? '', 'GET', 'accounts'));
  return told.accounts.find((one) => one.account !== null)?.webhookUrl ?? '';
}

const page = (): Promise<Page> => ringside().page('account');
const cardOf = (window: Page): Locator => window.getByRole('region', { name: 'Card', exact: true });

/** Opens the card of what has this name. */
async function openCard(name: string): Promise<Locator> {
  const window = await page();
  await window.keyboard.press('Escape');
  await expect
    .poll(async () => (await ask(window, 'search', 'find', { text: name, where: 'copy' })).hits.length)
    .toBeGreaterThan(0);
  await window.keyboard.press('Alt+2');
  await window.keyboard.press('/');
  const dialog = window.getByRole('dialog', { name: 'Search everything' });
  await dialog.getByRole('combobox').fill(name);
  await dialog.getByRole('option', { name }).first().click();
  const card = cardOf(window);
  await expect(card.getByRole('heading', { level: 2 })).toHaveText(name);
  // What the card asks the CRM for itself is here: from now on only webhooks change it.
  await expect(card.getByText('Checked with the CRM')).toBeVisible();
  return card;
}

test('a relay is managed, joined and subscribed at the CRM on one page; the test goes through', async () => {
  const window = await page();
  await window.keyboard.press('Alt+6');
  await window.getByRole('tab', { name: 'Advanced' }).click();
  await window.getByRole('button', { name: /^CRM news/ }).click();
  const token = readFileSync(relay.announcement.adminTokenFile ?? '', 'utf8').trim();
  await window.getByLabel('Address of the relay', { exact: true }).fill(relay.url);
  await window.getByLabel('The admin’s token').fill('x'.repeat(43));
  await window.getByRole('button', { name: 'Manage this relay' }).click();
  await expect(window.getByText('The relay does not accept this token.')).toBeVisible();
  await window.getByLabel('The admin’s token').fill(token);
  await window.getByRole('button', { name: 'Manage this relay' }).click();
  await expect(window.getByText('No computer has joined for this account yet.')).toBeVisible();
  await window.getByRole('button', { name: 'Copy a new invite' }).click();
  await expect(window.getByText('Copied. Send it to one person', { exact: false })).toBeVisible();
  const link = await ringside()
    .app()
    .electron.askMain(({ clipboard }) => clipboard.readText());
  expect(link).toContain('/invite#');
  expect(await window.content()).not.toContain(token);
  await window.getByLabel('Link of your invite').fill('https://relay.example/nothing');
  await window.getByRole('button', { name: 'Join' }).click();
  await expect(window.getByRole('alert')).toContainText('not the link of an invite');
  await window.getByLabel('Link of your invite').fill(link);
  await window.getByRole('button', { name: 'Join' }).click();
  await expect(window.getByText('Connected', { exact: true })).toBeVisible();

  const webhookUrl = await webhookAddress();
  await window.getByRole('button', { name: 'Subscribe the CRM to it' }).click();
  const tasks = window.getByLabel('Tasks', { exact: true });
  await expect(tasks).toBeChecked();
  await tasks.uncheck();
  await expect(tasks).not.toBeChecked();
  await tasks.check();
  await expect(tasks).toBeChecked();
  await window.getByRole('button', { name: 'Send a test' }).click();
  await expect(window.getByText(/It arrived after \d+ ms/u)).toBeVisible();
  // Neither the token nor the address is in the page or in what it was told.
  const secret = webhookUrl.split('/').at(-1) ?? webhookUrl;
  expect(await window.content()).not.toContain(secret);
  expect(JSON.stringify(await ask(window, 'webhooks', 'hooks'))).not.toContain(secret);
});

test('a deal: new, renamed, moved, given away, noted, called about, deleted and restored', async () => {
  const window = await page();
  const { pipelines, users } = await ask(window, 'dictionary', 'get');
  const stages = pipelines[0]?.statuses.filter(({ isIncoming }) => !isIncoming) ?? [];
  const [first, second] = stages;
  const id = await make('leads', {
    name: 'Fresh from the web',
    pipeline_id: pipelines[0]?.id,
    status_id: first?.id,
  });
  const card = await openCard('Fresh from the web');

  // Its time comes while the tests go on: that it is told of is awaited among the notifications.
  await make('tasks', {
    text: 'Water the plants',
    complete_till: aTimeSoon('America/New_York'),
    responsible_user_id: await myId(),
  });

  const change = (body: object): Promise<unknown> => atTheCrm('PATCH', `leads/${id}`, body);
  const takenAway = await watchForFlicker(card);
  // In the middle of the agent's own work, which stays as it is.
  await card.getByRole('button', { name: 'Price' }).click();
  await card.getByRole('textbox', { name: /^Price/ }).fill('777');
  await change({ name: 'Renamed elsewhere', price: 4321 });
  await expect(card.getByRole('heading', { level: 2 })).toHaveText('Renamed elsewhere');
  await expect(card.getByText('4,321')).toBeVisible();
  await expect(card.getByRole('textbox', { name: /^Price/ })).toHaveValue('777');
  await expect(card.getByRole('textbox', { name: /^Price/ })).toBeFocused();
  expect(await takenAway()).toEqual([]);
  await card.getByRole('button', { name: 'Cancel' }).click();
  await change({ status_id: second?.id });
  await expect(card.getByText(second?.name ?? '', { exact: false }).first()).toBeVisible();
  const other = users.find((user) => user.id !== 0 && !user.name.includes('You'));
  await change({ responsible_user_id: other?.id });
  await expect
    .poll(async () => (await ask(window, 'leads', 'card', { leadId: id, refresh: false })).lead?.responsible)
    .toBe(other?.name);
  await make(`leads/${id}/notes`, { note_type: 'common', params: { text: 'Noted elsewhere' } });
  await expect(card.getByText('Noted elsewhere')).toBeVisible();
  await make(`leads/${id}/notes`, {
    note_type: 'call_in',
    params: { uniq: 'n-1', duration: 65, source: 'pbx', phone: '+12025550199', call_result: 'Wants a call' },
  });
  await expect(card.getByText('Wants a call')).toBeVisible();

  await moveToBin('leads', id, false);
  const shown = async (): Promise<number | undefined> =>
    (await ask(window, 'leads', 'card', { leadId: id, refresh: false })).lead?.id;
  await expect.poll(shown).toBeUndefined();
  await moveToBin('leads', id, true);
  await expect.poll(shown).toBe(id);
  await expect(card.getByRole('heading', { level: 2 })).toHaveText('Renamed elsewhere');
});

test('a contact: new, changed with its number, noted; a company: new and renamed; both deleted and restored', async () => {
  const window = await page();
  const phone = (value: string) => [{ field_code: 'PHONE', values: [{ value, enum_code: 'MOB' }] }];
  const id = await make('contacts', { name: 'Nina Newcomer', custom_fields_values: phone('+12025550142') });
  const card = await openCard('Nina Newcomer');
  await atTheCrm('PATCH', `contacts/${id}`, {
    name: 'Nina Renamed',
    custom_fields_values: phone('+12025550143'),
  });
  await expect(card.getByRole('heading', { level: 2 })).toHaveText('Nina Renamed');
  await expect(card.getByText('0143')).toBeVisible();
  await make(`contacts/${id}/notes`, {
    note_type: 'call_out',
    params: {
      uniq: 'n-2',
      duration: 5,
      source: 'pbx',
      phone: '+12025550143',
      call_result: 'Asked for a price',
    },
  });
  await expect(card.getByText('Asked for a price')).toBeVisible();
  // The next ring of the new number finds her.
  const found = await ask(window, 'contacts', 'search', { callId: null, text: '2025550143' });
  expect(found.map(({ name }) => name)).toEqual(['Nina Renamed']);

  const company = await make('companies', { name: 'Newcomers Ltd' });
  const companyCard = await openCard('Newcomers Ltd');
  await atTheCrm('PATCH', `companies/${company}`, { name: 'Newcomers and Sons' });
  await expect(companyCard.getByRole('heading', { level: 2 })).toHaveText('Newcomers and Sons');

  // Into the bin and back: neither the people nor the search have them meanwhile.
  const hits = async (text: string): Promise<number> =>
    (await ask(window, 'search', 'find', { text, where: 'copy' })).hits.length;
  for (const [type, which, name] of [
    ['contacts', id, 'Nina Renamed'],
    ['companies', company, 'Newcomers and Sons'],
  ] as const) {
    await moveToBin(type, which, false);
    await expect.poll(() => hits(name)).toBe(0);
    await moveToBin(type, which, true);
    await expect.poll(() => hits(name)).toBe(1);
  }
});

test('a task: new in the open list, its text changed, done elsewhere', async () => {
  const window = await page();
  await window.keyboard.press('Escape');
  await window.keyboard.press('Alt+4');
  await window.getByRole('navigation').getByRole('button', { name: 'All mine' }).click();
  const list = window.getByRole('grid', { name: 'Tasks' });
  const me = await myId();
  const id = await make('tasks', {
    text: 'Call the newcomer',
    complete_till: Math.floor(Date.now() / 1000) + 3_600,
    responsible_user_id: me,
  });
  await expect(list.getByText('Call the newcomer', { exact: true })).toBeVisible();
  await atTheCrm('PATCH', `tasks/${id}`, { text: 'Call the newcomer twice' });
  await expect(list.getByText('Call the newcomer twice')).toBeVisible();
  await atTheCrm('PATCH', `tasks/${id}`, { is_completed: true, result: { text: 'done' } });
  await expect(list.getByText('Call the newcomer twice')).toBeHidden();
});

test('an incoming lead by phone is in the copy without a catch-up', async () => {
  const window = await page();
  const made = z
    .object({
      _embedded: z.object({
        unsorted: z.array(
          z.object({ _embedded: z.object({ leads: z.array(z.object({ id: z.number() })) }) }),
        ),
      }),
    })
    .parse(
      await atTheCrm('POST', 'leads/unsorted/sip', [
        {
          source_uid: 'pbx-1',
          source_name: 'PBX',
          metadata: {
            uniq: 'u-1',
            phone: '+12025550177',
            from: '+12025550177',
            called_at: Math.floor(Date.now() / 1000),
            duration: 12,
            link: '',
            service_code: 'pbx',
          },
          _embedded: { leads: [{ name: 'Called the office' }], contacts: [{ name: 'Unknown caller' }] },
        },
      ]),
    );
  const leadId = made._embedded.unsorted[0]?._embedded.leads[0]?.id ?? 0;
  await expect
    .poll(async () => (await ask(window, 'leads', 'card', { leadId, refresh: false })).lead?.name)
    .toBe('Called the office');
});

test('notifications of what is for me: an incoming lead, a task and a deal given, a missed caller called back, a task due; none of my own', async () => {
  test.skip(daemon === null, 'this computer has no notification daemon (dunst)');
  if (daemon === null) return;
  test.setTimeout(120_000);
  const window = await page();
  const me = await myId();
  const other = (await ask(window, 'dictionary', 'get')).users.find(({ id }) => id !== 0 && id !== me)?.id;
  const caller = (await ringside().crm.showcase('northwind')).certain;
  const missed = await ring(ringside(), caller);
  await missed.miss();
  await clearPop(ringside());

  await make('tasks', {
    text: 'Send the offer',
    complete_till: Math.floor(Date.now() / 1000) + 86_400,
    responsible_user_id: me,
    created_by: other,
  });
  const deal = await make('leads', { name: 'Handed over', responsible_user_id: other });
  await atTheCrm('PATCH', `leads/${deal}`, { responsible_user_id: me, updated_by: other });
  // The CRM counts in whole seconds: the call back must not be of the second of the missed one.
  const missedAt = (await missed.inList()).startedAt;
  await expect.poll(() => Date.now()).toBeGreaterThan(missedAt + 2_000);
  await atTheCrm('POST', 'calls', [
    { direction: 'outbound', duration: 9, source: 'PBX', phone: caller, uniq: 'n-3', created_by: other },
  ]);
  await expect
    .poll(async () => (await ask(window, 'calls', 'missed', { isWatched: true })).length, { timeout: 30_000 })
    .toBe(0);

  // Each once, whatever order they come in; the due one at the latest at the next look, within half a minute.
  const [who] = await ask(window, 'contacts', 'search', { callId: null, text: caller });
  await expect
    .poll(() => (daemon?.shown() ?? []).toSorted(), { timeout: 80_000 })
    .toEqual([
      'A deal is yours now | Handed over',
      'A task is due | Water the plants',
      'A task is yours now | Send the offer',
      // Its deal's name is there unless the CRM took too long; and not as a deal of mine besides.
      expect.stringMatching(/^An incoming lead by phone \| (?:Called the office)?$/u),
      `Somebody called back | ${who?.name}`,
    ]);
});

test('notifications: shown, grouped, switched off by kind, account and hour, none of my own; a click opens the card in its account', async () => {
  test.skip(daemon === null, 'this computer has no notification daemon (dunst)');
  if (daemon === null) return;
  const before = daemon.shown().length;
  const shown = (): readonly string[] => (daemon?.shown() ?? []).slice(before);
  await daemon.clear();
  const north = await page();
  const me = await myId();
  const { pipelines } = await ask(north, 'dictionary', 'get');
  const stages = pipelines[0]?.statuses.filter(({ isIncoming }) => !isIncoming) ?? [];
  const ids: number[] = [];
  for (const name of ['Harbour', 'Quay', 'Pier', 'Jetty', 'Wharf']) {
    ids.push(await make('leads', { name, pipeline_id: pipelines[0]?.id, status_id: stages[0]?.id }));
  }
  const [harbour = 0, quay = 0] = ids;
  const inCopy = async (leadId: number) =>
    (await ask(north, 'leads', 'card', { leadId, refresh: false })).lead;
  for (const id of ids) await expect.poll(async () => (await inCopy(id))?.id).toBe(id);

  // What the CRM posts when somebody does something to a deal of mine.
  const { id: account } = z.object({ id: z.number() }).parse(await atTheCrm('GET', 'account'));
  const address = await webhookAddress();
  let second = Math.floor(Date.now() / 1000);
  const post = async (leads: readonly number[], stage: number, by: number, price: number): Promise<void> => {
    second += 1;
    const fields = leads.flatMap((id, at) =>
      Object.entries({
        id,
        status_id: stages[stage]?.id ?? 0,
        pipeline_id: pipelines[0]?.id ?? 0,
        responsible_user_id: me,
        price,
        last_modified: second,
        modified_user_id: by,
      }).map(([key, value]) => `leads[status][${at}][${key}]=${value}`),
    );
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: [...fields, `account[id]=${account}`].join('&'),
    });
    expect(answer.status).toBe(200);
    await expect.poll(async () => (await inCopy(leads[0] ?? 0))?.price).toBe(price);
  };
  const ROBOT = 0;

  // Another account's window is in front.
  await ask(north, 'accounts', 'addAnother', { same: false });
  const welcome = await ringside().page('welcome');
  await ask(welcome, 'accounts', 'tryDemo');
  await expect.poll(async () => (await ask(welcome, 'accounts', 'signInState')).phase).toBe('browser');
  await authorize(await ringside().profile.browser.nextUrl(), { account: 'romashka', decision: 'allow' });
  const south = await ringside().app().page('account', 1);
  await contactsAreHere(south);

  const name = (await ask(north, 'app', 'info')).account?.name ?? '';
  const moved = `A deal moved · ${name}`;
  await post([harbour], 1, me, 10);
  await post([quay], 1, ROBOT, 11);
  await expect.poll(shown).toEqual([`${moved} | Quay: ${stages[1]?.name}`]);
  await daemon.click();
  await expect(cardOf(north).getByRole('heading', { level: 2 })).toHaveText('Quay');
  await expect.poll(() => north.evaluate(() => document.hasFocus())).toBe(true);
  await expect(cardOf(south)).toBeHidden();

  await daemon.clear();
  await post(ids, 2, ROBOT, 12);
  await expect.poll(() => shown().slice(1)).toEqual([`${moved} | 5 of them`]);

  // Switched off in the settings, then on again: what happened meanwhile is never told.
  await north.keyboard.press('Alt+6');
  await north.getByRole('tab', { name: 'Notifications' }).click();
  const kind = north.getByLabel('A stage of my deal changed');
  const whole = north.getByLabel('Notifications of this account');
  const allDay = { 'quietHours.from': '00:00', 'quietHours.to': '00:00' };
  const quiet = (on: boolean) => ask(north, 'settings', 'change', { 'quietHours.on': on, ...allDay });
  await kind.uncheck();
  await expect.poll(async () => (await ask(north, 'webhooks', 'notices')).on).not.toContain('leadMoved');
  await post([harbour], 0, ROBOT, 20);
  await kind.check();
  await whole.uncheck();
  await expect.poll(async () => (await ask(north, 'webhooks', 'notices')).account).toBe(false);
  await post([harbour], 1, ROBOT, 21);
  await whole.check();
  await expect.poll(async () => (await ask(north, 'webhooks', 'notices')).account).toBe(true);
  await quiet(true);
  await post([harbour], 2, ROBOT, 22);
  await quiet(false);
  await post([harbour], 0, ROBOT, 23);
  await expect.poll(() => shown().slice(2)).toEqual([`${moved} | Harbour: ${stages[0]?.name}`]);
});
