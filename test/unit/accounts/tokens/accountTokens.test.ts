import { fc } from '../../../property.ts';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { OAuthResult } from '../../../../main/crm/transport/oauthEndpoint.ts';
import type { TokenFailure } from '../../../../main/crm/transport/tokenSource.ts';
import {
  fromPair,
  readTokens,
  writeTokens,
  type StoredTokens,
} from '../../../../main/accounts/tokens/storedTokens.ts';
import { createTokens, type AccountTokens } from '../../../../main/accounts/tokens/accountTokens.ts';
import { createVault, type OpenVault } from '../../../../main/accounts/vault/vault.ts';
import type { AccountHost } from '../../../../main/accounts/accountHost.ts';
import type { AccountRows } from '../../../../main/journal/journal.ts';
import { JournalWriteError } from '../../../../main/journal/journalError.ts';
import { fail, ok } from '../../../../main/common/result.ts';
import { createFakeClock, type FakeClock } from '../../fakeClock.ts';
import { createAccountRows, createKeychainInMemory, createSecretRows, romashka } from '../rows.ts';

const HOUR = 3_600_000;
const KEY = romashka.key;

const pair = (name: string): OAuthResult =>
  ok({ accessToken: `access ${name}`, refreshToken: `refresh ${name}`, expiresIn: 86_400 });
const revoked: OAuthResult = fail({ kind: 'refused', about: 'grant', words: 'Token has been revoked' });
const silence: OAuthResult = fail({
  kind: 'unreachable',
  because: 'network',
  maySucceed: true,
  words: 'ECONNRESET',
});

interface Room {
  readonly clock: FakeClock;
  readonly accounts: AccountRows;
  readonly vault: OpenVault;
  readonly sent: string[];
  readonly heard: (TokenFailure | null)[];
  readonly stored: () => StoredTokens | null;
  readonly put: (tokens: StoredTokens) => void;
  /** A process of its own over the same store. */
  readonly process: () => AccountTokens;
  disk: 'works' | 'full';
  /** What the service says of the account's host. */
  where: AccountHost;
}

/** A store with one pair, and a service answered by `answer`. */
async function room(
  answer: (refreshToken: string, room: Room) => OAuthResult | Promise<OAuthResult>,
): Promise<Room> {
  const clock = createFakeClock();
  const accounts = createAccountRows(romashka);
  const masterKey = createKeychainInMemory();
  const closed = createVault({ rows: createSecretRows(), masterKey, randomBytes });
  const opened = await closed.open();
  if (!opened.ok) throw new Error(opened.error.kind);
  const vault = opened.value;
  const put = (tokens: StoredTokens): void => {
    vault.put(KEY, 'tokens', writeTokens(tokens));
  };
  const first = pair('1');
  if (first.ok) put(fromPair(first.value, clock.now()));
  vault.put(KEY, 'clientSecret', 'secret');
  const self: Room = {
    clock,
    accounts,
    vault,
    sent: [],
    heard: [],
    disk: 'works',
    where: { kind: 'here' },
    put,
    stored() {
      const sealed = vault.get(KEY, 'tokens');
      return sealed.ok && sealed.value !== null ? readTokens(sealed.value) : null;
    },
    process: () =>
      createTokens({
        account: KEY,
        accounts,
        vault: closed,
        transaction(work) {
          if (self.disk === 'full') throw new JournalWriteError('SQLITE_FULL', 'disk full');
          return work();
        },
        refresh: async (_row, _secret, refreshToken) => {
          self.sent.push(refreshToken);
          return answer(refreshToken, self);
        },
        accountHost: () => Promise.resolve(self.where),
        clock,
        random: () => 0,
        onState: (failure) => self.heard.push(failure),
      }),
  };
  return self;
}

describe('the tokens of an account', () => {
  it('hands out a good token without asking anybody', async () => {
    const { process, sent } = await room(() => pair('2'));
    expect(await process().accessToken()).toEqual(ok('access 1'));
    expect(sent).toEqual([]);
  });

  it('refreshes once for a thousand who ask over an expired token', async () => {
    const { process, sent, clock } = await room(() => pair('2'));
    clock.jump(25 * HOUR);
    const tokens = process();
    const answers = await Promise.all(Array.from({ length: 1000 }, () => tokens.accessToken()));
    expect(new Set(answers.map((answer) => answer.ok && answer.value))).toEqual(new Set(['access 2']));
    expect(sent).toEqual(['refresh 1']);
  });

  it('refreshes once for a thousand who were refused with a 401', async () => {
    const { process, sent, clock } = await room(() => pair('2'));
    clock.jump(HOUR);
    const tokens = process();
    const answers = await Promise.all(Array.from({ length: 1000 }, () => tokens.renew('access 1')));
    expect(new Set(answers.map((answer) => answer.ok && answer.value))).toEqual(new Set(['access 2']));
    expect(await tokens.renew('access 1')).toEqual(ok('access 2'));
    expect(sent).toEqual(['refresh 1']);
  });

  it('does not refresh a token the service refuses though it is new', async () => {
    const { process, sent } = await room(() => pair('2'));
    expect(await process().renew('access 1')).toMatchObject({ error: { kind: 'turnedAway' } });
    expect(sent).toEqual([]);
  });

  it('commits the new pair, and the one before it, ahead of handing it out', async () => {
    const { process, stored, vault, clock } = await room(() => pair('2'));
    clock.jump(25 * HOUR);
    const token = process()
      .accessToken()
      .then((answer) => ({ answer, held: stored()?.accessToken }));
    expect(await token).toEqual({ answer: ok('access 2'), held: 'access 2' });
    const previous = vault.get(KEY, 'previousTokens');
    expect(previous.ok && readTokens(previous.value ?? '')?.refreshToken).toBe('refresh 1');
  });

  it('does not use a pair that could not be committed, keeps it, and commits it when the disk has room', async () => {
    const other = await room((_token, self) => {
      self.disk = 'full';
      return pair('2');
    });
    other.clock.jump(25 * HOUR);
    const held = other.process();
    expect(await held.accessToken()).toMatchObject({ error: { kind: 'unreachable' } });
    expect(other.stored()?.accessToken).toBe('access 1');
    other.disk = 'works';
    expect(await held.accessToken()).toEqual(ok('access 2'));
    expect(other.stored()?.accessToken).toBe('access 2');
    expect(other.sent).toEqual(['refresh 1']);
  });

  it('refreshes an hour ahead while the old token is still handed out', async () => {
    const { process, sent, stored, clock } = await room(() => pair('2'));
    const tokens = process();
    tokens.start();
    await clock.advance(22 * HOUR);
    expect(sent).toEqual([]);
    await clock.advance(1.5 * HOUR);
    expect(sent).toEqual(['refresh 1']);
    expect(stored()?.accessToken).toBe('access 2');
    await clock.advance(24 * HOUR);
    expect(sent).toEqual(['refresh 1', 'refresh 2']);
    tokens.stop();
    await clock.advance(48 * HOUR);
    expect(sent).toHaveLength(2);
  });

  it('refreshes at once when the computer wakes late', async () => {
    const { process, sent, clock } = await room(() => pair('2'));
    const tokens = process();
    tokens.start();
    await clock.advance(0);
    clock.jump(100 * HOUR);
    tokens.onSystemResume();
    await clock.advance(0);
    expect(sent).toEqual(['refresh 1']);
  });

  it('keeps a token that is still good when the refresh is not answered, and tries again with pauses', async () => {
    const { process, sent, clock } = await room(() => silence);
    clock.jump(23.5 * HOUR);
    const tokens = process();
    for (let time = 0; time < 50; time += 1) expect(await tokens.accessToken()).toEqual(ok('access 1'));
    await clock.advance(0);
    expect(sent).toEqual(['refresh 1']);
    await clock.advance(2000);
    expect(await tokens.accessToken()).toEqual(ok('access 1'));
    await clock.advance(0);
    expect(sent).toEqual(['refresh 1', 'refresh 1']);
  });

  it('says unreachable, not signed out, when it is offline with an expired token', async () => {
    const { process, sent, accounts, clock } = await room(() => silence);
    clock.jump(89 * 24 * HOUR);
    const tokens = process();
    for (let time = 0; time < 50; time += 1) {
      expect(await tokens.accessToken()).toMatchObject({ error: { kind: 'unreachable' } });
    }
    expect(sent).toHaveLength(1);
    expect(accounts.get(KEY)?.state).toBe('ready');
  });

  it('tries the old token after a crash between sending and committing', async () => {
    const self = await room(() => pair('3'));
    self.clock.jump(25 * HOUR);
    const dying = createDying(self);
    void dying.accessToken();
    await self.clock.advance(0);
    expect(self.stored()).toMatchObject({ refreshToken: 'refresh 1', refreshSentAt: self.clock.now() });
    expect(await self.process().accessToken()).toEqual(ok('access 3'));
    expect(self.sent).toEqual(['refresh 1']);
  });

  it('tries it at the next start even when the access token is still good', async () => {
    const self = await room(() => pair('3'));
    self.clock.jump(HOUR);
    void createDying(self).renew('access 1');
    await self.clock.advance(0);
    const tokens = self.process();
    tokens.start();
    await self.clock.advance(0);
    expect(self.stored()).toMatchObject({ accessToken: 'access 3', refreshSentAt: null });
  });

  it('needs a sign-in only when the service refuses every token it holds, and keeps all data', async () => {
    const { process, sent, accounts, vault, stored, clock } = await room(() => revoked);
    vault.put(
      KEY,
      'previousTokens',
      writeTokens({ ...fromPair({ accessToken: 'access 0', refreshToken: 'refresh 0', expiresIn: 1 }, 0) }),
    );
    clock.jump(25 * HOUR);
    const tokens = process();
    expect(await tokens.accessToken()).toEqual(
      fail({ kind: 'needsSignIn', words: 'Token has been revoked' }),
    );
    expect(sent).toEqual(['refresh 1', 'refresh 0']);
    expect(accounts.get(KEY)?.state).toBe('needsSignIn');
    expect(stored()?.refreshToken).toBe('refresh 1');
    expect(await tokens.accessToken()).toMatchObject({ error: { kind: 'needsSignIn' } });
    expect(await process().accessToken()).toMatchObject({ error: { kind: 'needsSignIn' } });
    expect(sent).toHaveLength(2);
  });

  it('goes on with the pair before when only that one is still honoured', async () => {
    const { process, sent, accounts, vault, clock } = await room((token) =>
      token === 'refresh 0' ? pair('2') : revoked,
    );
    vault.put(
      KEY,
      'previousTokens',
      writeTokens(fromPair({ accessToken: 'access 0', refreshToken: 'refresh 0', expiresIn: 1 }, 0)),
    );
    clock.jump(25 * HOUR);
    expect(await process().accessToken()).toEqual(ok('access 2'));
    expect(sent).toEqual(['refresh 1', 'refresh 0']);
    expect(accounts.get(KEY)?.state).toBe('ready');
  });

  it('believes a newer pair in the store rather than a refusal', async () => {
    const { process, accounts, clock } = await room((_token, self) => {
      self.put(
        fromPair({ accessToken: 'access 9', refreshToken: 'refresh 9', expiresIn: 86_400 }, self.clock.now()),
      );
      return revoked;
    });
    clock.jump(25 * HOUR);
    expect(await process().accessToken()).toEqual(ok('access 9'));
    expect(accounts.get(KEY)?.state).toBe('ready');
  });

  it('never writes over a sign-in that was made while a refresh was under way', async () => {
    const { process, stored, clock } = await room((_token, self) => {
      self.put(
        fromPair({ accessToken: 'access 9', refreshToken: 'refresh 9', expiresIn: 86_400 }, self.clock.now()),
      );
      return pair('2');
    });
    clock.jump(25 * HOUR);
    expect(await process().accessToken()).toEqual(ok('access 9'));
    expect(stored()?.refreshToken).toBe('refresh 9');
  });

  it('lets one who gave up go, and finishes the refresh for the others', async () => {
    let answer: (result: OAuthResult) => void = () => undefined;
    const { process, clock } = await room(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    clock.jump(25 * HOUR);
    const tokens = process();
    const gone = new AbortController();
    const first = tokens.accessToken(gone.signal);
    const second = tokens.accessToken();
    await clock.advance(0);
    gone.abort();
    expect(await first).toMatchObject({ error: { kind: 'unreachable' } });
    answer(pair('2'));
    expect(await second).toEqual(ok('access 2'));
  });

  it('tells what stands in the way, and when nothing does any more', async () => {
    const { process, heard, clock } = await room(() => silence);
    const tokens = process();
    clock.jump(25 * HOUR);
    await tokens.accessToken();
    clock.jump(-25 * HOUR);
    await tokens.accessToken();
    expect(heard.map((failure) => failure?.kind ?? null)).toEqual(['unreachable', null]);
  });
});

describe('whatever becomes of the computer’s clock', () => {
  it.each([-30, -1, 1, 30])(
    'a refresh that failed is tried again within a minute (%i days)',
    async (days) => {
      let isBroken = true;
      const { process, clock, sent } = await room(() => (isBroken ? silence : pair('2')));
      clock.jump(25 * HOUR);
      const tokens = process();
      tokens.start();
      expect(await tokens.accessToken()).toMatchObject({ error: { kind: 'unreachable' } });
      clock.jump(days * 24 * HOUR);
      isBroken = false;
      await clock.advance(61_000);
      expect(sent.length).toBeGreaterThan(1);
      expect(await tokens.accessToken()).toEqual(ok('access 2'));
      tokens.stop();
    },
  );

  it('a token of a clock that was ahead is renewed before it ends, and used meanwhile', async () => {
    const { process, clock, sent, put } = await room(() => pair('2'));
    const first = pair('1');
    if (first.ok) put(fromPair(first.value, clock.now() + 3 * HOUR));
    const tokens = process();
    expect(await tokens.accessToken()).toEqual(ok('access 1'));
    await clock.settle();
    expect(sent).toEqual(['refresh 1']);
    expect(await tokens.accessToken()).toEqual(ok('access 2'));
  });

  it('there is a token at any moment while the service gives one, and it is not asked all the time', async () => {
    const jumpOrPass = fc.oneof(
      fc.record({ jump: fc.integer({ min: -30 * 24 * HOUR, max: 30 * 24 * HOUR }) }),
      fc.record({ pass: fc.integer({ min: 0, max: 2 * HOUR }) }),
    );
    const isNeverStuck = fc.asyncProperty(fc.array(jumpOrPass, { maxLength: 12 }), async (steps) => {
      let n = 1;
      const { process, clock, sent } = await room(() => pair(String((n += 1))));
      const tokens = process();
      tokens.start();
      let jumps = 0;
      let passed = 0;
      for (const one of steps) {
        if ('jump' in one) {
          clock.jump(one.jump);
          jumps += 1;
        } else {
          await clock.advance(one.pass);
          passed += one.pass;
        }
        if (!(await tokens.accessToken()).ok) return false;
        await clock.settle();
      }
      tokens.stop();
      return sent.length <= jumps + passed / (22 * HOUR) + 1;
    });
    await expect(fc.assert(isNeverStuck)).resolves.toBeUndefined();
  });
});

/** A process that dies while it waits for the answer to its refresh. */
function createDying(self: Room): AccountTokens {
  return createTokens({
    account: KEY,
    accounts: self.accounts,
    vault: {
      open: () => Promise.resolve(ok(self.vault)),
      sessionOnly: () => false,
      holds: () => true,
      forget: () => undefined,
      startAnew: () => Promise.resolve(ok(null)),
    },
    transaction: (work) => work(),
    refresh: () => new Promise(() => undefined),
    accountHost: () => Promise.resolve({ kind: 'here' }),
    clock: self.clock,
    random: () => 0,
  });
}
