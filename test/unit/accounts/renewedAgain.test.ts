import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import type { OAuthResult } from '../../../main/crm/transport/oauthEndpoint.ts';
import { fromPair, writeTokens } from '../../../main/accounts/tokens/storedTokens.ts';
import { createTokens } from '../../../main/accounts/tokens/accountTokens.ts';
import { createVault } from '../../../main/accounts/vault/vault.ts';
import { fail, ok } from '../../../main/common/result.ts';
import { createFakeClock } from '../fakeClock.ts';
import { createAccountRows, createKeychainInMemory, createSecretRows, romashka } from './rows.ts';

const HOUR = 3_600_000;
const pair = { accessToken: 'access', refreshToken: 'refresh', expiresIn: 86_400 };

it('tokens tell once that they can be renewed after they could not, and not of a renewal that simply went', async () => {
  const clock = createFakeClock();
  const vault = createVault({
    rows: createSecretRows(),
    masterKey: createKeychainInMemory(),
    randomBytes,
  });
  const opened = await vault.open();
  if (!opened.ok) throw new Error(opened.error.kind);
  opened.value.put(romashka.key, 'tokens', writeTokens(fromPair(pair, clock.now())));
  opened.value.put(romashka.key, 'clientSecret', 'secret');
  let isAway = true;
  let sent = 0;
  let told = 0;
  const tokens = createTokens({
    account: romashka.key,
    accounts: createAccountRows(romashka),
    vault,
    transaction: (work) => work(),
    refresh: () => {
      sent += 1;
      const answer: OAuthResult = isAway
        ? fail({ kind: 'unreachable', because: 'network', maySucceed: true, words: '' })
        : ok({ ...pair, accessToken: `access ${sent}`, refreshToken: `refresh ${sent}` });
      return Promise.resolve(answer);
    },
    accountHost: () => Promise.resolve({ kind: 'here' }),
    clock,
    random: () => 0,
    onRenewedAgain: () => (told += 1),
  });
  await clock.advance(25 * HOUR);
  expect(await tokens.accessToken()).toMatchObject({ ok: false });
  isAway = false;
  await clock.advance(2_000);
  expect(await tokens.accessToken()).toEqual(ok('access 2'));
  expect(told).toBe(1);
  await clock.advance(25 * HOUR);
  expect(await tokens.accessToken()).toEqual(ok('access 3'));
  expect(told).toBe(1);
});
