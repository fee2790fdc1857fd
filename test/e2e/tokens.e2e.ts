import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ask } from '../../scripts/drive/ask.ts';
import { definedOnly, rootArgs } from '../../scripts/drive/app.ts';
import { electronPath } from '../../scripts/electronPath.ts';
import { root } from '../../scripts/setup/folders.ts';
import type { StoredTokens } from '../../main/accounts/storedTokens.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { clearPop, ring, talkedCall } from './phone.ts';
import type { PhoneCall } from './phone.ts';
import { demoCrmIsBack } from './ringside.ts';
import { changeTokens, masterKeyOf } from './sealedTokens.ts';

const ringside = oneForFile({ signIn: 'northwind' });
/** The undo time, and a pause of the outbox. */
const LONG = { timeout: 45_000 };

/** Starts the app again, with its tokens changed as time would have. */
async function laterWith(
  desktop: NodeJS.ProcessEnv,
  change: (tokens: StoredTokens) => StoredTokens,
): Promise<void> {
  await ringside().app().close();
  changeTokens(ringside().profile.userData, masterKeyOf(desktop), change);
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
  await (await ringside().page('pop')).keyboard.press('4');
  await expect.poll(async () => (await call.inList()).log.state).toBe('undoable');
  return call;
}

test('a day later: windows, copy, outbox, pop and a second start want a token at once, and one refresh serves them all', async ({
  desktop,
}) => {
  const { certain, several } = await ringside().crm.showcase('northwind');
  const { id } = await (await resultGiven(certain)).inList();
  await laterWith(desktop, (tokens) => ({ ...tokens, issuedAt: 0, expiresAt: 1 }));
  const list = await ringside().page('account');
  const second = startOnceMore(desktop);
  await demoCrmIsBack(ringside());
  await Promise.all(Array.from({ length: 20 }, () => ask(list, 'accounts', 'tryAgain')));
  const calls = await Promise.all([certain, several].map((number) => ring(ringside(), number)));
  for (const call of calls) {
    await expect.poll(async () => (await call.onPop())?.caller.freshness, LONG).toBe('fresh');
    await call.miss();
  }
  await second;
  await expect
    .poll(async () => {
      const { calls: today } = await ask(list, 'calls', 'today');
      return today.find((one) => one.id === id)?.log.state;
    }, LONG)
    .toBe('logged');
  await expect.poll(async () => (await ask(list, 'sync', 'state')).phase).toBe('idle');
  const refreshes = (await ringside().crm.requests()).filter((one) => one.path === '/oauth2/access_token');
  expect(refreshes).toMatchObject([{ method: 'POST', status: 200 }]);
  expect((await ask(list, 'app', 'info')).account?.state).toBe('ready');
});

test('integration disabled, tariff lapsed, account closed: each says so, and what waits is sent when it is over', async ({
  desktop,
}) => {
  const { crm } = ringside();
  const { certain } = await crm.showcase('northwind');
  const before = (await crm.calls()).length;
  const later = (tokens: StoredTokens): StoredTokens => ({ ...tokens, issuedAt: 0 });

  /** The account falls into a trouble, a result is given meanwhile, and the trouble passes. */
  const through = async (words: string, fall: () => Promise<void>, rise: () => Promise<void>) => {
    const list = await ringside().page('account');
    await clearPop(ringside());
    await fall();
    await ask(list, 'accounts', 'tryAgain');
    await expect(list.getByText(words)).toBeVisible();
    const call = await resultGiven(certain);
    await expect.poll(async () => (await call.inList()).log.state, LONG).toBe('waiting');
    await rise();
    await ask(list, 'accounts', 'tryAgain');
    await expect(list.getByText(words)).toBeHidden();
    return call;
  };
  const isSent = (call: PhoneCall) =>
    expect.poll(async () => (await call.inList()).log.state, LONG).toBe('logged');
  const stand = (standing: 'active' | 'lapsed' | 'disabled' | 'closed') => () =>
    crm.stand('northwind', standing);

  await laterWith(desktop, later);
  await demoCrmIsBack(ringside());
  await isSent(await through('The CRM refuses the integration', stand('disabled'), stand('active')));
  await isSent(await through('The CRM account is not paid.', stand('lapsed'), stand('active')));

  await laterWith(desktop, later);
  await demoCrmIsBack(ringside());
  await isSent(await through('The CRM no longer knows this account', stand('closed'), stand('active')));
  expect(await crm.calls()).toHaveLength(before + 3);
});
