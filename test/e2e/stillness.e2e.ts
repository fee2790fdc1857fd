import type { Page } from '@playwright/test';
import { ask } from '../../scripts/drive/ask.ts';
import { pressOnPop } from '../../scripts/drive/pressOnPop.ts';
import type { Showcase } from '../../scripts/drive/demoCrm.ts';
import { addContact } from './colleague.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { clearPop, ring } from './phone.ts';
import type { PhoneCall } from './phone.ts';

const ringside = oneForFile({ signIn: 'northwind' });

/** Long enough to measure the pop before the CRM's answer is there. */
const SLOW_MS = 2_000;

test.beforeEach(async () => {
  await clearPop(ringside());
  await ringside().crm.misbehave({ what: 'delay', path: '/api/v4/', times: null, delayMs: SLOW_MS });
});
test.afterEach(async () => {
  await ringside().crm.misbehave();
});

interface Place {
  readonly what: string;
  readonly place: string;
}

/**
 * Where everything on the pop is, and the pop itself on the screen. Widths of running text may differ, and rows of what was before come into the
 * room that their list keeps for them.
 */
async function places(pop: Page): Promise<readonly Place[]> {
  const inside = await pop.evaluate(() => {
    const INLINE = new Set(['inline', 'contents']);
    return [...document.querySelectorAll<HTMLElement>('main *')]
      .filter((one) => !INLINE.has(getComputedStyle(one).display) && one.closest('svg') === null)
      .filter((one) => one.parentElement?.closest('[aria-label="Last calls and notes"]') === null)
      .map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return {
          what: `${one.tagName} ${one.className} ${one.textContent.slice(0, 30)}`,
          place: [x, y, width, height].map(Math.round).join(' '),
        };
      });
  });
  return inside;
}

const windowBounds = (): Promise<unknown> =>
  ringside()
    .app()
    .electron.askMain(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => webContents.getURL().startsWith('app://ringside/pop/'))
        ?.getBounds(),
    );

/** Measures before and after the CRM's answer; what can be pressed must be at the same place in both. */
async function comparePlaces(
  call: PhoneCall,
): Promise<{ before: readonly Place[]; after: readonly Place[] }> {
  const pop = await ringside().page('pop');
  await expect(pop.getByRole('heading', { level: 1 })).toBeVisible();
  await expect.poll(async () => (await call.inList()).popMs).not.toBeNull();
  expect((await call.onPop())?.caller.freshness).toBe('asking');
  const before = await places(pop);
  const boundsBefore = await windowBounds();
  await expect.poll(async () => (await call.onPop())?.caller.freshness).toBe('fresh');
  // The state is in main; the window has painted it when a frame has passed after it says so.
  await pop.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  expect(await windowBounds()).toEqual(boundsBefore);
  return { before, after: await places(pop) };
}

for (const kind of [
  'certain',
  'several',
  'company',
  'shared',
  'unknown',
] as const satisfies (keyof Showcase)[]) {
  test(`nothing moves when the CRM answers: ${kind}`, async () => {
    const number = (await ringside().crm.showcase('northwind'))[kind];
    const call = await ring(ringside(), number);
    const { before, after } = await comparePlaces(call);
    expect(after.map(({ place }) => place)).toEqual(before.map(({ place }) => place));
    await call.miss();
  });
}

test('nothing that can be pressed moves when the CRM knows somebody whom the copy does not', async () => {
  await addContact(ringside(), 'northwind', 'Lara Later', '+1 415 555 0165');
  const call = await ring(ringside(), '+14155550165');
  const { before, after } = await comparePlaces(call);
  const buttons = (all: readonly Place[]): Map<string, string> =>
    new Map(all.filter(({ what }) => what.startsWith('BUTTON')).map(({ what, place }) => [what, place]));
  const earlier = buttons(before);
  const stayed = [...buttons(after)].filter(([what]) => earlier.has(what));
  expect(stayed.length).toBeGreaterThan(1);
  for (const [what, place] of stayed) expect(place, what).toBe(earlier.get(what));
  // A new button must not be where another one was a moment ago.
  const added = [...buttons(after)].filter(([what]) => !earlier.has(what));
  const taken = new Set(earlier.values());
  for (const [what, place] of added) expect(taken.has(place), what).toBe(false);
  await call.miss();
});

/** Where each zone of the pop is and how large. */
const zones = (pop: Page): Promise<Record<string, string>> =>
  pop.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>('main [data-zone]')].map((zone) => {
        const { x, y, width, height } = zone.getBoundingClientRect();
        return [zone.dataset['zone'] ?? '', [x, y, width, height].map(Math.round).join(' ')];
      }),
    ),
  );

for (const language of ['en', 'ru'] as const) {
  for (const kind of ['certain', 'several', 'unknown'] as const satisfies (keyof Showcase)[]) {
    test(`nothing moves from ringing to talking, ended and saved: ${kind}, ${language}`, async () => {
      const pop = await ringside().page('pop');
      await ask(await ringside().page('account'), 'settings', 'change', { language });
      await expect(pop.locator('html')).toHaveAttribute('lang', language);
      const call = await ring(ringside(), (await ringside().crm.showcase('northwind'))[kind]);
      await expect(pop.locator('main')).toHaveAttribute('data-state', 'ringing');
      const ringing = await zones(pop);
      const bounds = await windowBounds();
      expect(Object.keys(ringing)).toEqual(
        expect.arrayContaining(['band', 'who', 'note', 'results', 'foot']),
      );
      await call.answer();
      await expect(pop.locator('main')).toHaveAttribute('data-state', 'talking');
      expect(await zones(pop)).toEqual(ringing);
      await call.hangUp();
      await expect(pop.locator('main')).toHaveAttribute('data-state', 'ended');
      expect(await zones(pop)).toEqual(ringing);
      await pressOnPop(pop, '4');
      await expect(pop.locator('main')).toHaveAttribute('data-log', 'undoable');
      expect(await zones(pop)).toEqual(ringing);
      expect(await windowBounds()).toEqual(bounds);
    });
  }
}
