import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ask } from '../../scripts/drive/ask.ts';
import { pressOnPop } from '../../scripts/drive/pressOnPop.ts';
import { createRelayDesktop } from '../../scripts/drive/relayDesktop.ts';
import { invite, startRelayProcess } from '../../scripts/drive/relayProcess.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { clearPop, ring, talkedCall } from './phone.ts';
import { createRingside } from './ringside.ts';
import { masterKeyOf, secretOf } from './sealedTokens.ts';

// What keeps Ringside from working for a while, and that it is over without anybody's doing.

// What comes back by itself takes its time.
test.describe.configure({ timeout: 300_000 });
const ringside = oneForFile({ signIn: 'northwind' });
/** The longest rest of whatever asks again by itself while its window is seen, and the undo time. */
const BY_ITSELF = { timeout: 120_000 };

test('the CRM turns away tokens that were just renewed: a banner says so, and goes by itself with what waited sent', async () => {
  const { crm } = ringside();
  const { certain } = await crm.showcase('northwind');
  const list = await ringside().page('account');
  const before = (await crm.calls()).length;
  await crm.misbehave({ what: '401', path: '/api/v4/**', times: null });
  const call = await talkedCall(ringside(), certain);
  await pressOnPop(await ringside().page('pop'), '4');
  const banner = list.getByText('The CRM turns Ringside away', { exact: false });
  await expect
    .poll(async () => {
      await ask(list, 'accounts', 'tryAgain');
      return (await ask(list, 'app', 'info')).account?.state;
    }, BY_ITSELF)
    .toBe('turnedAway');
  await expect(banner).toBeVisible();
  expect((await call.inList()).log.state).not.toBe('failed');

  await crm.misbehave();
  await expect(banner).toBeHidden(BY_ITSELF);
  await expect.poll(async () => (await call.inList()).log.state, BY_ITSELF).toBe('logged');
  expect(await crm.calls()).toHaveLength(before + 1);
});

test('the computer sleeps in the middle of a call: it goes on, ends once, and its result reaches the CRM once', async () => {
  const { crm } = ringside();
  const { certain } = await crm.showcase('northwind');
  const { electron } = ringside().app();
  await clearPop(ringside());
  const call = await ring(ringside(), certain);
  await call.answer();
  await electron.askMain(({ powerMonitor }) => powerMonitor.emit('suspend'));
  await electron.askMain(({ powerMonitor }) => powerMonitor.emit('resume'));
  expect((await call.onPop())?.call.state).toBe('talking');
  await call.hangUp();
  const { id, endReason } = await call.inList();
  expect(endReason).toBe('completed');
  await pressOnPop(await ringside().page('pop'), '4');
  await expect.poll(async () => (await call.inList()).log.state, BY_ITSELF).toBe('logged');
  expect((await crm.calls()).filter(({ uniq }) => uniq === id)).toHaveLength(1);
});

test('a line to the relay that another computer took stays away through sleep, says so, and comes back when asked', async ({
  desktop,
}) => {
  const data = mkdtempSync(path.join(tmpdir(), 'ringside-replaced-'));
  const relay = await startRelayProcess(['--port', '0', '--data', data]);
  const list = await ringside().page('account');
  const { electron } = ringside().app();
  const { account } = await ask(list, 'app', 'info');
  try {
    const code = await invite(relay.url, relay.announcement.adminTokenFile ?? '', [account?.accountId ?? 0]);
    expect(await ask(list, 'webhooks', 'join', { link: `${relay.url}/invite#${code}` })).toEqual({
      outcome: 'joined',
    });
    const line = async () => (await ask(list, 'webhooks', 'state')).relay?.line;
    await expect.poll(line).toBe('live');

    const { userData } = ringside().profile;
    const token = secretOf(userData, masterKeyOf(desktop, userData), 'relayToken');
    const other = createRelayDesktop(relay.announcement.socketUrl, token, [account?.accountId ?? 0], {
      cursors: new Map(),
      apply: () => undefined,
    });
    await other.connect();
    await expect.poll(line).toBe('replaced');
    let otherEnded = false;
    void other.closed().then(() => (otherEnded = true));
    for (let times = 0; times < 3; times += 1) {
      await electron.askMain(({ powerMonitor }) => powerMonitor.emit('suspend'));
      await electron.askMain(({ powerMonitor }) => powerMonitor.emit('resume'));
      await ask(list, 'accounts', 'tryAgain');
    }
    expect([await line(), otherEnded]).toEqual(['replaced', false]);

    await list.keyboard.press('Alt+6');
    await list.getByRole('tab', { name: 'Advanced' }).click();
    await list.getByRole('button', { name: /^CRM news/ }).click();
    await expect(list.getByText('Another computer uses the same place', { exact: false })).toBeVisible();
    await list.getByRole('button', { name: 'Use it on this computer' }).click();
    await expect.poll(line).toBe('live');
    await expect.poll(() => otherEnded).toBe(true);
  } finally {
    await relay.stop();
    rmSync(data, { recursive: true, force: true });
  }
});

test('a full disk: calls pop, a banner names it, and with room again all of them are there and can be given a result', async ({
  desktop,
}) => {
  test.skip(process.getuid?.() !== 0 || process.platform !== 'linux', 'a disk of its own is made by root');
  const small = await createRingside(desktop);
  const { userData } = small.profile;
  const filler = path.join(userData, 'filler');
  let isMounted = false;
  try {
    await small.signIn('northwind');
    const numbers = await small.crm.showcase('northwind');
    await small.app().close();
    const aside = `${userData}-aside`;
    renameSync(userData, aside);
    mkdirSync(userData, { mode: 0o700 });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'ringside', userData]);
    isMounted = true;
    cpSync(aside, userData, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    await small.start();
    const list = await small.page('account');
    const pop = await small.page('pop');
    expect(() => {
      writeFileSync(filler, Buffer.alloc(128 * 2 ** 20));
    }).toThrow('ENOSPC');

    const first = await ring(small, numbers.certain);
    expect((await first.onPop())?.caller.certainty).toBe('certain');
    await first.answer();
    await first.hangUp();
    const second = await ring(small, numbers.unknown);
    expect((await second.onPop())?.call.state).toBe('ringing');
    await second.miss();
    for (const window of [list, pop]) await expect(window.getByText(/The disk is full/u)).toBeVisible();

    rmSync(filler);
    for (const window of [list, pop]) await expect(window.getByText(/The disk is full/u)).toBeHidden();
    const { id } = await first.inList();
    expect(await ask(list, 'calls', 'log', { callId: id, result: 4 })).toMatchObject({ id, result: 4 });
    const inCrm = async () => (await small.crm.calls()).filter(({ uniq }) => uniq === id).length;
    await expect.poll(inCrm, BY_ITSELF).toBe(1);
    expect((await second.inList()).state).toBe('ended');
  } finally {
    await small.app().close();
    if (isMounted) execFileSync('umount', ['--lazy', userData]);
    await small.end();
  }
});
