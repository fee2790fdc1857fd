import type { ShortcutName, ShortcutsView } from '../../preload/contract.ts';
import type { Page } from '@playwright/test';
import type { PopSnapshot } from '../../preload/contract.ts';
import { numbersOf } from './numbers.ts';
import { pop, quietDay, today } from './calls.ts';
import { choose } from '../e2e/fields.ts';
import type { Fixture } from './fixture.ts';
import { deals } from './deals.ts';
import { card, companies, hits, moves, people } from './contacts.ts';
import { formChoices } from './form.ts';
import { softphones } from './softphones.ts';
import type { SettingsPageName } from '../../renderer/settings/openPage.ts';
import { shownValues } from '../settings.ts';
import { emma, englishAccount, family, MINUTE, NOW, russianAccount } from './people.ts';

/** One state of a window: which page, in which world, and what is done before it is looked at. */
export interface Story {
  readonly name: string;
  readonly page: 'pop' | 'account' | 'welcome' | 'settings';
  readonly world: Partial<Fixture>;
  /** What the CRM makes of the pop afterwards: nothing that was there may move. */
  readonly thenPop?: PopSnapshot;
  readonly act?: (page: Page) => Promise<void>;
}

/** Stories of one page. */
export function onPage(page: Story['page'], some: readonly Omit<Story, 'page'>[]): readonly Story[] {
  return some.map((picture) => ({ page, ...picture }));
}

/**
 * Opens a group of the settings by the end of its tab's id, and one of its pages by its place among them; where the list of
 * groups is one choice, by that.
 */
export async function showSettings(page: Page, group: string, pageName?: SettingsPageName): Promise<void> {
  const tab = page.locator(`[role=tab][id$="-${group}"]`);
  await tab.waitFor({ state: 'attached' });
  if (await tab.isVisible()) await tab.click();
  else await choose(page, page.getByRole('combobox').first(), { value: group });
  if (pageName !== undefined) await page.locator(`[data-page="${pageName}"]`).click();
}

/** The world a picture starts from: everything well, nothing called yet. */
export function plainWorld(): Fixture {
  return {
    info: info(englishAccount),
    laterMessages: '{}',
    accounts: [englishAccount, russianAccount],
    signIn: { phase: 'idle' },
    storage: { journal: null, settings: null, outcomes: null, scripts: [] },
    outcomes: {},
    scripts: {},
    script: null,
    fields: [],
    setAside: [],
    sync: {
      phase: 'idle',
      stored: 0,
      contacts: 12_431,
      completedAt: NOW - 2 * MINUTE,
      failure: null,
      first: null,
      skipped: 0,
    },
    removal: { calls: 41, waiting: 0, exportedAt: null, allowed: true },
    calls: today(),
    history: [],
    missed: [],
    counts: { unlogged: 0, waiting: 0, failed: 0, missed: 0, day: quietDay, pause: null },
    numbers: numbersOf({ from: '2026-11-23', to: '2026-11-23' }),
    owners: {},
    formChoices,
    writes: [],
    pop: pop(),
    settings: settings('listening'),
    updates: { phase: 'off', reason: 'noFeed' },
    shortcuts: shortcuts({}),
    sources,
    lines,
    softphones,
    webhooks,
    found: family,
    duplicates: { checked: true, matches: family.slice(1) },
    leads: emma.leads,
    deals,
    moves,
    people,
    companies,
    cards: [card()],
    hits: { recent: hits.copy.slice(0, 3), copy: hits.copy, crm: hits.crm, failure: null },
  };
}

/** The usual keys, with something else of some of them. */
export function shortcuts(
  more: Partial<Record<ShortcutName, Partial<ShortcutsView['shortcuts'][number]>>>,
): ShortcutsView {
  const usual = { isUsual: true, problem: null, rival: null };
  return {
    shortcuts: [
      {
        ...usual,
        name: 'pop',
        accelerator: 'CommandOrControl+Alt+Space',
        keys: 'Ctrl+Alt+Space',
        ...more.pop,
      },
      { ...usual, name: 'results', accelerator: 'CommandOrControl+Alt', keys: 'Ctrl+Alt', ...more.results },
      {
        ...usual,
        name: 'selection',
        accelerator: 'CommandOrControl+Alt+D',
        keys: 'Ctrl+Alt+D',
        ...more.selection,
      },
    ],
  };
}

/** What a window of this account is told of itself. */
export function info(account: Fixture['info']['account']): Fixture['info'] {
  return {
    version: '0.1.0',
    kind: 'account',
    language: 'en',
    locale: 'en',
    // As they were built: takePictures.ts fills them in.
    messages: '{}',
    theme: 'light',
    density: 'comfortable',
    platform: 'linux',
    account,
  };
}

/** The settings with the listener in this state. */
export function settings(
  state: Fixture['settings']['hook']['state'],
  values: Partial<Fixture['settings']['values']> = {},
): Fixture['settings'] {
  return {
    values: shownValues({
      'pop.outgoing': 'answer',
      'pop.silentNumbers': ['+1 202 555-0143', '900'],
      'quietHours.on': true,
      'quietHours.days': [1, 2, 3, 4, 5],
      ...values,
    }),
    can: { hideFromSharing: false },
    hook: {
      port: 47824,
      state,
      exampleUrl: 'http://127.0.0.1:47824/v1/hook/••••••••/ringing?number=NUMBER',
      exampleCommand: 'ringside call ringing NUMBER',
      lastEventAt: state === 'listening' ? NOW - 3 * MINUTE : null,
    },
  };
}

/** No relay yet, and an agent who may not look at the CRM's webhooks. */
export const webhooks: Fixture['webhooks'] = {
  state: { relay: null, lastAt: null, receiver: { on: false, port: 8791, state: 'off' } },
  hooks: { outcome: 'notAdmin' },
  notices: { on: ['leadGiven', 'taskDue', 'taskGiven', 'incomingCall'], account: true },
  desktops: { outcome: 'none' },
};

/** A line of each kind. */
const lines: Fixture['lines'] = {
  accounts: [englishAccount, russianAccount].map(({ key, name, colour }) => ({
    key,
    name,
    colour,
    pipelines: [
      { id: 1, name: 'Sales' },
      { id: 2, name: 'Renewals and everything else that a customer asks for' },
    ],
  })),
  lines: [
    {
      source: 'baresip',
      line: 'sales@pbx.northwind.example',
      account: englishAccount.key,
      how: 'learned',
      lastAt: NOW,
      pipelineId: null,
    },
    {
      source: 'asterisk',
      line: '101',
      account: russianAccount.key,
      how: 'set',
      lastAt: NOW - 3 * MINUTE,
      pipelineId: null,
    },
    {
      source: 'hook',
      line: 'a-line-with-a-very-long-name@a-switchboard-with-a-very-long-name.branch-office.example.com',
      account: null,
      how: 'seen',
      lastAt: NOW - 60 * MINUTE,
      pipelineId: null,
    },
    { source: 'bria', line: '', account: null, how: 'shared', lastAt: NOW - 3000 * MINUTE, pipelineId: null },
  ],
};

/** One source of each state. */
const sources: Fixture['sources'] = {
  dial: { via: 'auto', command: '' },
  sources: [
    {
      name: 'baresip',
      state: 'ready',
      reason: null,
      words: '',
      where: '127.0.0.1:4444',
      lastEvent: { kind: 'answered', at: Date.UTC(2025, 10, 20, 9) },
      unread: 0,
      settings: [
        { field: 'on', value: true },
        { field: 'host', value: '127.0.0.1' },
        { field: 'port', value: 4444 },
        { field: 'domain', value: '' },
      ],
      hasPassword: null,
    },
    {
      name: 'asterisk',
      state: 'failed',
      reason: 'wrongPassword',
      words: 'Authentication failed',
      where: 'ringside@a-switchboard-with-a-very-long-name.branch-office.example.com:5038',
      lastEvent: null,
      unread: 0,
      settings: [
        { field: 'on', value: true },
        { field: 'host', value: 'a-switchboard-with-a-very-long-name.branch-office.example.com' },
        { field: 'port', value: 5038 },
        { field: 'tls', value: false },
        { field: 'user', value: 'ringside' },
        { field: 'extension', value: '101' },
        { field: 'context', value: 'from-internal' },
      ],
      hasPassword: true,
    },
    {
      name: 'bria',
      state: 'off',
      reason: null,
      words: '',
      where: '',
      lastEvent: null,
      unread: 0,
      settings: [
        { field: 'on', value: false },
        { field: 'url', value: 'wss://cpclientapi.softphone.com:9002/counterpath/socketapi/v1/' },
      ],
      hasPassword: null,
    },
  ],
};
