import { randomBytes } from 'node:crypto';
import type { Settings } from '../options.ts';
import type { Store } from '../store.ts';
import { createAccessToken } from './accessToken.ts';
import type { CodeRecord, PairRecord } from './records.ts';

/** Who a token speaks for. */
export interface Bearer {
  readonly accountId: number;
  readonly userId: number;
  readonly clientId: string;
}

/** Why a refresh token is not taken. */
export type RefreshRefusal = 'revoked' | 'expired' | 'unknown';

/** Why a code is not taken. */
export type CodeRefusal = 'used' | 'expired' | 'unknown';

/** Codes and tokens: issued, exchanged, revoked. */
export interface Tokens {
  issueCode(accountId: number, userId: number): string;
  /** Spends a code of this account. */
  exchangeCode(accountId: number, code: string): PairRecord | CodeRefusal;
  /** Trades a refresh token for a new pair. */
  refresh(accountId: number, refreshToken: string): PairRecord | RefreshRefusal;
  /** The owner of a valid access or long-lived token; using it ends the grace of the refresh token before it. */
  bearerOf(token: string): Bearer | null;
  /** The account a refresh token belongs to, valid or not. */
  accountOfRefresh(refreshToken: string): number | null;
  /** Kills everything an account has given out, as when the integration is removed (crm-api.md 1.9). */
  revokeAll(accountId: number): void;
}

const CODE_SECONDS = 20 * 60;
const ACCESS_SECONDS = 86_400;
const DAY_SECONDS = 86_400;

const opaque = (bytes: number): string => `def50200${randomBytes(bytes).toString('hex')}`;

/** The token book over the store's records. `grace` picks the reading of the old refresh token's end (crm-api.md 1.4). */
export function createTokens(store: Store, settings: Settings, apiDomain: () => string): Tokens {
  const { oauth } = store;
  const seconds = (): number => Math.floor(settings.now() / 1_000);
  const byRefresh = new Map(oauth.pairs.map((pair) => [pair.refreshToken, pair]));
  const byAccess = new Map(oauth.pairs.map((pair) => [pair.accessToken, pair]));

  /** Its tokens are dead as long as this lasts (crm-api.md 1.9). */
  const isDead = (accountId: number): boolean => {
    const standing = store.accounts.find(({ account }) => account.id === accountId)?.account.standing;
    return standing === 'disabled' || standing === 'closed';
  };

  const issuePair = (owner: Bearer, replaces: string | null): PairRecord => {
    const now = seconds();
    const pair: PairRecord = {
      accountId: owner.accountId,
      userId: owner.userId,
      clientId: owner.clientId,
      accessToken: createAccessToken({
        ...owner,
        jti: randomBytes(40).toString('hex'),
        signature: randomBytes(256).toString('hex'),
        issuedAt: now,
        expiresAt: now + ACCESS_SECONDS,
        apiDomain: apiDomain(),
        baseDomain: settings.domain,
      }),
      accessExpiresAt: now + ACCESS_SECONDS,
      refreshToken: opaque(300),
      refreshExpiresAt: now + settings.refreshDays * DAY_SECONDS,
      isRefreshRevoked: false,
      isAccessRevoked: false,
      replaces,
    };
    oauth.pairs.push(pair);
    byRefresh.set(pair.refreshToken, pair);
    byAccess.set(pair.accessToken, pair);
    store.changed();
    return pair;
  };

  /** The new pair is in use: its client surely has it, so that the old refresh token is no longer needed. */
  const endGrace = (pair: PairRecord): void => {
    if (pair.replaces === null) return;
    const old = byRefresh.get(pair.replaces);
    pair.replaces = null;
    if (old) old.isRefreshRevoked = true;
    store.changed();
  };

  return {
    issueCode(accountId, userId) {
      const code = opaque(200);
      const record: CodeRecord = {
        code,
        accountId,
        userId,
        clientId: store.integration.id,
        expiresAt: seconds() + CODE_SECONDS,
        isUsed: false,
      };
      oauth.codes.push(record);
      store.changed();
      return code;
    },
    exchangeCode(accountId, code) {
      const record = oauth.codes.find((one) => one.code === code && one.accountId === accountId);
      if (!record) return 'unknown';
      if (record.isUsed) return 'used';
      if (record.expiresAt <= seconds()) return 'expired';
      record.isUsed = true;
      return issuePair(record, null);
    },
    refresh(accountId, refreshToken) {
      const pair = byRefresh.get(refreshToken);
      if (pair?.accountId !== accountId) return 'unknown';
      if (pair.isRefreshRevoked) return 'revoked';
      if (pair.refreshExpiresAt <= seconds()) return 'expired';
      endGrace(pair);
      if (!settings.grace) pair.isRefreshRevoked = true;
      return issuePair(pair, settings.grace ? refreshToken : null);
    },
    bearerOf(token) {
      const pair = byAccess.get(token);
      if (pair) {
        if (pair.isAccessRevoked || pair.accessExpiresAt <= seconds() || isDead(pair.accountId)) return null;
        endGrace(pair);
        return pair;
      }
      const longLived = oauth.longLived.find(
        (one) =>
          one.token === token &&
          !one.isRevoked &&
          !isDead(one.accountId) &&
          (one.expiresAt ?? Number.POSITIVE_INFINITY) > seconds(),
      );
      return longLived ? { ...longLived, clientId: store.integration.id } : null;
    },
    accountOfRefresh: (refreshToken) => byRefresh.get(refreshToken)?.accountId ?? null,
    revokeAll(accountId) {
      for (const pair of oauth.pairs) {
        if (pair.accountId !== accountId) continue;
        pair.isAccessRevoked = true;
        pair.isRefreshRevoked = true;
      }
      for (const one of oauth.longLived) if (one.accountId === accountId) one.isRevoked = true;
      for (const code of oauth.codes) if (code.accountId === accountId) code.isUsed = true;
      store.changed();
    },
  };
}
