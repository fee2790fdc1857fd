import type { Page } from '@playwright/test';
import type { Call } from '../../preload/contract.ts';
import { choose } from '../e2e/fields.ts';
import { busyDay, call, caller, onPop, pop, today } from './calls.ts';
import { missedCaller } from './missed.ts';
import { emma, longName, MINUTE, NOW, rightToLeft } from './people.ts';
import { onPage } from './world.ts';
import { refused, sampleWrites, writeView } from './writes.ts';

const HOUR = 60 * MINUTE;
const fates: readonly Partial<Call>[] = [
  { result: 4, note: 'Ordered 12 chairs', log: { state: 'logged', at: NOW } },
  { callerName: null, endReason: 'missed', answeredAt: null },
  {
    direction: 'outbound',
    result: 6,
    endReason: 'noAnswer',
    answeredAt: null,
    log: { state: 'logged', at: NOW },
  },
  {
    result: 2,
    callerName: rightToLeft,
    log: { state: 'waiting', failure: 'network', retryAt: NOW + MINUTE },
  },
  {
    result: 4,
    callerName: longName,
    note: longName,
    log: { state: 'failed', failure: 'forbidden', words: '' },
  },
  { result: 2, log: { state: 'waiting', failure: 'rateLimited', retryAt: NOW + MINUTE } },
];
/** Forty days of calls. */
const history: readonly Call[] = Array.from({ length: 240 }, (_, index) =>
  call({
    ...fates[index % fates.length],
    id: `history ${index}`,
    startedAt: NOW - index * 4 * HOUR,
    endedAt: NOW - index * 4 * HOUR + 5 * MINUTE,
    ...(fates[index % fates.length]?.answeredAt === null
      ? {}
      : { answeredAt: NOW - index * 4 * HOUR + 8000 }),
  }),
);
const counts = { unlogged: 40, waiting: 83, failed: 44, missed: 3, day: busyDay, pause: null };
const missed = [
  missedCaller('+12025550143', {
    name: emma.name,
    display: '+1 202 555-0143',
    times: 3,
    lastAt: NOW - 4 * MINUTE,
  }),
  missedCaller('+12025550177', { display: '+1 202 555-0177', times: 1, lastAt: NOW - 5 * HOUR }),
  missedCaller('101', { name: longName, lastAt: NOW - 50 * HOUR }),
];
const writes = [
  ...sampleWrites.slice(0, 2).map((write) => writeView(write)),
  ...sampleWrites.slice(4, 5).map((write) => writeView(write, { failure: 'network', retryAt: NOW + MINUTE })),
  refused(sampleWrites[6] ?? { kind: 'completeTask', taskId: 1, resultText: '' }, 'forbidden'),
  refused(sampleWrites[7] ?? { kind: 'completeTask', taskId: 1, resultText: '' }, 'changedMeanwhile'),
  refused(
    { kind: 'addNote', target: { entity: 'lead', id: 5 }, text: longName },
    'validation',
    'Invalid value: text',
  ),
];
const calls = today(
  call({ result: 2, log: { state: 'waiting', failure: 'network', retryAt: NOW + MINUTE } }),
);
const world = { calls, history, counts, missed, writes };

/** Goes to a filter of the calls by its name in either language. */
const toFilter =
  (name: RegExp) =>
  async (page: Page): Promise<void> => {
    await page.locator('main').getByRole('button', { name }).first().click();
    await page.locator('[data-main-list], main p').first().waitFor();
  };
const ALL = /^(?:History|Все|Historial|Histórico)/;
const MISSED = /^(?:Missed|Пропущ|Perdidas)/;
const WAITING = /^(?:Waiting|Ожидают|En espera|Aguardando)/;
const FAILED = /^(?:Problems|Сбои|Problemas|Fallas)/;
const openForm = async (page: Page): Promise<void> => {
  await page.keyboard.press('f');
  await page.locator('form').waitFor();
};

/** Calls of every day, missed callers, what waits and failed, and the after-call form in both windows. */
export const callPictures = [
  ...onPage('account', [
    { name: 'history', world, act: toFilter(ALL) },
    {
      name: 'history-open',
      world,
      act: async (page) => {
        await toFilter(ALL)(page);
        await page.locator('[data-main-list]').focus();
        for (let step = 0; step < 9; step += 1) await page.keyboard.press('j');
        await page.getByRole('textbox').first().waitFor();
      },
    },
    {
      name: 'history-found',
      world,
      async act(page) {
        await page.keyboard.press('Control+f');
        await page.locator('input[type=search]:focus').waitFor();
        await page.keyboard.type('osborne');
      },
    },
    { name: 'history-none', world: { calls }, act: toFilter(WAITING) },
    { name: 'missed', world, act: toFilter(MISSED) },
    { name: 'missed-none', world: {}, act: toFilter(MISSED) },
    { name: 'waiting', world, act: toFilter(WAITING) },
    { name: 'failed', world, act: toFilter(FAILED) },
    {
      name: 'failed-discard',
      world,
      act: async (page) => {
        await toFilter(FAILED)(page);
        await page
          .getByRole('button', { name: /^(?:Discard|Удалить)$/ })
          .first()
          .click();
      },
    },
    {
      name: 'failed-edit',
      world,
      act: async (page) => {
        await toFilter(FAILED)(page);
        await page
          .getByRole('button', { name: /^(?:Edit|Изменить)$/ })
          .first()
          .click();
      },
    },
    {
      name: 'slowed-down',
      world: { ...world, counts: { ...counts, pause: { reason: 'rateLimited', until: NOW + 2 * MINUTE } } },
      act: toFilter(WAITING),
    },
    {
      name: 'detail-form-saved',
      world: {
        calls: today(
          call({ id: 'formed', result: 4, log: { state: 'waiting', failure: 'network', retryAt: null } }),
        ),
        writes: writes.map((write) => ({ ...write, callId: 'formed' })).slice(1, 4),
      },
      act: async (page) => {
        await page.keyboard.press('j');
        await page.getByRole('textbox').waitFor();
        await page.getByRole('heading', { level: 3 }).waitFor();
      },
    },
    {
      name: 'form',
      world: { calls: today(call({ id: 'fresh' })) },
      act: async (page) => {
        await page.keyboard.press('j');
        await page.getByRole('textbox').waitFor();
        await openForm(page);
      },
    },
  ]),
  ...onPage('pop', [
    { name: 'form', world: { pop: pop(onPop({}, caller('certain', [emma]))) }, act: openForm },
    {
      name: 'form-calendar',
      world: { pop: pop(onPop({}, caller('certain', [emma]))) },
      act: async (page) => {
        await openForm(page);
        await page.locator('[role=group] input').first().press('Alt+ArrowDown');
        await page.locator('table[role=grid]').waitFor();
      },
    },
    {
      name: 'form-choice',
      world: { pop: pop(onPop({}, caller('certain', [emma]))) },
      act: async (page) => {
        await openForm(page);
        await page.getByRole('combobox').first().click();
        await page.getByRole('option').first().waitFor();
      },
    },
    {
      name: 'form-filled',
      world: {
        pop: pop(
          onPop({ result: 4, log: { state: 'undoable', undoUntil: NOW + 7000 } }, caller('certain', [emma])),
        ),
      },
      act: async (page) => {
        await openForm(page);
        await page.getByRole('button', { name: /10:00/ }).first().click();
        await choose(page, page.getByRole('combobox').nth(1), { value: 102 });
        await choose(page, page.getByRole('combobox').nth(2), { value: 143 });
      },
    },
  ]),
];
