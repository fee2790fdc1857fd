import type { Page } from '@playwright/test';
import type { SetAsideJournal, UpdateState } from '../../preload/contract.ts';
import { NOW } from './people.ts';
import { onPage, shortcuts, showSettings } from './world.ts';

/** Opens a page of the settings and waits for it. */
const show =
  (name: 'keys' | 'export' | 'about') =>
  async (page: Page): Promise<void> => {
    await showSettings(page, name === 'keys' ? 'calls' : 'advanced', name);
    await page.locator(`#${name}`).waitFor();
  };

const update = (more: Partial<Exclude<UpdateState, { readonly phase: 'off' }>>) => ({
  updates: {
    phase: 'idle' as const,
    version: '0.2.0',
    percent: null,
    failure: null,
    checkedAt: NOW - 60_000,
    isBusy: false,
    ...more,
  },
});

const DAY = 86_400_000;
const journal = (more: Partial<SetAsideJournal>): SetAsideJournal => ({
  name: 'copies/journal-2026-11-27.db',
  isCopy: true,
  bytes: 47_000_000,
  at: NOW - 2 * 3_600_000,
  recoveredAt: null,
  unsent: null,
  ...more,
});

/** Settings: keys, export, and what is said of updates and licences. */
export const shellPictures = onPage('settings', [
  { name: 'keys', world: {}, act: show('keys') },
  {
    name: 'keys-conflicts',
    world: {
      shortcuts: shortcuts({
        pop: { problem: 'same', rival: 'selection', keys: 'Ctrl+Alt+D', isUsual: false },
        results: { accelerator: '', keys: '', isUsual: false },
        selection: { problem: 'taken' },
      }),
    },
    act: show('keys'),
  },
  {
    name: 'keys-listening',
    world: {},
    async act(page) {
      await show('keys')(page);
      await page.locator('#keys-results ~ * button').first().click();
      await page.locator('input[readonly]').press('Shift+3');
      await page.locator('#keys-weak:not(:empty)').waitFor();
    },
  },
  { name: 'export', world: {}, act: show('export') },
  {
    name: 'exported',
    world: {},
    async act(page) {
      await show('export')(page);
      await page.locator('button[type=submit]').click();
      await page.locator('[data-outcome=saved]').waitFor();
    },
  },
  { name: 'update-none', world: update({ version: null }), act: show('about') },
  { name: 'update-ready', world: update({ phase: 'ready' }), act: show('about') },
  { name: 'update-busy', world: update({ phase: 'waiting', isBusy: true }), act: show('about') },
  { name: 'update-fetching', world: update({ phase: 'downloading', percent: 41 }), act: show('about') },
  { name: 'update-refused', world: update({ phase: 'failed', failure: 'refused' }), act: show('about') },
  { name: 'old-calls', world: {}, act: show('about') },
  {
    name: 'copies',
    world: {
      setAside: [
        journal({
          name: 'journal.db.broken-2026-11-30T08-00-00-000Z',
          isCopy: false,
          at: NOW - 3_600_000,
          unsent: { calls: 3, writes: 2 },
        }),
        journal({ name: 'journal.db.broken-2026-10-02T09-12-44-310Z', isCopy: false, at: NOW - 60 * DAY }),
        journal({ name: 'copies/journal-2026-11-29.db', recoveredAt: NOW - 60_000 }),
        journal({ name: 'copies/journal-2026-11-28.db', at: NOW - DAY }),
      ],
    },
    async act(page) {
      await show('about')(page);
      await page.locator('#set-aside').scrollIntoViewIfNeeded();
      await page.locator('#set-aside ~ ul button').last().click();
      await page.locator('#set-aside ~ output:not(:empty)').waitFor();
    },
  },
  {
    name: 'licences',
    world: {},
    async act(page) {
      await show('about')(page);
      await page.locator('#licences ~ * button').first().click();
      await page.locator('summary').nth(1).click();
      await page.locator('details[open] pre').waitFor();
    },
  },
]);
