import { z } from 'zod';
import { failureOf, parseJson } from '../crm/transport/responseCheck.ts';
import { baseUrl, type Exchange, type WireRequest } from '../crm/transport/httpExchange.ts';
import type { AccountRow } from '../journal/journal.ts';
import { readClaims } from './tokens/jwt.ts';
import type { StoredTokens } from './tokens/storedTokens.ts';
import { checkReferer, zoneOfAccount, type CheckedHost, type ZoneInfo } from './platformZones.ts';

/** Where the service says an account is. */
export type AccountHost =
  | { readonly kind: 'here' }
  /** It was renamed: this is its host now. */
  | { readonly kind: 'moved'; readonly host: CheckedHost }
  /** The service knows no such account. */
  | { readonly kind: 'gone' }
  /** It does not take our token, and so does not say. */
  | { readonly kind: 'refused' }
  /** No answer, or none that says anything. */
  | { readonly kind: 'silent' };

const subdomainAnswer = z.object({ domain: z.string() });
const accountAnswer = z.object({ subdomain: z.string() });

/**
 * Asks where an account is now (crm-api.md 1.8): its shard is asked for the subdomain with the refresh
 * token; with a long-lived token, which has none, the shard is asked for the account itself. Neither the shard
 * nor the answer is believed outside of the account's zone.
 */
export async function findAccountHost(
  exchange: Exchange,
  row: AccountRow,
  tokens: StoredTokens,
): Promise<AccountHost> {
  const zone = zoneOfAccount(row);
  const shard = checkReferer(readClaims(tokens.accessToken)?.apiDomain ?? '', zone);
  if (!shard.ok) return { kind: 'silent' };
  const answer = await exchange(questionOf(shard.value.host, tokens));
  if (!answer.ok) return { kind: 'silent' };
  const failure = failureOf(answer.value);
  if (failure?.kind === 'notFound') return { kind: 'gone' };
  if (failure?.kind === 'needsSignIn') return { kind: 'refused' };
  const json = failure === null ? parseJson(answer.value.text) : null;
  const named = json?.ok === true ? hostIn(json.value, zone) : null;
  const host = named === null ? null : checkReferer(named, zone);
  if (host?.ok !== true) return { kind: 'silent' };
  return host.value.host === row.host ? { kind: 'here' } : { kind: 'moved', host: host.value };
}

function questionOf(shard: string, { accessToken, refreshToken }: StoredTokens): WireRequest {
  const headers = { accept: 'application/hal+json, application/json' };
  return refreshToken === null
    ? {
        method: 'GET',
        url: new URL('/api/v4/account', baseUrl(shard)),
        headers: { ...headers, authorization: `Bearer ${accessToken}` },
      }
    : {
        method: 'GET',
        url: new URL('/oauth2/account/current/subdomain', baseUrl(shard)),
        headers: { ...headers, 'x-refresh-token': refreshToken },
      };
}

function hostIn(json: unknown, zone: ZoneInfo): string | null {
  const parsed = subdomainAnswer.safeParse(json);
  if (parsed.success) return parsed.data.domain;
  const account = accountAnswer.safeParse(json);
  if (!account.success) return null;
  const port = zone.port === null ? '' : `:${String(zone.port)}`;
  return `${account.data.subdomain}.${zone.domains[0] ?? ''}${port}`;
}
