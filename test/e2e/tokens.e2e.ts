import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Page } from '@playwright/test';
import { startDesktopSession } from '../../scripts/desktopSession.ts';
import type { DesktopOptions, DesktopSession } from '../../scripts/desktopSession.ts';
import { definedOnly, launch, rootArgs } from '../../scripts/drive/app.ts';
import type { DrivenApp } from '../../scripts/drive/app.ts';
import { ask } from '../../scripts/drive/ask.ts';
import { authorize } from '../../scripts/drive/browser.ts';
import { pressOnPop } from '../../scripts/drive/pressOnPop.ts';
import { electronPath } from '../../scripts/electronPath.ts';
import { run } from '../../scripts/setup/childProcess.ts';
import { root } from '../../scripts/setup/folders.ts';
import type { StoredTokens } from '../../main/accounts/tokens/storedTokens.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { clearPop, ring, talkedCall } from './phone.ts';
import type { PhoneCall } from './phone.ts';
import { demoCrmIsBack } from './ringside.ts';
import { changeTokens, masterKeyOf } from './sealedTokens.ts';

const ringside = oneForFile({ signIn: 'northwind' });
/** The undo time, and a pause of the outbox. */
const LONG = { timeout: 45_000 };

/** Locks the default collection (freedesktop.org's Secret Service API, Service.Lock). */
const LOCK = [
  '--session',
  '--print-reply',
  '--dest=org.freedesktop.secrets',
  '/org/freedesktop/secrets',
  'org.freedesktop.Secret.Service.Lock',
  'array:objpath:/org/freedesktop/secrets/aliases/default',
];

/** Starts the app again, with its tokens changed as time would have. */
async function laterWith(
  desktop: NodeJS.ProcessEnv,
  change: (tokens: StoredTokens) => StoredTokens,
): Promise<void> {
  await ringside().app().close();
  const { userData } = ringside().profile;
  changeTokens(userData, masterKeyOf(desktop, userData), change);
  await ringside().start();
}

/** A second start of the app on the same data, as an impatient double click does it; resolves when it has gone. */
async function startOnceMore(desktop: NodeJS.ProcessEnv): Promise<void> {
  const { profile } = ringside();
  const args = [root, `--user-data-dir=${profile.userData}`, '--disable-gpu', ...rootArgs()];
  const second = spawn(electronPath(), args, {
    env: definedOnly({ ...desktop, PATH: profile.browser.path }),
    stdio: 'ignore',
  });
  await once(second, 'exit');
}

async function resultGiven(number: string): Promise<PhoneCall> {
  const call = await talkedCall(ringside(), number);
  await pressOnPop(await ringside().page('pop'), '4');
  await expect.poll(async () => (await call.inList()).log.state).toBe('undoable');
  return call;
}

test('a day later: windows, copy, outbox, pop and a second start want a token at once, and one refresh serves them all', async ({
  desktop,
}) => {
  const { certain, company } = await ringside().crm.showcase('northwind');
  const { id } = await (await resultGiven(certain)).inList();
  await laterWith(desktop, (tokens) => ({ ...tokens, issuedAt: 0, expiresAt: 1 }));
  const list = await ringside().page('account');
  const second = startOnceMore(desktop);
  await demoCrmIsBack(ringside());
  await Promise.all(Array.from({ length: 20 }, () => ask(list, 'accounts', 'tryAgain')));
  const call = await ring(ringside(), company);
  await expect.poll(async () => (await call.onPop())?.caller.freshness, LONG).toBe('fresh');
  await call.miss();
  await second;
  const logOf = async (): Promise<string | undefined> =>
    (await ask(list, 'calls', 'today')).calls.find((one) => one.id === id)?.log.state;
  await expect.poll(logOf, LONG).toBe('logged');
  await expect.poll(async () => (await ask(list, 'sync', 'state')).phase).toBe('idle');
  const refreshes = (await ringside().crm.requests()).filter((one) => one.path === '/oauth2/access_token');
  expect(refreshes).toMatchObject([{ method: 'POST', status: 200 }]);
  expect((await ask(list, 'app', 'info')).account?.state).toBe('ready');
});

test('tariff lapsed, integration disabled, account closed: each says so, and what waits through all of it is sent when it is over', async ({
  desktop,
}) => {
  const { crm } = ringside();
  const { certain } = await crm.showcase('northwind');
  const before = (await crm.calls()).length;
  // Long enough ago that a refused token is not taken for a mood of the service.
  await laterWith(desktop, (tokens) => ({ ...tokens, issuedAt: 0 }));
  await demoCrmIsBack(ringside());
  const list = await ringside().page('account');
  await clearPop(ringside());
  const fallsInto = async (standing: 'lapsed' | 'disabled' | 'closed', words: string): Promise<void> => {
    await crm.stand('northwind', standing);
    await ask(list, 'accounts', 'tryAgain');
    await expect(list.getByText(words)).toBeVisible();
  };
  await fallsInto('lapsed', 'The CRM account is not paid.');
  const call = await resultGiven(certain);
  await expect.poll(async () => (await call.inList()).log.state, LONG).toBe('waiting');
  await fallsInto('disabled', 'The CRM refuses the integration');
  await fallsInto('closed', 'The CRM no longer knows this account');
  expect((await call.inList()).log.state).toBe('waiting');

  await crm.stand('northwind', 'active');
  await ask(list, 'accounts', 'tryAgain');
  await expect(list.getByText('The CRM no longer knows this account')).toBeHidden();
  await expect.poll(async () => (await call.inList()).log.state, LONG).toBe('logged');
  expect(await crm.calls()).toHaveLength(before + 1);
});

test('a sign-in that the CRM ended: said, calls wait, and after signing in again they are sent', async ({
  desktop,
}) => {
  const { crm, profile } = ringside();
  const { certain } = await crm.showcase('northwind');
  const before = (await crm.calls()).length;
  await crm.revoke('northwind');
  // A day later: the access token is over, and the refresh token is no longer taken.
  await laterWith(desktop, (tokens) => ({ ...tokens, issuedAt: 0, expiresAt: 1 }));
  const list = await ringside().page('account');
  await expect(list.getByText(/^Sign in to .+ again\. Nothing is lost\.$/u)).toBeVisible();
  await clearPop(ringside());
  const call = await resultGiven(certain);
  expect((await call.onPop())?.caller.certainty, 'the copy is still good').toBe('certain');

  await list.getByRole('button', { name: 'Sign in again' }).click();
  await authorize(await profile.browser.nextUrl(), { account: 'northwind', decision: 'allow' });
  await expect.poll(async () => (await ask(list, 'app', 'info')).account?.state).toBe('ready');
  await expect(list.getByText(/^Sign in to .+ again\. Nothing is lost\.$/u)).toBeHidden();
  await expect.poll(async () => (await call.inList()).log.state, LONG).toBe('logged');
  expect(await crm.calls()).toHaveLength(before + 1);
});

test('a keychain that refuses, is another’s, or is locked: each says so, no account or call goes, and starting anew signs in again', async () => {
  test.skip(process.platform !== 'linux', 'made with the Secret Service of Linux');
  const { profile } = ringside();
  const before = await ask(await ringside().page('account'), 'calls', 'today');
  await ringside().app().close();

  const desktops: DesktopSession[] = [];
  const opened: DrivenApp[] = [];
  const desktop = async (keyring: DesktopOptions['keyring']): Promise<DesktopSession> => {
    const session = await startDesktopSession({ keyring });
    desktops.push(session);
    return session;
  };
  const startOn = async (session: DesktopSession): Promise<{ app: DrivenApp; list: Page }> => {
    await opened.at(-1)?.close();
    const app = await launch(profile, session.env);
    opened.push(app);
    return { app, list: await app.page('account') };
  };
  /** The window says it, and everything of the account is there but its tokens. */
  const isSaid = async (list: Page, words: string, state: string): Promise<void> => {
    await expect(list.getByText(words)).toBeVisible();
    expect((await ask(list, 'app', 'info')).account).toMatchObject({ state, sessionOnly: false });
    expect((await ask(list, 'calls', 'today')).calls).toHaveLength(before.calls.length);
  };
  try {
    const refused = await startOn(await desktop('refused'));
    await isSaid(refused.list, 'The system’s keychain refused Ringside its key.', 'keychainDenied');

    const other = await desktop('unlocked');
    const { app, list } = await startOn(other);
    await isSaid(list, 'The keychain holds another key', 'keychainWrong');
    await list.getByRole('button', { name: 'Start anew' }).click();
    await expect(list.getByText('Calls and results stay.')).toBeVisible();
    await list.getByRole('button', { name: 'Start anew' }).click();
    await isSaid(list, 'The CRM has not refused you.', 'signInLost');
    await list.getByRole('button', { name: 'Sign in again' }).click();
    const welcome = await app.page('welcome');
    await welcome.getByRole('button', { name: 'Try with demo data' }).click();
    await authorize(await profile.browser.nextUrl(), { account: 'northwind', decision: 'allow' });
    await expect.poll(async () => (await ask(list, 'app', 'info')).account?.state).toBe('ready');

    expect((await run('dbus-send', LOCK, { env: other.env })).output).toContain('method return');
    const locked = await startOn(other);
    await isSaid(locked.list, 'The system’s keychain is locked.', 'keychainLocked');
  } finally {
    await opened.at(-1)?.close();
    for (const session of desktops) await session.stop();
  }
});
