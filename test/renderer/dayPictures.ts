import type { Page } from '@playwright/test';
import type { Call, NumberOwner } from '../../preload/contract.ts';
import { busyDay, call, ringing, today } from './calls.ts';
import { card } from './contacts.ts';
import { missedCaller } from './missed.ts';
import { englishAccount, MINUTE, NOW, russianAccount } from './people.ts';
import { info, type Story } from './world.ts';

const grace = { ...englishAccount, name: 'Northwind', userName: 'Grace Holloway', colour: '#3b5bdb' };
const people: readonly (readonly [name: string, company: string, number: string])[] = [
  ['Mary Jones', 'Pinecrest Dental', '+1 212 555 0131'],
  ['James Smith', 'Foxglove Florist LLC', '+1 212 555 0100'],
  ['', '', '+1 602 555 0162'],
  ['Patricia Brown', 'Bright Path Tutoring', '+1 212 555 0133'],
  ['Fiona Fivedeals', 'Harbor Coffee, Co.', '+1 212 555 0134'],
  ['Harbor Coffee Group', '', '+1 212 555 0135'],
  ['', '', ''],
  ['Sarah Lee', 'Tidewater Marine', '+1 212 555 0137'],
  ['Thomas Adams', 'Ironwood Fitness', '+1 212 555 0138'],
  ['Nancy Clark', 'Evergreen Landscaping', '+1 212 555 0139'],
  ['Daniel Walker', 'Vista Solar', '+1 212 555 0140'],
  ['Karen McAllister', 'Keystone Legal', '+1 212 555 0141'],
  ['Robert Garcia', 'Granite & Sons', '+1 212 555 0142'],
];
const owners: Record<string, NumberOwner> = Object.fromEntries(
  people.flatMap(([name, company, number], index) =>
    name === ''
      ? []
      : [
          [
            number,
            {
              entity: company === '' ? ('company' as const) : ('contact' as const),
              id: 40 + index,
              name,
              company: company === '' ? null : company,
            },
          ],
        ],
  ),
);
const logged = { log: { state: 'logged', at: NOW } } as const;
const fates: readonly Partial<Call>[] = [
  { ...ringing },
  {
    ...logged,
    result: 4,
    chosen: { entity: 'contact', entityId: 41, leadId: 101, name: 'James Smith' },
    note: 'Wants 20 machines instead of 12, delivery on Fridays only. Asked for the lease terms with a buy-out after 24 months. Decides with his partner on Tuesday.',
  },
  { endReason: 'missed', answeredAt: null },
  { ...logged, direction: 'outbound', result: 6, endReason: 'noAnswer', answeredAt: null },
  { ...logged, result: 4, note: 'Wants one contract for all five sites' },
  {},
  { ...logged, result: 4, note: 'Asked for the opening hours' },
  { ...logged, direction: 'outbound', result: 2, note: 'Task set for Mon 10:00' },
  {
    result: 4,
    note: 'Asked for a price list',
    log: { state: 'failed', failure: 'forbidden', words: '' },
  },
  { ...logged, direction: 'outbound', result: 1, note: 'Left word about the courtyard' },
  { ...logged, result: 4, note: 'Panel upgrade, wants a site visit' },
  { ...logged, result: 4, note: 'Meeting agreed' },
  { log: { state: 'waiting', failure: 'network', retryAt: NOW + MINUTE }, result: 3 },
];
const calls: readonly Call[] = fates.map((fate, index) => {
  const [name = '', , number = ''] = people[index] ?? [];
  const startedAt = index === 0 ? NOW - 4000 : NOW - (index * 17 + 5) * MINUTE;
  const isTalked = !('answeredAt' in fate);
  return call({
    number: { raw: number, display: number, e164: number === '' ? null : number.replaceAll(' ', '') },
    callerName: name === '' ? null : name,
    line: '101',
    startedAt,
    endedAt: startedAt + (index + 2) * 47_000,
    ...(isTalked ? { answeredAt: startedAt + 7000 } : {}),
    ...fate,
    ...(index === 0 ? { startedAt } : {}),
  });
});
const world = {
  info: info(grace),
  accounts: [
    grace,
    {
      ...englishAccount,
      key: 'sandbox:3:1',
      name: 'Seaboard Freight',
      colour: '#a83279',
      state: 'needsSignIn' as const,
    },
    { ...russianAccount, colour: '#0b7d6e' },
  ],
  calls: today(...calls),
  owners,
  cards: [
    card(
      {},
      {
        id: 41,
        name: 'James Smith',
        company: { id: 31, name: 'Foxglove Florist LLC' },
        tags: ['VIP', 'wholesale'],
        emails: ['james@foxglove.example'],
      },
    ),
    card({}, { id: 40, name: 'Mary Jones', company: { id: 32, name: 'Pinecrest Dental' } }),
    card({}, { entity: 'company', id: 45, name: 'Harbor Coffee Group', company: null }),
  ],
  counts: { unlogged: 2, waiting: 1, failed: 1, missed: 3, day: busyDay, pause: null },
  missed: [
    missedCaller('+16025550162', { display: '+1 602 555 0162', times: 2, lastAt: NOW - 30 * MINUTE }),
    missedCaller('+12125550142', {
      display: '+1 212 555 0142',
      name: 'Robert Garcia',
      who: { entity: 'contact', id: 52 },
      times: 1,
      lastAt: NOW - 61 * MINUTE,
    }),
    missedCaller('+12125550151', {
      display: '+1 212 555 0151',
      name: 'Linda Wilson',
      who: { entity: 'contact', id: 61 },
      times: 1,
      lastAt: NOW - 102 * MINUTE,
    }),
  ],
};
const openCall =
  (steps: number) =>
  async (page: Page): Promise<void> => {
    await page.locator('[data-main-list]:focus').waitFor();
    for (let step = 0; step < steps; step += 1) await page.keyboard.press('j');
  };
const openMenu = async (page: Page): Promise<void> => {
  await page.locator('nav [aria-haspopup="menu"]').click();
  await page.getByRole('menu').waitFor();
};

/** A day of calls as an agent has it at half past two: the window's face. */
export const dayPictures: readonly Omit<Story, 'page'>[] = [
  { name: 'day', world },
  {
    name: 'day-mine',
    world,
    async act(page) {
      await page.locator('[data-main-list]:focus').waitFor();
      const ownDay = page.locator('button:has(svg.lucide-list-todo)');
      if (await ownDay.isVisible()) await ownDay.click();
    },
  },
  { name: 'day-ringing', world, act: openCall(1) },
  { name: 'day-call', world, act: openCall(2) },
  { name: 'day-to-log', world, act: openCall(6) },
  { name: 'day-unknown', world, act: openCall(3) },
  { name: 'day-withheld', world, act: openCall(7) },
  { name: 'day-switcher', world, act: openMenu },
  {
    name: 'day-offline',
    world: {
      ...world,
      sync: {
        phase: 'waiting',
        stored: 0,
        contacts: 303,
        completedAt: NOW - 40 * MINUTE,
        failure: 'network',
        first: null,
        skipped: 0,
      },
    },
  },
  { name: 'day-sign-in', world: { ...world, info: info({ ...grace, state: 'needsSignIn' }) } },
];
