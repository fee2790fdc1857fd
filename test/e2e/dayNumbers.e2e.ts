import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, oneForFile, test } from './fixtures.ts';
import { ring, talkedCall } from './phone.ts';

const ringside = oneForFile({ signIn: 'northwind' });

test('the day is counted as it goes, plotted, looked at by week and month, and saved as a table', async () => {
  const page = await ringside().page('account');
  await page.keyboard.press('Alt+7');
  await expect(page.getByText('No calls on these days.')).toBeVisible();

  const { certain } = await ringside().crm.showcase('northwind');
  await talkedCall(ringside(), certain);
  await (await ring(ringside(), '+12125550177')).miss();
  const figure = (name: string) =>
    page.locator('main dl > div', { has: page.getByText(name, { exact: true }) }).locator('dd');
  await expect(figure('calls')).toHaveText('2');
  await expect(figure('conversations')).toHaveText('1');
  await expect(figure('missed')).toHaveText('1');
  await expect(figure('still waiting')).toHaveText('1');
  await expect(page.getByRole('figure', { name: 'By hour' })).toBeVisible();
  await expect(page.getByRole('figure', { name: 'By day' })).toBeHidden();

  // Called back: nobody waits any more.
  await (await ring(ringside(), '+12125550177', { event: 'dialing' })).hangUp();
  await expect(figure('still waiting')).toHaveText('0');
  await expect(figure('called back')).toHaveText('1');

  await page.getByRole('button', { name: 'Week', exact: true }).click();
  await expect(page.getByRole('figure', { name: 'By day' })).toBeVisible();
  // Something is drawn: some pixel of the plot is not empty.
  expect(
    await page.evaluate(() => {
      const canvas = document.querySelector('main canvas');
      if (!(canvas instanceof HTMLCanvasElement)) return false;
      const drawn = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return drawn.some((value) => value > 0);
    }),
  ).toBe(true);
  await expect(figure('calls')).toHaveText('3');
  await page.getByRole('button', { name: 'The week before' }).click();
  await expect(page.getByText('No calls on these days.')).toBeVisible();
  await page.getByRole('button', { name: 'The next week' }).click();
  await expect(figure('calls')).toHaveText('3');

  const file = path.join(ringside().profile.dir, 'numbers.csv');
  await ringside()
    .app()
    .electron.askMain(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
  await page.getByRole('button', { name: 'Save as a table' }).click();
  await expect(page.getByText(file)).toBeVisible();
  expect(readFileSync(file, 'utf8').split('\r\n')).toHaveLength(1 + 7 + 1);
});
