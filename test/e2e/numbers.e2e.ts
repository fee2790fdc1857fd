import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ask } from '../../scripts/drive/ask.ts';
import { rootArgs } from '../../scripts/drive/app.ts';
import { electronPath } from '../../scripts/electronPath.ts';
import { root } from '../../scripts/setup/folders.ts';
import { pressOnPop } from '../../scripts/drive/pressOnPop.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { clearPop, popIsVisible, ring } from './phone.ts';
import { startTypist } from './typist.ts';

/** The agent's own program: it leaves a file named as the number it was asked to dial. */
const dialled = mkdtempSync(path.join(tmpdir(), 'ringside-dialled-'));
const ringside = oneForFile({
  signIn: 'northwind',
  settings: { dial: { via: 'command', command: `/usr/bin/touch ${dialled}/{number}` } },
});
let number: string;
test.beforeAll(async () => {
  number = (await ringside().crm.showcase('northwind')).certain;
});
test.beforeEach(async () => {
  for (const name of readdirSync(dialled)) rmSync(path.join(dialled, name));
});
test.afterAll(() => {
  rmSync(dialled, { recursive: true, force: true });
});

/** Opens a link as the system does: by starting Ringside with it. Resolves when that program has ended. */
async function openLink(desktop: NodeJS.ProcessEnv, ...words: readonly string[]): Promise<void> {
  const second = spawn(
    electronPath(),
    [root, `--user-data-dir=${ringside().profile.userData}`, ...rootArgs(), '--', ...words],
    { env: desktop, stdio: 'ignore', timeout: 30_000 },
  );
  await new Promise((resolve) => second.once('exit', resolve));
}
const offered = async (): Promise<string | null> =>
  (await ask(await ringside().page('pop'), 'clickToCall', 'get')).prompt?.number.e164 ?? null;

test('a tel: link shows whose number it is, dials nothing, and Enter dials through the own softphone: one call', async ({
  desktop,
}) => {
  const pop = await ringside().page('pop');
  const list = await ringside().page('account');
  const before = (await ask(list, 'calls', 'today')).calls.length;
  await openLink(desktop, `tel:${number}`);
  await expect.poll(offered).toBe(number);
  await expect.poll(() => popIsVisible(ringside())).toBe(true);
  await expect(pop.getByText('Call this number?')).toBeVisible();
  expect(readdirSync(dialled)).toEqual([]);
  await pressOnPop(pop, 'Enter');
  await expect.poll(() => readdirSync(dialled)).toEqual([number]);
  await expect.poll(offered).toBeNull();
  const calls = async () => (await ask(list, 'calls', 'today')).calls;
  await expect.poll(async () => (await calls()).length).toBe(before + 1);
  expect((await calls())[0]).toMatchObject({
    direction: 'outbound',
    state: 'dialing',
    number: { e164: number },
  });
  await clearPop(ringside());
});

test('hostile links do nothing: no number is shown, nothing dialled, nothing opened', async ({ desktop }) => {
  for (const words of [
    ['tel:*21*+79169999999%23'],
    [`tel:${number},,1234`],
    [`tel:${number}`, `tel:${number}`],
    ['ringside:dial?number=101&via=command&command=calc'],
    ['tel:$(touch x)'],
  ]) {
    await openLink(desktop, ...words);
  }
  // A good one after them is heard, and it is the only one.
  await openLink(desktop, `ringside:dial?number=${encodeURIComponent(number)}`);
  await expect.poll(offered).toBe(number);
  await expect((await ringside().page('pop')).getByText('Call this number?')).toBeVisible();
  expect(readdirSync(dialled)).toEqual([]);
  await pressOnPop(await ringside().page('pop'), 'Escape');
  await expect.poll(offered).toBeNull();
  await expect.poll(() => popIsVisible(ringside())).toBe(false);
});

test('the keys take a selected number in another program, leave its keyboard alone, and pressed again they dial', async ({
  desktop,
}) => {
  const typist = await startTypist(desktop);
  const { electron } = ringside().app();
  await electron.askMain(({ clipboard }) => clipboard.writeText('what I copied'));
  try {
    await typist.type(`Ring ${number} please`);
    await typist.press('ctrl+a');
    await typist.press('ctrl+alt+d');
    await expect.poll(offered).toBe(number);
    await expect.poll(() => popIsVisible(ringside())).toBe(true);
    expect(await typist.hasFocus()).toBe(true);
    expect(readdirSync(dialled)).toEqual([]);
    await typist.press('ctrl+alt+d');
    await expect.poll(() => readdirSync(dialled)).toEqual([number]);
    expect(await typist.received()).toBe(`Ring ${number} please`);
    expect(await electron.askMain(({ clipboard }) => clipboard.readText())).toBe('what I copied');
  } finally {
    await typist.end();
  }
  await clearPop(ringside());
});

test('who was found in the search is called with Ctrl+Enter', async () => {
  const account = await ringside().page('account');
  await account.bringToFront();
  await account.keyboard.press('Control+k');
  await account.getByRole('combobox').fill(number);
  await expect(account.getByRole('option').first()).toBeVisible();
  await account.keyboard.press('Control+Enter');
  await expect.poll(() => readdirSync(dialled)).toEqual([number]);
  // Its end is told below: one that is not known yet would go on, and take the next dial for its own.
  await expect
    .poll(async () => (await ask(account, 'calls', 'today')).calls[0])
    .toMatchObject({ direction: 'outbound', state: 'dialing' });
  await account.keyboard.press('Escape');
  await clearPop(ringside());
});

test('a missed caller and a deal’s contact are called from where they stand', async () => {
  const account = await ringside().page('account');
  await account.bringToFront();
  const missed = await ring(ringside(), number);
  await missed.miss();
  await clearPop(ringside());
  await account.keyboard.press('Alt+1');
  await account
    .getByRole('navigation')
    .getByRole('button', { name: /^Missed/ })
    .click();
  const row = account.getByRole('grid', { name: 'Missed' }).getByRole('row').first();
  await row.getByRole('button', { name: /^Call / }).click();
  await expect.poll(() => readdirSync(dialled)).toEqual([number]);
  // Called back: nobody waits any more.
  await expect(row.getByText('Called back')).toBeVisible();
  await clearPop(ringside());

  for (const name of readdirSync(dialled)) rmSync(path.join(dialled, name));
  const [contact] = await ask(account, 'contacts', 'search', { callId: null, text: number });
  const lead = contact?.leads[0]?.id ?? 0;
  await account.keyboard.press('Alt+3');
  await account.getByRole('navigation').getByRole('button', { name: 'All', exact: true }).click();
  await account.locator(`[data-lead="${lead}"]`).click();
  const contacts = account.getByRole('region', { name: 'Contacts', exact: true });
  await contacts
    .getByRole('button', { name: /^Call / })
    .first()
    .click();
  await expect.poll(() => readdirSync(dialled)).toEqual([number]);
  await clearPop(ringside());
});
