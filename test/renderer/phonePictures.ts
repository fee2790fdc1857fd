import type { Page } from '@playwright/test';
import type { Match, ClickToCallPrompt } from '../../preload/contract.ts';
import { emma, longName, NOW } from './people.ts';
import { microsipNotSetUp, softphones } from './softphones.ts';
import { onPage, showSettings } from './world.ts';

/** Opens the page and chooses a softphone. */
const connect =
  (softphone: string) =>
  async (page: Page): Promise<void> => {
    await showSettings(page, 'phone', 'connect');
    await page.locator('#connect').waitFor();
    await page.locator(`input[name=phone][value=${softphone}]`).check({ force: true });
  };
/** The call to oneself, as far as it has come. */
const proving = (ticks: Partial<typeof softphones.setupCheck>) => ({
  softphones: { ...softphones, setupCheck: { ...softphones.setupCheck, startedAt: NOW, ...ticks } },
});
const showSetupCheck = async (page: Page): Promise<void> => {
  await connect('bria')(page);
  await page.locator('#prove').scrollIntoViewIfNeeded();
};
const tick = { at: NOW, source: 'hook' };
const microsip = (more: Partial<typeof microsipNotSetUp>) => ({
  softphones: { ...softphones, microsip: { ...microsipNotSetUp, ...more } },
});

const links = async (page: Page): Promise<void> => {
  await showSettings(page, 'phone', 'links');
  await page.locator('#links').waitFor();
};
const offering = (matches: Match[], more: Partial<ClickToCallPrompt> = {}) => ({
  softphones: {
    ...softphones,
    prompt: {
      id: 'o1',
      number: { display: '+44 20 7946 0958', e164: '+442079460958' },
      caller: {
        certainty: matches.length === 1 ? ('certain' as const) : ('unknown' as const),
        matches,
        freshness: 'local' as const,
      },
      account: { name: 'Northwind', colour: '#2563eb' },
      shortcut: 'Ctrl+Alt+D',
      failure: null,
      ...more,
    },
  },
});

/** A number from a link or a selection, on the pop. */
export const offerPictures = onPage('pop', [
  { name: 'offer-known', world: offering([emma]) },
  {
    name: 'offer-long',
    world: offering([{ ...emma, name: longName, company: longName }], { shortcut: null }),
  },
  { name: 'offer-failed', world: offering([], { failure: 'noDialer' }) },
]);

/** Connecting a softphone. */
export const phonePictures = onPage('settings', [
  { name: 'connect-microsip', world: {}, act: connect('microsip') },
  { name: 'connect-microsip-running', world: microsip({ isRunning: true }), act: connect('microsip') },
  {
    name: 'connect-microsip-done',
    world: microsip({ state: 'all', mayUndo: true }),
    act: connect('microsip'),
  },
  {
    name: 'connect-microsip-taken',
    world: microsip({ taken: [{ key: 'cmdCallStart', value: 'C:\\crm\\tell.exe start' }] }),
    act: connect('microsip'),
  },
  { name: 'connect-microsip-none', world: microsip({ ini: null }), act: connect('microsip') },
  { name: 'connect-zoiper', world: {}, act: connect('zoiper') },
  { name: 'connect-unsafe', world: {}, act: connect('linphone') },
  { name: 'connect-bria', world: {}, act: connect('bria') },
  { name: 'connect-other', world: {}, act: connect('other') },
  { name: 'prove-waiting', world: proving({}), act: showSetupCheck },
  { name: 'prove-missing', world: proving({ ring: tick, end: tick }), act: showSetupCheck },
  {
    name: 'prove-works',
    world: proving({ ring: tick, answer: tick, end: tick, popMs: 14.2 }),
    act: showSetupCheck,
  },
  { name: 'links', world: {}, act: links },
  {
    name: 'links-windows',
    world: {
      softphones: {
        ...softphones,
        links: { ...softphones.links, mayTake: false, reads: 'clipboard', isShortcutOurs: false },
      },
    },
    act: links,
  },
  { name: 'connect-yealink', world: {}, act: connect('yealink') },
]);
