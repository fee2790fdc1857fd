import type { Page } from '@playwright/test';
import { ask } from '../../scripts/drive/ask.ts';
import { pressOnPop } from '../../scripts/drive/pressOnPop.ts';
import { speak } from '../speech.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { talkedCall } from './phone.ts';

const ru = speak('ru');
const ringside = oneForFile({ language: 'ru' });

interface Remembers {
  trayItems?: readonly string[];
}

const sees = (page: Page, text: string): Promise<void> =>
  expect(page.getByText(text, { exact: true }).first()).toBeVisible();

test('a Russian system gets a Russian Ringside: welcome, account, pop', async () => {
  const welcome = await ringside().page('welcome');
  await expect(welcome.locator('html')).toHaveAttribute('lang', 'ru');
  await sees(welcome, ru('welcome.title'));
  await sees(welcome, ru('welcome.amocrm'));

  await ringside().signIn('romashka');
  const list = await ringside().page('account');
  await expect(list.locator('html')).toHaveAttribute('lang', 'ru');
  await expect(list.getByRole('button', { name: ru('account.view.settings'), exact: true })).toBeVisible();

  const { certain } = await ringside().crm.showcase('romashka');
  const call = await talkedCall(ringside(), certain);
  const pop = await ringside().page('pop');
  await expect(pop.locator('html')).toHaveAttribute('lang', 'ru');
  await expect(pop.getByRole('heading', { level: 1 })).toHaveText((await call.inList()).callerName ?? '');
  await expect(pop.getByRole('button', { name: ru('result.4') })).toBeVisible();
  await expect(pop.getByRole('button', { name: ru('pop.taskDone') })).toBeVisible();
  const shown = (await call.onPop())?.caller.matches[0]?.leads[0]?.price ?? 0;
  await expect(pop.getByRole('list', { name: ru('lead.list') })).toContainText('₽');
  expect(shown).toBeGreaterThan(0);

  await pressOnPop(pop, '4');
  await sees(pop, ru('log.saved', { result: ru('result.4') }));
  await sees(list, ru('account.calls.today'));
});

test('another language chosen is the windows’ and the tray menu’s at once', async () => {
  const { electron } = ringside().app();
  await electron.askMain(({ Menu }) => {
    const build = Menu.buildFromTemplate.bind(Menu);
    Menu.buildFromTemplate = (template) => {
      (globalThis as Remembers).trayItems = template.map(({ label }) => label ?? '');
      return build(template);
    };
  });
  const list = await ringside().page('account');
  await ask(list, 'settings', 'change', { language: 'en' });
  await expect(list.locator('html')).toHaveAttribute('lang', 'en');
  await expect
    .poll(() => electron.askMain(() => (globalThis as Remembers).trayItems ?? []))
    .toEqual(expect.arrayContaining(['Settings', 'Quit']));
});
