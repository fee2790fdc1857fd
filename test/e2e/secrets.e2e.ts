import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { contract } from '../../preload/contract.ts';
import { ask } from '../../scripts/drive/ask.ts';
import { pressOnPop } from '../../scripts/drive/pressOnPop.ts';
import { askAnything } from './bridge.ts';
import { expect, test } from './fixtures.ts';
import { ring, talkedCall } from './phone.ts';
import { demoCrmIsBack } from './ringside.ts';
import type { Ringside } from './ringside.ts';
import { changeTokens, masterKeyOf } from './sealedTokens.ts';

/** What the demo CRM gave out, as its own state file has it. */
const demoState = z.object({
  integration: z.object({ secret: z.string().min(20) }),
  oauth: z.object({
    codes: z.array(z.object({ code: z.string().min(20) })),
    pairs: z.array(z.object({ accessToken: z.string().min(20), refreshToken: z.string().min(20) })),
  }),
});

/** What opens a browser, a program or a dialog of the system: nobody is there to close it. */
const opensSomething: ReadonlySet<string> = new Set([
  'accounts.signInAgain',
  'diagnostics.show',
  'softphones.chooseMicrosip',
  'system.openChromiumLicences',
  'system.openDataFolder',
]);

interface Canary {
  readonly what: string;
  readonly value: string;
}

/** Everything secret of a run: whoever finds one of these outside the keychain has found a leak. */
function canaries({ profile }: Ringside, masterKey: string): readonly Canary[] {
  const file = readFileSync(path.join(profile.userData, 'demo-crm.json'), 'utf8');
  const { integration, oauth } = demoState.parse(JSON.parse(file));
  return [
    { what: 'the client secret', value: integration.secret },
    { what: 'the master key', value: masterKey },
    { what: 'the master key in hex', value: Buffer.from(masterKey, 'base64').toString('hex') },
    ...oauth.codes.map(({ code }) => ({ what: 'a code', value: code })),
    ...oauth.pairs.flatMap(({ accessToken, refreshToken }) => [
      { what: 'an access token', value: accessToken },
      { what: 'a refresh token', value: refreshToken },
      // A log that cuts long words off would still give most of it away.
      { what: "an access token's signature", value: accessToken.slice(-40) },
      { what: "a refresh token's end", value: refreshToken.slice(-40) },
    ]),
  ];
}

/** Every file below the data folder, but the demo CRM's own: that one plays the other side. */
function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('demo-crm.json'))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

test('no token, secret or key is in any file, log, answer or window of a full run', async ({
  fresh,
  desktop,
}) => {
  await fresh.signIn('northwind');
  const numbers = await fresh.crm.showcase('northwind');
  const masterKey = masterKeyOf(desktop, fresh.profile.userData);
  expect(Buffer.from(masterKey, 'base64')).toHaveLength(32);
  // A refresh: a day later the access token is over, and a new pair is fetched.
  await fresh.app().close();
  changeTokens(fresh.profile.userData, masterKey, (tokens) => ({ ...tokens, issuedAt: 0, expiresAt: 1 }));
  await fresh.start();
  await demoCrmIsBack(fresh);
  const asked = await ring(fresh, numbers.certain);
  await expect.poll(async () => (await asked.onPop())?.caller.freshness, 'the new pair works').toBe('fresh');
  await asked.miss();
  // Failures of every kind, because an error is where a secret slips out.
  for (const what of ['500', 'malformed', 'dropBefore', '403html'] as const) {
    await fresh.crm.misbehave({ what, path: '/api/v4/', times: null });
    const call = await ring(fresh, numbers.certain);
    await expect.poll(async () => (await call.onPop())?.caller.freshness).toBe('offline');
    await call.miss();
    await fresh.crm.misbehave();
  }
  const call = await talkedCall(fresh, numbers.several);
  await pressOnPop(await fresh.page('pop'), '1');
  await expect.poll(async () => (await call.inList()).log.state).not.toBe('unlogged');

  const secrets = canaries(fresh, masterKey);
  expect(secrets.filter(({ what }) => what === 'a refresh token')).toHaveLength(2);
  const hookToken = z
    .object({ token: z.string().length(43) })
    .parse(JSON.parse(readFileSync(path.join(fresh.profile.userData, 'hook.json'), 'utf8'))).token;

  const leaks: string[] = [];
  const search = (where: string, content: Buffer | string, all: readonly Canary[]): void => {
    for (const { what, value } of all) if (content.includes(value)) leaks.push(`${what} in ${where}`);
  };

  // Windows: what they show, and every answer they can get. The hook's token does not belong there either.
  const inWindows = [...secrets, { what: "the hook's token", value: hookToken }];
  for (const kind of ['account', 'pop'] as const) {
    const page = await fresh.page(kind);
    search(`the ${kind} window`, await page.content(), inWindows);
    const { id } = await call.inList();
    const inputs = [
      {},
      { callId: id },
      { callId: id, text: 'a' },
      { callId: null, text: 'a' },
      { event: 'ringing' },
    ];
    for (const [group, entries] of Object.entries(contract)) {
      for (const name of Object.keys(entries)) {
        if (opensSomething.has(`${group}.${name}`) || name === 'openInCrm') continue;
        for (const input of inputs) {
          const answer = await askAnything(page, group, name, input);
          search(`${kind}: ${group}.${name}`, JSON.stringify(answer), inWindows);
        }
      }
    }
    search(`the ${kind} window, afterwards`, await page.content(), inWindows);
    search(
      'its storage',
      await page.evaluate(() =>
        JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
      ),
      inWindows,
    );
  }
  // The text for whoever helps: no secret, and nobody's number or name either.
  const helped = await fresh.page('account');
  const { path: diagnostics } = await ask(helped, 'diagnostics', 'save');
  const text = readFileSync(diagnostics, 'utf8');
  expect(text).toContain('Electron');
  expect(text).toContain('hookPort');
  const { calls: today } = await ask(helped, 'calls', 'today');
  const [mine] = await ask(helped, 'accounts', 'list');
  const people = today.flatMap(({ number, callerName }) => [
    { what: 'a number', value: number.raw },
    { what: 'a number as it is shown', value: number.display },
    { what: 'the digits of a number', value: number.raw.replaceAll(/\D/g, '').slice(-7) },
    ...(callerName === null ? [] : [{ what: 'a caller', value: callerName }]),
  ]);
  expect(people.filter(({ what }) => what === 'a caller').length).toBeGreaterThan(0);
  expect(people.every(({ value }) => value.length >= 5)).toBe(true);
  search('the diagnostics', text, [
    ...inWindows,
    ...people,
    { what: 'the account', value: mine?.name ?? '' },
    { what: 'the agent', value: mine?.userName ?? '' },
    { what: 'the subdomain', value: mine?.subdomain ?? '' },
  ]);
  // Signing in again puts the client secret to use once more.
  const list = await fresh.page('account');
  const again = await ask(list, 'accounts', 'signInAgain');
  expect(again.phase).toBe('browser');
  search('the answer of signing in again', JSON.stringify(again), inWindows);
  search('the address the browser was given', await fresh.profile.browser.nextUrl(), inWindows);
  await ask(list, 'accounts', 'cancelSignIn');

  // Files: while it runs (with the write-ahead logs), and once it has ended.
  const files = (): void => {
    for (const file of filesOf(fresh.profile.userData)) {
      const name = path.relative(fresh.profile.userData, file);
      search(name, readFileSync(file), [
        ...secrets,
        { what: 'the master key, raw', value: Buffer.from(masterKey, 'base64').toString('latin1') },
      ]);
      if (!['hook.json', 'hook.token'].includes(name))
        search(name, readFileSync(file), [{ what: "the hook's token", value: hookToken }]);
    }
  };
  files();
  expect(filesOf(fresh.profile.userData).map((file) => path.basename(file))).toContain('journal.db-wal');
  await fresh.app().close();
  files();
  search('what it said on stdout and stderr', fresh.said(), inWindows);
  expect(leaks).toEqual([]);
});
