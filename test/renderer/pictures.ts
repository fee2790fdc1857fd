import type { Page } from '@playwright/test';
import type { AccountState, Call, SignInFailure } from '../../preload/contract.ts';
import { signInFailure } from '../../preload/contract.ts';
import { call, caller, dialing, onPop, pop, ringing, talking, today } from './calls.ts';
import type { Fixture } from './fixture.ts';
import {
  emma,
  englishAccount,
  lead,
  longName,
  maria,
  MINUTE,
  NOW,
  other,
  rightToLeft,
  russianAccount,
} from './people.ts';

/** One picture: which page, in which world, and what is done before it is taken. */
export interface Picture {
  readonly name: string;
  readonly page: 'pop' | 'account' | 'welcome' | 'settings';
  readonly world: Partial<Fixture>;
  readonly act?: (page: Page) => Promise<void>;
}

const family = [
  emma,
  other(21, 'Peter Osborne', 'Osborne & Daughters Ltd', [lead(201, 'Reception desk', 'Negotiation', 7_200)]),
  other(22, 'Osborne & Daughters Ltd', null, []),
];
const crowd = Array.from({ length: 9 }, (_, index) =>
  other(30 + index, `Caller number ${index + 1}`, 'Shared line', []),
);
const possible = { ...emma, certainty: 'possible' as const };
const later = NOW + 7_000;

const popPictures: readonly Picture[] = [
  { name: 'ringing', world: { pop: pop(onPop(ringing, caller('certain', [emma], 'asking'))) } },
  { name: 'dialing', world: { pop: pop(onPop(dialing, caller('certain', [emma], 'offline'))) } },
  {
    name: 'talking',
    world: {
      pop: pop(onPop({ ...talking, note: 'Wants the blue ones, 12 pieces' }, caller('certain', [emma]))),
    },
  },
  { name: 'ended', world: { pop: pop(onPop({}, caller('certain', [emma]))) } },
  {
    name: 'saved',
    world: {
      pop: pop(onPop({ result: 4, log: { state: 'undoable', undoUntil: later } }, caller('certain', [emma]))),
    },
  },
  {
    name: 'waiting',
    world: {
      pop: pop(
        onPop(
          { result: 2, log: { state: 'waiting', failure: 'network', retryAt: NOW + MINUTE } },
          caller('certain', [emma], 'offline'),
        ),
      ),
    },
  },
  {
    name: 'logged',
    world: { pop: pop(onPop({ result: 4, log: { state: 'logged', at: NOW } }, caller('certain', [emma]))) },
  },
  {
    name: 'failed-nobody',
    world: {
      pop: pop(
        onPop(
          {
            callerName: null,
            result: 4,
            log: { state: 'failed', failure: 'entityNotFound', words: 'Entity not found' },
          },
          caller('unknown'),
        ),
      ),
    },
  },
  {
    name: 'failed-forbidden',
    world: {
      pop: pop(
        onPop(
          { result: 4, log: { state: 'failed', failure: 'forbidden', words: '' } },
          caller('certain', [emma]),
        ),
      ),
    },
  },
  { name: 'possible', world: { pop: pop(onPop(ringing, caller('possible', [possible]))) } },
  { name: 'several', world: { pop: pop(onPop(ringing, caller('several', family))) } },
  {
    name: 'several-chosen',
    world: {
      pop: pop(
        onPop(
          { ...talking, chosen: { entity: 'contact', entityId: 21, leadId: 201, name: 'Peter Osborne' } },
          caller('several', family),
        ),
      ),
    },
  },
  {
    name: 'several-ended',
    world: {
      pop: pop(
        onPop({ endReason: 'noAnswer', direction: 'outbound', answeredAt: null }, caller('several', family)),
      ),
    },
  },
  { name: 'several-crowd', world: { pop: pop(onPop(ringing, caller('several', crowd))) } },
  { name: 'unknown', world: { pop: pop(onPop({ ...ringing, callerName: null }, caller('unknown'))) } },
  {
    name: 'unknown-asking',
    world: { pop: pop(onPop({ ...ringing, callerName: null }, caller('unknown', [], 'asking'))) },
  },
  {
    name: 'unknown-ended',
    world: {
      pop: pop(onPop({ callerName: null, endReason: 'missed', answeredAt: null }, caller('unknown'))),
    },
  },
  {
    name: 'create',
    world: {
      pop: pop(onPop({ ...talking, callerName: null }, caller('unknown'))),
      duplicates: { checked: true, matches: [] },
    },
    act: async (page) => {
      await page.keyboard.press('+');
      await page.keyboard.type('Margaret');
    },
  },
  {
    name: 'create-duplicates',
    world: { pop: pop(onPop({ callerName: null }, caller('unknown'))) },
    act: (page) => page.keyboard.press('+'),
  },
  {
    name: 'search',
    world: { pop: pop(onPop(talking, caller('unknown'))) },
    act: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('osb');
      await page.getByRole('button', { name: 'Peter Osborne' }).waitFor();
    },
  },
  {
    name: 'anonymous',
    world: {
      pop: pop(
        onPop(
          { ...ringing, callerName: null, number: { raw: '', display: '', e164: null } },
          caller('anonymous'),
        ),
      ),
    },
  },
  {
    name: 'internal',
    world: {
      pop: pop(
        onPop(
          { ...ringing, callerName: null, number: { raw: '101', display: '101', e164: null } },
          caller('internal'),
        ),
      ),
    },
  },
  {
    name: 'two-calls',
    world: {
      pop: pop(
        onPop({ ...talking, callerName: null }, caller('unknown')),
        onPop(ringing, caller('certain', [emma]), russianAccount),
      ),
    },
  },
  {
    name: 'long-name',
    world: {
      pop: pop(
        onPop(
          { ...ringing, line: longName },
          caller('several', [
            {
              ...emma,
              id: 99,
              name: longName,
              company: longName,
              responsible: longName,
              leads: [lead(1, longName, longName, 9e12)],
            },
            ...family,
          ]),
        ),
      ),
    },
  },
  {
    name: 'long-name-known',
    world: {
      pop: pop(
        onPop(
          {},
          caller('certain', [
            {
              ...emma,
              id: 99,
              name: longName,
              company: longName,
              responsible: longName,
              leads: [lead(1, longName, longName, 9e12)],
            },
          ]),
        ),
      ),
    },
  },
  {
    name: 'right-to-left',
    world: { pop: pop(onPop({}, caller('certain', [{ ...emma, name: rightToLeft, company: rightToLeft }]))) },
  },
  {
    name: 'note-typing',
    world: { pop: pop(onPop({}, caller('certain', [emma]))) },
    act: async (page) => {
      await page.keyboard.press('n');
      await page.keyboard.type('Call 4 times, ext. 7');
    },
  },
  {
    name: 'leads-open',
    world: { pop: pop(onPop({}, caller('certain', [maria]), russianAccount)) },
    act: (page) => page.locator('button[aria-expanded]').click(),
  },
].map((picture) => ({ page: 'pop' as const, ...picture }));

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
const inState = (state: AccountState): Partial<Fixture> => ({ info: info({ ...englishAccount, state }) });

const accountPictures: readonly Picture[] = [
  { name: 'calls', world: { calls: today(...list) } },
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
      sync: { phase: 'first', stored: 12_400, contacts: 12_400, completedAt: null, failure: null },
    },
  },
  {
    name: 'sync-paused',
    world: {
      calls: allIn,
      sync: { phase: 'paused', stored: 12_400, contacts: 12_400, completedAt: null, failure: null },
    },
  },
  {
    name: 'sync-waiting',
    world: {
      calls: allIn,
      sync: { phase: 'waiting', stored: 0, contacts: 12_400, completedAt: NOW, failure: 'network' },
    },
  },
  {
    name: 'sync-failed',
    world: {
      calls: allIn,
      sync: { phase: 'failed', stored: 0, contacts: 0, completedAt: null, failure: 'forbidden' },
    },
  },
  { name: 'needs-sign-in', world: { ...inState('needsSignIn'), calls: today(...list) } },
  { name: 'keychain-locked', world: { ...inState('keychainLocked'), calls: allIn } },
  { name: 'blocked', world: { ...inState('blocked'), calls: allIn } },
  { name: 'session-only', world: { info: info({ ...englishAccount, sessionOnly: true }), calls: allIn } },
  { name: 'softphone', world: {}, act: (page) => page.keyboard.press('Alt+2') },
  { name: 'settings', world: {}, act: (page) => page.keyboard.press('Alt+3') },
].map((picture) => ({ page: 'account' as const, ...picture }));

const failed = (failure: SignInFailure): Picture => ({
  name: `failed-${failure}`,
  page: 'welcome',
  world: {
    signIn: { phase: 'failed', zone: 'amocrm.ru', failure, words: failure === 'portInUse' ? '47823' : '' },
  },
});

const welcomePictures: readonly Picture[] = [
  { name: 'first', page: 'welcome', world: { accounts: [] } },
  { name: 'accounts', page: 'welcome', world: {} },
  {
    name: 'form',
    page: 'welcome',
    world: {},
    act: (page) => page.getByRole('button', { name: /Kommo/ }).click(),
  },
  {
    name: 'browser',
    page: 'welcome',
    world: { signIn: { phase: 'browser', zone: 'kommo.com', expiresAt: NOW + 10 * MINUTE } },
  },
  { name: 'exchanging', page: 'welcome', world: { signIn: { phase: 'exchanging', zone: 'kommo.com' } } },
  { name: 'done', page: 'welcome', world: { signIn: { phase: 'done', account: englishAccount.key } } },
  ...signInFailure.options.map(failed),
];

const settingsPictures: readonly Picture[] = [
  { name: 'listening', page: 'settings', world: {} },
  { name: 'port-in-use', page: 'settings', world: { settings: settings('portInUse') } },
  { name: 'failed', page: 'settings', world: { settings: settings('failed') } },
];

export const pictures: readonly Picture[] = [
  ...popPictures,
  ...accountPictures,
  ...welcomePictures,
  ...settingsPictures,
];

/** The world a picture starts from: everything well, nothing called yet. */
export function plainWorld(): Fixture {
  return {
    info: info(englishAccount),
    accounts: [englishAccount, russianAccount],
    signIn: { phase: 'idle' },
    sync: { phase: 'idle', stored: 0, contacts: 12_431, completedAt: NOW - 2 * MINUTE, failure: null },
    calls: today(),
    pop: pop(),
    settings: settings('listening'),
    found: family,
    duplicates: { checked: true, matches: family.slice(1) },
    leads: emma.leads,
  };
}

function info(account: Fixture['info']['account']): Fixture['info'] {
  return { version: '0.1.0', kind: 'account', language: 'en', theme: 'light', platform: 'linux', account };
}

function settings(state: Fixture['settings']['hook']['state']): Fixture['settings'] {
  return {
    language: 'system',
    theme: 'system',
    hook: {
      port: 47824,
      state,
      exampleUrl: 'http://127.0.0.1:47824/v1/hook/••••••••/ringing?number=NUMBER',
      exampleCommand: 'ringside call ringing NUMBER',
      lastEventAt: state === 'listening' ? NOW - 3 * MINUTE : null,
    },
  };
}
