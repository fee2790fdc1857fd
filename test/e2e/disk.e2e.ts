import { writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { ask } from '../../scripts/drive/ask.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { clearPop, ring } from './phone.ts';

const ringside = oneForFile({ signIn: 'northwind' });

test('another program holds the journal: calls pop, what is wrong is said, and the result given meanwhile is kept', async () => {
  const numbers = await ringside().crm.showcase('northwind');
  const list = await ringside().page('account');
  const pop = await ringside().page('pop');
  const other = new Database(path.join(ringside().profile.userData, 'journal.db'));
  other.exec('BEGIN EXCLUSIVE');
  try {
    const first = await ring(ringside(), numbers.certain);
    await first.answer();
    await first.hangUp();
    const second = await ring(ringside(), numbers.unknown);
    expect((await second.onPop())?.call.state).toBe('ringing');
    await second.miss();
    const banner = (window: typeof list) => window.getByText(/Another program holds the call journal/u);
    await expect(banner(list)).toBeVisible();
    await expect(banner(pop)).toBeVisible();
    await expect(list.getByText(/entries wait in memory/u)).toBeVisible();
    expect(other.prepare('SELECT count(*) FROM calls').pluck().get()).toBe(0);

    const { id } = await first.inList();
    const asked = ask(list, 'calls', 'log', { callId: id, result: 4 });
    other.exec('ROLLBACK');
    expect(await asked).toMatchObject({ id, result: 4, state: 'ended' });
    await expect(banner(list)).toBeHidden();
    await expect(banner(pop)).toBeHidden();
    await expect.poll(() => other.prepare('SELECT count(*) FROM calls').pluck().get()).toBe(2);
    const inCrm = async () => (await ringside().crm.calls()).filter(({ uniq }) => uniq === id);
    await expect.poll(async () => (await inCrm()).length, { timeout: 45_000 }).toBe(1);
  } finally {
    other.close();
  }
  await clearPop(ringside());
});

test('settings that cannot be read are told with the path of the file, once', async ({ newRingside }) => {
  const broken = await newRingside();
  const file = path.join(broken.profile.userData, 'settings.json');
  await broken.page('welcome');
  await broken.app().close();
  writeFileSync(file, '{"hookPort": ');
  await broken.start();
  await broken.page('welcome');
  const state = async () => (await ask(await broken.page('welcome'), 'storage', 'state')).settings;
  await expect.poll(state).toEqual({ problem: 'broken', path: `${file}.broken` });
  await expect((await broken.page('welcome')).getByText(`${file}.broken`)).toBeVisible();
  await broken.end();
});
