import type { Page } from '@playwright/test';
import { microsipNotSetUp, softphones } from './softphones.ts';
import { onPage } from './world.ts';

/** Opens the page and chooses a softphone. */
const connect =
  (softphone: string) =>
  async (page: Page): Promise<void> => {
    const tab = page.locator('[role=tab][id$="-connect"]');
    await tab.waitFor({ state: 'attached' });
    if (await tab.isVisible()) await tab.click();
    else await page.locator('select').first().selectOption('connect');
    await page.locator('#connect').waitFor();
    await page.locator('select').last().selectOption(softphone);
  };
const microsip = (more: Partial<typeof microsipNotSetUp>) => ({
  softphones: { ...softphones, microsip: { ...microsipNotSetUp, ...more } },
});

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
  { name: 'connect-yealink', world: {}, act: connect('yealink') },
]);
