import type { Page } from '@playwright/test';
import type { LeadCard } from '../../preload/contract.ts';
import { card, leadRow, deals, dictionary, emptyBoard, strangeDeal } from './deals.ts';
import type { DealsFixture, Fixture } from './fixture.ts';
import { englishAccount, longName, rightToLeft } from './people.ts';
import { info, onPage } from './world.ts';

const withDeals = (changes: Partial<DealsFixture>): Partial<Fixture> => ({ deals: { ...deals, ...changes } });
const withCard = (changes: Partial<LeadCard>): Partial<Fixture> =>
  withDeals({ card: { ...card, ...changes } });

const steps =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys) {
      await page.keyboard.press(key);
      await page.evaluate((ms) => window.pass(ms), 300);
    }
  };
/** The view of deals, with the keyboard on the board. */
const board =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    await page.keyboard.press('Alt+3');
    await page.locator('[data-current="true"]').waitFor();
    await page.locator('[data-current="true"]').focus();
    await steps(...keys)(page);
  };
const list =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    await page.keyboard.press('Alt+3');
    await page.locator('search li:nth-child(2) button').first().click();
    await page.getByRole('listbox').focus();
    await steps(...keys)(page);
  };
const openCard = async (page: Page): Promise<void> => {
  await board('ArrowDown', 'Home', 'Enter')(page);
  await page
    .locator('[data-own-keys="card"] article, [data-own-keys="card"] [class*=failure]')
    .first()
    .waitFor();
  await page.evaluate((ms) => window.pass(ms), 500);
};

/** The deals as a board and as a list, their card and their dialogs. */
export const dealPictures = onPage('account', [
  { name: 'deals-board', world: {}, act: board() },
  {
    name: 'deals-board-everyone',
    world: {},
    act: async (page) => {
      await board()(page);
      await page.getByRole('button', { name: /^(?:All|Everyone|Все)$/ }).click();
      await page.evaluate((ms) => window.pass(ms), 300);
    },
  },
  { name: 'deals-board-card', world: {}, act: openCard },
  {
    name: 'deals-board-empty',
    world: withDeals({ board: emptyBoard }),
    act: async (page) => {
      await page.keyboard.press('Alt+3');
      await page.locator('h2').first().waitFor();
    },
  },
  {
    name: 'deals-no-pipelines',
    world: withDeals({ dictionary: { ...dictionary, pipelines: [] }, board: [] }),
    act: steps('Alt+3'),
  },
  { name: 'deals-lost-reason', world: {}, act: board('m', 'End', 'Tab', 'End') },
  { name: 'deals-move-failed', world: {}, act: board('Shift+ArrowRight') },
  { name: 'deals-list', world: {}, act: list() },
  { name: 'deals-list-card', world: {}, act: list('j', 'j') },
  {
    name: 'deals-list-offline',
    world: withDeals({ page: { ...deals.page, failure: 'network' } }),
    act: list(),
  },
  {
    name: 'deals-list-none',
    world: withDeals({ page: { rows: [], next: null, total: 0, failure: null } }),
    act: async (page) => {
      await page.keyboard.press('Alt+3');
      await page.locator('search li:nth-child(2) button').first().click();
    },
  },
  { name: 'deals-new', world: {}, act: board('n') },
  {
    name: 'deal-offline',
    world: withCard({ freshness: 'offline', failure: 'network', notes: null }),
    act: openCard,
  },
  { name: 'deal-asking', world: withCard({ freshness: 'asking', notes: null }), act: openCard },
  {
    name: 'deal-forbidden',
    world: withCard({ freshness: 'forbidden', failure: 'forbidden', notes: null }),
    act: openCard,
  },
  { name: 'deal-gone', world: withCard({ freshness: 'gone', notes: null, tasks: [] }), act: openCard },
  {
    name: 'deal-unknown',
    world: withCard({
      lead: null,
      contacts: [],
      tags: [],
      tasks: [],
      notes: null,
      freshness: 'forbidden',
      failure: 'forbidden',
    }),
    act: openCard,
  },
  { name: 'deal-unread', world: withDeals({ card: null }), act: openCard },
  {
    name: 'deal-strange-pipeline',
    world: withCard({ lead: strangeDeal, contacts: [], tags: [], tasks: [], notes: [] }),
    act: openCard,
  },
  {
    name: 'deal-lost',
    world: withCard({
      lead: leadRow(1, { statusId: 143, stage: 'Closed - lost', outcome: 'lost' }),
      lossReason: 'Too expensive',
    }),
    act: openCard,
  },
  {
    name: 'deal-local',
    world: withCard({
      lead: leadRow(-7, { name: 'Made a minute ago', pending: { state: 'waiting', failure: 'network' } }),
      tasks: [],
      notes: [],
      freshness: 'local',
    }),
    act: openCard,
  },
  {
    name: 'deal-long',
    world: withCard({
      lead: leadRow(1, {
        name: longName,
        stage: longName,
        pipeline: longName,
        responsible: longName,
        pending: { state: 'failed', failure: 'changedMeanwhile' },
      }),
      contacts: [
        { entity: 'contact', id: 1, name: longName, phone: longName },
        { entity: 'contact', id: 2, name: rightToLeft, phone: '+971 4 555 0100' },
      ],
      tags: [longName, 'vip'],
      notes: (card.notes ?? []).map((note) => ({ ...note, text: longName })),
    }),
    act: openCard,
  },
]);

const tasksView =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    await page.keyboard.press('Alt+4');
    await page.getByRole('grid').focus();
    await steps(...keys)(page);
  };

/** The tasks, and what can be done to them. */
export const taskPictures = onPage('account', [
  { name: 'tasks-today', world: {}, act: tasksView() },
  { name: 'tasks-selected', world: {}, act: tasksView('j', 'j') },
  {
    name: 'tasks-none',
    world: withDeals({ tasks: [] }),
    act: async (page) => {
      await page.keyboard.press('Alt+4');
      await page.locator('main h2').waitFor();
    },
  },
  {
    name: 'tasks-other-clocks',
    world: { info: info({ ...englishAccount, timezone: 'Asia/Kathmandu' }) },
    act: tasksView(),
  },
  { name: 'tasks-result', world: {}, act: tasksView('j', 'r') },
  { name: 'tasks-move', world: {}, act: tasksView('j', 'm') },
  { name: 'tasks-new', world: {}, act: tasksView('n') },
  {
    name: 'tasks-new-calendar',
    world: {},
    async act(page) {
      await tasksView('n')(page);
      await page.locator('[role=group] input').first().press('Alt+ArrowDown');
      await page.locator('table[role=grid]').waitFor();
    },
  },
  {
    name: 'tasks-new-choice',
    world: {},
    async act(page) {
      await tasksView('n')(page);
      await page.getByRole('dialog').getByRole('combobox').last().click();
      await page.getByRole('option').first().waitFor();
    },
  },
  { name: 'tasks-refused', world: {}, act: tasksView('j', 'd') },
  { name: 'tasks-keys', world: {}, act: tasksView('?') },
]);
