import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ask } from '../../scripts/drive/ask.ts';
import { startBaresip } from '../phones/baresipPhone.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { pressByKeys, tabTo } from './keys.ts';
import { clearPop } from './phone.ts';

/** Setting a softphone up, and the call that proves it: the real hook program, a real phone. */
const folder = mkdtempSync(path.join(tmpdir(), 'ringside-microsip-'));
const ini = path.join(folder, 'MicroSIP.ini');
const before = Buffer.concat([
  Buffer.from([0xff, 0xfe]),
  Buffer.from('[Settings]\r\nvolumeRing="100"\r\n\r\n[Calls]\r\n', 'utf16le'),
]);
writeFileSync(ini, before);
const ringside = oneForFile({ signIn: 'northwind', settings: { microsipIni: ini } });
let number: string;
test.beforeAll(async () => {
  number = (await ringside().crm.showcase('northwind')).certain;
});
test.afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function connectPage(): Promise<Page> {
  const account = await ringside().page('account');
  await account.bringToFront();
  await account.keyboard.press('Alt+6');
  await account.getByRole('tab', { name: 'Phone' }).click();
  await account.getByRole('button', { name: /^Connect/ }).click();
  await expect(account.getByRole('heading', { name: 'Connect your softphone' })).toBeVisible();
  return account;
}

/** What MicroSIP does at one of its hooks: the value split into words, the number behind them (call-sources.md 1.2). */
async function hooked(key: string, caller: string): Promise<void> {
  const text = readFileSync(ini).subarray(2).toString('utf16le');
  const value = new RegExp(`^${key}=(.*)$`, 'm').exec(text)?.[1]?.trim() ?? '';
  const [program = '', ...words] = [...value.matchAll(/"([^"]*)"|(\S+)/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  await promisify(execFile)(program, [...words, ...caller.split(' ')], {
    env: {
      ...process.env,
      RINGSIDE_HOOK_FILE: path.join(ringside().profile.userData, 'hook.json'),
      RINGSIDE_HOOK_WAIT_MS: '10000',
    },
  });
}

/** Who works without a mouse sees where the keyboard is. */
const focusIsSeen = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (at === null || at === document.body) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
    // Fields have an accent edge and a ring drawn as their shadow; everything else an outline.
    const isOutlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    return at.matches(':focus-visible') && (isOutlined || boxShadow !== 'none');
  });
const sectionHasFocus = (page: Page, name: string): Promise<boolean> =>
  page.getByRole('region', { name, exact: true }).evaluate((section) => section === document.activeElement);

test('without a mouse MicroSIP is chosen and set up, its hooks tick the proof one by one, and undone the file is as it was', async () => {
  const page = await ringside().page('account');
  await page.bringToFront();
  await page.keyboard.press('Alt+6');
  await tabTo(page, page.getByRole('tab', { selected: true }));
  expect(await focusIsSeen(page)).toBe(true);
  await page.keyboard.press('Home');
  const group = page.getByRole('tab', { name: 'Phone' });
  while ((await group.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
  const connect = page.getByRole('button', { name: /^Connect/ });
  await tabTo(page, connect);
  expect(await focusIsSeen(page)).toBe(true);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Connect your softphone' })).toBeVisible();

  const phone = (name: string) => page.getByRole('radio', { name: new RegExp(`^${name}`) });
  // What is found here comes first and is chosen; the arrows go through the others.
  const chosen = page.locator('input[name=phone]:checked');
  await tabTo(page, chosen);
  for (let step = 0; step < 15 && !(await phone('Zoiper').isChecked()); step += 1)
    await page.keyboard.press('ArrowRight');
  await expect(phone('Zoiper')).toBeChecked();
  await expect(page.getByRole('button', { name: 'Copy' })).toHaveCount(4);
  await tabTo(page, page.getByRole('button', { name: 'Copy' }).last());
  expect(await focusIsSeen(page)).toBe(true);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Copied' })).toHaveCount(1);
  await page.keyboard.press('Shift+Tab');
  await tabTo(page, chosen);
  for (let step = 0; step < 15 && !(await phone('MicroSIP').isChecked()); step += 1)
    await page.keyboard.press('ArrowLeft');
  await expect(phone('MicroSIP')).toBeChecked();

  await pressByKeys(page, 'Set up MicroSIP');
  await expect(page.getByText('Set up: MicroSIP tells Ringside of its calls.')).toBeVisible();
  // The button is gone: the keyboard stays where it was.
  expect(await sectionHasFocus(page, 'Set up by Ringside')).toBe(true);
  expect(await focusIsSeen(page)).toBe(true);

  await pressByKeys(page, 'I call myself now');
  expect(await focusIsSeen(page)).toBe(true);
  const ticks = page.getByRole('region', { name: 'Now call yourself' }).getByRole('listitem');
  await expect(ticks).toHaveText([/It rang · waiting/, /It was answered · waiting/, /It ended · waiting/]);
  await hooked('cmdCallRing', number);
  await expect(ticks.nth(0)).toContainText('told by hook');
  await expect(page.getByText(/The pop was there after \d+ ms/)).toBeVisible();
  await expect(ticks.nth(1)).toContainText('waiting');
  await hooked('cmdCallAnswer', number);
  await hooked('cmdCallStart', number);
  await expect(ticks.nth(1)).toContainText('told by hook');
  await hooked('cmdCallEnd', number);
  await expect(ticks.nth(2)).toContainText('told by hook');
  await expect(page.getByText('Everything works.')).toBeVisible();
  const { calls } = await ask(page, 'calls', 'today');
  expect(calls).toMatchObject([{ direction: 'inbound', endReason: 'completed', number: { e164: number } }]);

  expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([]);
  await pressByKeys(page, 'Stop');
  await expect(ticks).toHaveCount(0);
  expect(await sectionHasFocus(page, 'Now call yourself')).toBe(true);

  await pressByKeys(page, 'Put back what was there');
  await expect(page.getByText('Not set up yet.')).toBeVisible();
  expect(await sectionHasFocus(page, 'Set up by Ringside')).toBe(true);
  expect(readFileSync(ini).equals(before)).toBe(true);
  await clearPop(ringside());
});

test('a missed call leaves the answer unticked and says what is missing; then a real phone proves the rest', async () => {
  const page = await connectPage();
  const [agent, customer] = [await startBaresip({ user: 'agent' }), await startBaresip({ user: number })];
  try {
    await ask(page, 'sources', 'set', {
      name: 'baresip',
      values: [
        { field: 'on', value: true },
        { field: 'port', value: agent.ctrlPort },
      ],
    });
    await expect(page.getByText(`Connected: 127.0.0.1:${agent.ctrlPort}`).first()).toBeVisible();
    const ticks = page.getByRole('region', { name: 'Now call yourself' }).getByRole('listitem');
    await page.getByRole('button', { name: /Once more|I call myself now/ }).click();
    await customer.dial(agent.address);
    await expect(ticks.nth(0)).toContainText('told by baresip');
    await customer.hangUp();
    await expect(ticks.nth(1)).toContainText('did not come');
    await expect(page.getByText(/The end came without an answer/)).toBeVisible();

    await page.getByRole('button', { name: 'Once more' }).click();
    await expect(ticks.nth(2)).toContainText('waiting');
    await customer.dial(agent.address);
    await expect(ticks.nth(0)).toContainText('told by baresip');
    await agent.answer();
    await expect(ticks.nth(1)).toContainText('told by baresip');
    await customer.hangUp();
    await expect(page.getByText('Everything works.')).toBeVisible();
  } finally {
    await agent.stop();
    await customer.stop();
  }
});
