import { shownFields } from './popFields.ts';
import { numbersOf } from './numbers.ts';
import { deals } from './deals.ts';
import type { Page } from '@playwright/test';
import { account, type AccountState, type Call } from '../../preload/contract.ts';
import { call, talking, today } from './calls.ts';
import { dayPictures } from './dayPictures.ts';
import type { Fixture } from './fixture.ts';
import { emma, englishAccount, longName, MINUTE, NOW, rightToLeft } from './people.ts';
import { callScript, openScript } from './script.ts';
import type { SettingsPageName } from '../../renderer/settings/openPage.ts';
import { info, onPage, settings, showSettings } from './world.ts';

const later = NOW + 7_000;
const list: readonly Call[] = [
  call({ ...talking, callerName: 'Peter Osborne' }),
  call({ result: 4, note: 'Ordered 12 chairs', log: { state: 'undoable', undoUntil: later } }),
  call({ endReason: 'missed', answeredAt: null, callerName: null, startedAt: NOW - 25 * MINUTE }),
  call({
    direction: 'outbound',
    endReason: 'noAnswer',
    answeredAt: null,
    result: 6,
    callerName: rightToLeft,
    log: { state: 'waiting', failure: 'network', retryAt: NOW + MINUTE },
    startedAt: NOW - 55 * MINUTE,
  }),
  call({
    result: 4,
    callerName: null,
    note: 'New customer, wants a catalogue',
    log: { state: 'failed', failure: 'entityNotFound', words: 'Entity not found' },
    startedAt: NOW - 80 * MINUTE,
  }),
  call({
    result: 2,
    callerName: longName,
    note: longName,
    log: { state: 'failed', failure: 'forbidden', words: '' },
    startedAt: NOW - 95 * MINUTE,
  }),
  call({
    result: 2,
    chosen: { entity: 'contact', entityId: 11, leadId: 101, name: emma.name },
    log: { state: 'logged', at: NOW },
    startedAt: NOW - 190 * MINUTE,
  }),
  call({
    direction: 'outbound',
    endReason: 'busy',
    answeredAt: null,
    result: 7,
    log: { state: 'logged', at: NOW },
    startedAt: NOW - 200 * MINUTE,
  }),
  call({
    number: { raw: '', display: '', e164: null },
    callerName: null,
    line: null,
    startedAt: NOW - 240 * MINUTE,
  }),
];
const allIn = today(
  ...Array.from({ length: 5 }, (_, index) =>
    call({
      result: 4,
      note: index === 1 ? 'Will send the plan' : '',
      log: { state: 'logged', at: NOW },
      startedAt: NOW - index * 31 * MINUTE,
    }),
  ),
);
const selectRow =
  (index: number) =>
  async (page: Page): Promise<void> => {
    for (let step = 0; step <= index; step += 1) await page.keyboard.press('j');
  };
const show =
  (group: string, at: string, page?: SettingsPageName) =>
  async (window: Page): Promise<void> => {
    await window.keyboard.press('Alt+6');
    await showSettings(window, group, page);
    await window.locator(at).waitFor();
  };
const numbersBy =
  (filter: number) =>
  async (page: Page): Promise<void> => {
    await page.keyboard.press('Alt+7');
    await page.locator('main nav button').nth(filter).click();
  };
const showCare = show('account', '#care');
const showColleagues = async (page: Page): Promise<void> => {
  await show('calls', '#colleagues')(page);
  await page.locator('#colleagues').scrollIntoViewIfNeeded();
};
const inState = (state: AccountState): Partial<Fixture> => ({ info: info({ ...englishAccount, state }) });

/** The account window with its calls, views, banners and the progress of the copy. */
export const accountPictures = onPage('account', [
  { name: 'calls', world: { calls: today(...list) } },
  ...dayPictures,
  { name: 'numbers-day', world: {}, act: (page) => page.keyboard.press('Alt+7') },
  {
    name: 'numbers-week',
    world: {
      settings: settings('listening', { dayTarget: 30 }),
      numbers: numbersOf({ from: '2026-11-23', to: '2026-11-29' }),
    },
    act: numbersBy(1),
  },
  {
    name: 'numbers-month',
    world: { numbers: numbersOf({ from: '2026-11-01', to: '2026-11-30' }) },
    act: numbersBy(2),
  },
  {
    name: 'detail-amend',
    world: { calls: today(...list) },
    act: async (page) => {
      await selectRow(6)(page);
      await page.getByRole('button', { name: /Put right|Исправить|Corregir|Corrigir/u }).click();
    },
  },
  {
    name: 'outcomes-wrong',
    world: {
      storage: {
        journal: null,
        settings: null,
        outcomes: {
          problem: 'wrong',
          path: '/home/emma/.config/Ringside/outcomes.json',
          where: 'outcomes.3.status',
        },
        scripts: [],
      },
    },
  },
  {
    name: 'scripts-wrong',
    world: {
      storage: {
        journal: null,
        settings: null,
        outcomes: null,
        scripts: [
          { problem: 'text', path: '/home/emma/.config/Ringside/scripts/first.md', where: '' },
          { problem: 'wrong', path: '/home/emma/.config/Ringside/scripts/sales.md', where: '3: lnes: sales' },
          { problem: 'twice', path: '/home/emma/.config/Ringside/scripts/third.md', where: 'second.md' },
          { problem: 'tooLarge', path: '/home/emma/.config/Ringside/scripts/war.md', where: '' },
        ],
      },
    },
  },
  {
    name: 'detail-script',
    world: {
      calls: today(...list),
      scripts: { [englishAccount.key]: [callScript] },
      script: openScript,
    },
    act: async (page) => {
      await selectRow(2)(page);
      await page.locator('button[aria-keyshortcuts="Shift+L"]').waitFor();
      await page.keyboard.press('Shift+L');
      await page.getByRole('checkbox').first().waitFor();
    },
  },
  { name: 'all-in', world: { calls: allIn } },
  { name: 'detail-unlogged', world: { calls: today(...list) }, act: selectRow(2) },
  { name: 'detail-saved', world: { calls: today(...list) }, act: selectRow(1) },
  { name: 'detail-failed', world: { calls: today(...list) }, act: selectRow(4) },
  { name: 'detail-long', world: { calls: today(...list) }, act: selectRow(5) },
  { name: 'detail-logged', world: { calls: today(...list) }, act: selectRow(6) },
  { name: 'empty', world: {} },
  {
    name: 'first-sync',
    world: {
      calls: allIn,
      sync: {
        phase: 'first',
        stored: 12_400,
        contacts: 12_400,
        completedAt: null,
        failure: null,
        first: { walked: 12_400, total: 104_000, timeLeftMs: 4 * 60_000 },
        skipped: 3,
      },
    },
  },
  {
    name: 'sync-paused',
    world: {
      calls: allIn,
      sync: {
        phase: 'paused',
        stored: 12_400,
        contacts: 12_400,
        completedAt: null,
        failure: null,
        first: { walked: 12_400, total: 104_000, timeLeftMs: null },
        skipped: 0,
      },
    },
  },
  {
    name: 'sync-waiting',
    world: {
      calls: allIn,
      sync: {
        phase: 'waiting',
        stored: 0,
        contacts: 12_400,
        completedAt: NOW,
        failure: 'network',
        first: null,
        skipped: 0,
      },
    },
  },
  {
    name: 'sync-failed',
    world: {
      calls: allIn,
      sync: {
        phase: 'failed',
        stored: 0,
        contacts: 0,
        completedAt: null,
        failure: 'forbidden',
        first: null,
        skipped: 0,
      },
    },
  },
  { name: 'needs-sign-in', world: { ...inState('needsSignIn'), calls: today(...list) } },
  ...account.shape.state.options
    .filter((state) => state !== 'ready' && state !== 'needsSignIn')
    .map((state) => ({ name: `state-${state}`, world: { ...inState(state), calls: allIn } })),
  {
    name: 'token-ends',
    world: {
      info: info({ ...englishAccount, way: 'token', tokenEndsAt: NOW + 9.5 * 24 * 60 * MINUTE }),
      calls: allIn,
    },
  },
  {
    name: 'token-over',
    world: { info: info({ ...englishAccount, way: 'token', state: 'needsSignIn' }), calls: allIn },
  },
  {
    name: 'start-anew',
    world: { ...inState('keychainWrong'), calls: allIn },
    act: (page) => page.locator('[class*="actions"] button').last().click(),
  },
  { name: 'session-only', world: { info: info({ ...englishAccount, sessionOnly: true }), calls: allIn } },
  { name: 'lines', world: {}, act: show('phone', 'h2#lines', 'lines') },
  {
    name: 'pop-fields',
    world: {
      fields: shownFields,
      settings: settings('listening', {
        popFields: ['contact:3', 'contact:tags', ...shownFields.slice(3, 4).map(({ key }) => key)],
      }),
    },
    act: show('calls', 'h2#fields', 'fields'),
  },
  ...(['account', 'phone', 'calls', 'notifications', 'advanced'] as const).map((group) => ({
    name: `settings-${group}`,
    world: {},
    act: show(group, `h2#group-${group}`),
  })),
  {
    name: 'settings-found',
    world: {},
    async act(page) {
      await show('account', '#group-account')(page);
      await page.locator('input[type=search]').fill('e');
    },
  },
  { name: 'softphone', world: {}, act: (page) => page.keyboard.press('Alt+5') },
  { name: 'care', world: {}, act: showCare },
  {
    name: 'telephony-colleagues',
    world: {
      settings: settings('listening', {
        whoLogs: 'pbx',
        'colleagues.on': true,
        'colleagues.users': [deals.dictionary.users[1]?.id ?? 0],
      }),
    },
    act: showColleagues,
  },
  {
    name: 'telephony-nobody',
    world: { settings: settings('listening', { whoLogs: 'ringside', 'colleagues.on': true }) },
    act: showColleagues,
  },
  {
    name: 'care-waiting',
    world: {
      info: info({
        ...englishAccount,
        name: longName,
        way: 'token',
        tokenEndsAt: NOW + 400 * 24 * 60 * MINUTE,
      }),
      removal: { calls: 41, waiting: 3, exportedAt: null, allowed: false },
    },
    act: showCare,
  },
]);
