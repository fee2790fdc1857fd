import { randomBytes } from 'node:crypto';
import type { AccountRecord } from '../model.ts';
import { createRandom } from '../demoData/random.ts';
import type { Domain } from '../domain.ts';
import { createAccessToken } from './accessToken.ts';

/** A registered integration: what a customer creates in the account's settings. */
export interface IntegrationRecord {
  id: string;
  secret: string;
  redirectUri: string;
  name: string;
}

/** An authorization code: 20 minutes, single use (crm-api.md 1.2). Times in seconds. */
export interface CodeRecord {
  code: string;
  accountId: number;
  userId: number;
  clientId: string;
  expiresAt: number;
  isUsed: boolean;
}

/** An access token with its refresh token. Times in seconds. */
export interface PairRecord {
  accountId: number;
  userId: number;
  clientId: string;
  accessToken: string;
  accessExpiresAt: number;
  refreshToken: string;
  refreshExpiresAt: number;
  /** The refresh token may not be used again. */
  isRefreshRevoked: boolean;
  isAccessRevoked: boolean;
  /** The refresh token this pair was exchanged for; it dies when this pair is first used (crm-api.md 1.4, grace). */
  replaces: string | null;
}

export interface LongLivedRecord {
  accountId: number;
  userId: number;
  token: string;
  isRevoked: boolean;
  /** Seconds; files of the first versions do not say. */
  expiresAt?: number;
}

export interface OAuthRecords {
  codes: CodeRecord[];
  pairs: PairRecord[];
  longLived: LongLivedRecord[];
}

/** The one integration of the demo, installed in both accounts; the same for the same seed. */
export function createIntegration(seed: number, redirectUri: string): IntegrationRecord {
  const random = createRandom(seed + 777);
  return { id: random.uuid(), secret: random.hex(64), redirectUri, name: 'Ringside' };
}

const YEAR = 365 * 86_400;

/** An account's long-lived token: five years, no refresh (crm-api.md 1.7). */
export function longLivedTokenOf(
  seed: number,
  integration: IntegrationRecord,
  account: AccountRecord,
  { now, domain }: { readonly now: number; readonly domain: Domain },
): string {
  const random = createRandom(seed + account.id);
  return longLivedToken(
    integration,
    account,
    { now, seconds: 5 * YEAR, apiDomain: `api-b.${domain}`, baseDomain: domain },
    (digits) => random.hex(digits),
  );
}

/** A new long-lived token of an account's first user. */
export function longLivedToken(
  integration: IntegrationRecord,
  account: AccountRecord,
  life: {
    readonly now: number;
    readonly seconds: number;
    readonly apiDomain: string;
    readonly baseDomain: Domain;
  },
  hex: (digits: number) => string = (digits) => randomBytes(digits / 2).toString('hex'),
): string {
  return createAccessToken({
    jti: hex(80),
    signature: hex(512),
    clientId: integration.id,
    accountId: account.id,
    userId: account.agent_id,
    issuedAt: life.now,
    expiresAt: life.now + life.seconds,
    apiDomain: life.apiDomain,
    baseDomain: life.baseDomain,
  });
}
