import type { Page } from '@playwright/test';
import { call, today } from './calls.ts';
import { card, person } from './contacts.ts';
import { longName, NOW, rightToLeft } from './people.ts';
import { onPage } from './world.ts';
import type { Fixture } from './fixture.ts';

const contacts = async (page: Page): Promise<void> => {
  await page.keyboard.press('Alt+2');
  await page.getByRole('search').waitFor();
  await page.evaluate((ms) => window.pass(ms), 300);
};
/** The card of the first person, with the CRM's answer on it. */
const openCard = async (page: Page): Promise<void> => {
  await contacts(page);
  await page.getByRole('listbox').focus();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('article').waitFor();
  await page.evaluate((ms) => window.pass(ms), 600);
};
const thenPress =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    await openCard(page);
    for (const key of keys) await page.keyboard.press(key);
    await page.evaluate((ms) => window.pass(ms), 300);
  };
const search =
  (text: string) =>
  async (page: Page): Promise<void> => {
    await page.keyboard.press('/');
    await page.getByRole('dialog').getByRole('combobox').fill(text);
    await page.evaluate((ms) => window.pass(ms), 600);
  };
const withCard = (...args: Parameters<typeof card>): Partial<Fixture> => ({ cards: [card(...args)] });

/** Contacts, companies, their cards, the search and the keys, in every state. */
export const cardPictures = onPage('account', [
  { name: 'contacts', world: {}, act: contacts },
  { name: 'contacts-loading', world: { people: 'loading' }, act: contacts },
  { name: 'contacts-empty', world: { people: [] }, act: contacts },
  { name: 'contacts-error', world: { people: 'failed' }, act: contacts },
  {
    name: 'contacts-stale',
    world: {
      sync: {
        phase: 'waiting',
        stored: 0,
        contacts: 506,
        completedAt: NOW - 7_200_000,
        failure: 'network',
        first: null,
        skipped: 0,
      },
    },
    act: contacts,
  },
  {
    name: 'companies',
    world: {},
    act: async (page) => {
      await contacts(page);
      await page
        .getByRole('navigation')
        .getByRole('button', { name: /Companies|Компании/ })
        .click();
      await page.evaluate((ms) => window.pass(ms), 300);
    },
  },
  {
    name: 'contacts-filtered',
    world: { people: [] },
    act: async (page) => {
      await contacts(page);
      await page.getByRole('searchbox').fill('zzz');
      await page.evaluate((ms) => window.pass(ms), 400);
    },
  },
  { name: 'card', world: {}, act: openCard },
  { name: 'card-unseen', world: {}, act: thenPress('l') },
  {
    name: 'card-unseen-seen',
    world: { calls: today(call()) },
    act: async (page) => {
      await thenPress('l')(page);
      await page.getByRole('dialog').getByPlaceholder('0:00').fill('5:30');
      await page.keyboard.press('Enter');
      await page.evaluate((ms) => window.pass(ms), 300);
    },
  },
  {
    name: 'card-recording-gone',
    world: {},
    act: async (page) => {
      await openCard(page);
      await page.getByRole('button', { name: /^(?:Play the recording|Слушать запись)$/ }).click();
    },
  },
  { name: 'card-loading', world: { cards: [] }, act: openCard },
  {
    name: 'card-offline',
    world: withCard({ freshness: 'offline', failure: 'network', notes: null }),
    act: openCard,
  },
  { name: 'card-asking', world: withCard({ freshness: 'asking', notes: null }), act: openCard },
  {
    name: 'card-gone',
    world: withCard({ contactOrCompany: null, leads: [], tasks: [], notes: null, freshness: 'gone' }),
    act: openCard,
  },
  {
    name: 'card-bare',
    world: withCard(
      { leads: [], tasks: [], notes: [] },
      {
        name: '',
        phones: [],
        emails: [],
        tags: [],
        company: null,
        responsible: null,
        responsibleIsMe: false,
      },
    ),
    act: openCard,
  },
  {
    name: 'card-long',
    world: withCard(
      { notes: [] },
      {
        name: longName,
        company: { id: 31, name: longName },
        tags: [longName, 'x'],
        emails: [`${'long'.repeat(60)}@example.com`],
        responsible: longName,
        pending: { state: 'failed', failure: 'changedMeanwhile' },
      },
    ),
    act: openCard,
  },
  {
    name: 'card-rtl',
    world: withCard({}, { name: rightToLeft, company: { id: 31, name: rightToLeft } }),
    act: openCard,
  },
  {
    name: 'card-company',
    world: withCard(
      {},
      {
        entity: 'company',
        company: null,
        name: 'Osborne & Daughters Ltd',
        contacts: [person(11), person(13, { name: rightToLeft })],
      },
    ),
    act: openCard,
  },
  { name: 'card-edit', world: {}, act: thenPress('e') },
  { name: 'card-note', world: {}, act: thenPress('n') },
  { name: 'card-task', world: {}, act: thenPress('t') },
  { name: 'card-deal', world: {}, act: thenPress('d') },
  { name: 'search', world: {}, act: search('osb') },
  {
    name: 'search-offline',
    world: { hits: { recent: [], copy: [], crm: [], failure: 'network' } },
    act: search('nobody'),
  },
  { name: 'search-empty', world: {}, act: search('') },
  { name: 'search-do', world: { hits: { recent: [], copy: [], crm: [], failure: null } }, act: search('ne') },
  {
    name: 'help',
    world: {},
    act: async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
]);
