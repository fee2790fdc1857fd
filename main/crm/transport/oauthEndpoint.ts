import { z } from 'zod';
import type { WayTrouble } from '../../network/networkTrouble.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { capWords, failureOf, looksLikeHtml, parseJson } from './responseCheck.ts';
import type { CrmFailure } from '../types/crmFailure.ts';
import { amount, maybe, unixSeconds } from '../resources/entityFields.ts';
import { baseUrl, type Exchange, type WireAnswer } from './httpExchange.ts';

/** What the token endpoint gives. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds the access token lives; 86,400 on the live service. */
  readonly expiresIn: number;
  /** The service's clock when it issued the pair, Unix seconds (crm-api.md 1.4); null where it is not told. */
  readonly serverTime?: number | null;
}

/** The integration and where it is registered to be called back. */
export interface Integration {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Equal to the registered value character for character (crm-api.md 1.3). */
  readonly redirectUri: string;
}

export type OAuthFailure =
  /**
   * 400 or 401, final (crm-api.md 1.5): `grant` the code or refresh token is used, expired or revoked;
   * `client` id, secret or redirect URI are wrong, the integration is gone, or the account is closed; `host`
   * not the account's own (any more), which a 404 says, too.
   */
  | { readonly kind: 'refused'; readonly about: 'grant' | 'client' | 'host'; readonly words: string }
  /** Network, 5xx, 429, 403 HTML, a cut answer: the grant may be used up (`maySucceed`) or not. */
  | {
      readonly kind: 'unreachable';
      readonly because: CrmFailure['kind'];
      readonly maySucceed: boolean;
      readonly words: string;
      readonly way?: WayTrouble;
    }
  /** An answer with 2xx that is no token pair. */
  | { readonly kind: 'malformed'; readonly words: string };

export type OAuthResult = Result<TokenPair, OAuthFailure>;

/**
 * The page where the agent chooses the account and agrees (crm-api.md 1.1).
 *
 * @param page the zone's authorize page, for example `https://www.amocrm.ru/oauth`
 */
export function authorizeUrl(page: string, clientId: string, state: string): string {
  const url = new URL(page);
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('state', state);
  // The redirect is to happen in the tab that was opened, not in an opener that does not exist.
  url.searchParams.set('mode', 'post_message');
  return url.href;
}

/** Code for tokens, at the account's own host (crm-api.md 1.4). The code works once, for 20 minutes. */
export function exchangeCode(
  exchange: Exchange,
  host: string,
  integration: Integration,
  code: string,
  signal?: AbortSignal,
): Promise<OAuthResult> {
  return askTokens(exchange, host, integration, { grant_type: 'authorization_code', code }, signal);
}

/** A new pair for a refresh token. Never repeated here: the service may have used the token up. */
export function refreshTokens(
  exchange: Exchange,
  host: string,
  integration: Integration,
  refreshToken: string,
): Promise<OAuthResult> {
  return askTokens(exchange, host, integration, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

type Grant =
  | { readonly grant_type: 'authorization_code'; readonly code: string }
  | { readonly grant_type: 'refresh_token'; readonly refresh_token: string };

async function askTokens(
  exchange: Exchange,
  host: string,
  { clientId, clientSecret, redirectUri }: Integration,
  grant: Grant,
  signal?: AbortSignal,
): Promise<OAuthResult> {
  const answer = await exchange({
    method: 'POST',
    url: new URL('/oauth2/access_token', baseUrl(host)),
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({
      client_id: clientId,
      client_secret: clientSecret,
      ...grant,
      redirect_uri: redirectUri,
    }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (answer.ok) return readTokenAnswer(answer.value);
  const { kind: because, maySucceed, words } = answer.error;
  const way = answer.error.kind === 'network' ? answer.error.way : undefined;
  return fail({ kind: 'unreachable', because, maySucceed, words, ...(way === undefined ? {} : { way }) });
}

const pair = z
  .object({
    access_token: z.string().min(1).max(16_384),
    refresh_token: z.string().min(1).max(16_384),
    expires_in: amount.pipe(z.number().positive()),
    server_time: unixSeconds.pipe(z.number().int().positive()).nullable().catch(null),
  })
  .transform((said): TokenPair => ({
    accessToken: said.access_token,
    refreshToken: said.refresh_token,
    expiresIn: said.expires_in,
    serverTime: said.server_time,
  }));

const refusal = z.object({ hint: maybe(z.string()), detail: maybe(z.string()), title: maybe(z.string()) });

const WRONG_HOST = /request to account/iu;

/** What the token endpoint answered. Nothing of a pair is ever part of a failure's words. */
export function readTokenAnswer(answer: WireAnswer): OAuthResult {
  const { status, text } = answer;
  if (status === 400 || status === 401) return fail(readRefusal(text));
  const failure = failureOf(answer);
  // Which 4xx says so is UNCERTAIN (crm-api.md 1.5), the words are not.
  const isElsewhere = status > 401 && status < 500 && WRONG_HOST.test(failure?.words ?? '');
  if (failure !== null && (failure.kind === 'notFound' || isElsewhere))
    return fail({ kind: 'refused', about: 'host', words: failure.words });
  if (failure !== null) {
    // 5xx and gateways may have done it; 402, 403 and 429 have not.
    const { kind: because, words } = failure;
    return fail({ kind: 'unreachable', because, maySucceed: because === 'server', words });
  }
  const json = parseJson(text);
  const parsed = json.ok ? pair.safeParse(json.value) : null;
  if (parsed?.success === true) return ok(parsed.data);
  // Cut in half, or a portal's page instead of the answer: the service may have done it all the same.
  if (!json.ok) {
    return fail({
      kind: 'unreachable',
      because: 'malformed',
      maySucceed: true,
      words: looksLikeHtml(text) ? 'HTML page' : 'not JSON',
    });
  }
  return fail({
    kind: 'malformed',
    words: capWords(parsed?.error.issues[0]?.path.map(String).join('.') ?? ''),
  });
}

function readRefusal(text: string): OAuthFailure {
  const json = parseJson(text);
  // A 400 or 401 of a proxy is not the service's word.
  if (!json.ok) return { kind: 'unreachable', because: 'malformed', maySucceed: true, words: 'not JSON' };
  const parsed = refusal.safeParse(json.value);
  const said: z.output<typeof refusal> = parsed.success ? parsed.data : {};
  const words = capWords(said.hint ?? said.detail ?? said.title ?? '');
  if (!said.hint) return { kind: 'refused', about: 'client', words: capWords(said.title ?? words) };
  return { kind: 'refused', about: WRONG_HOST.test(said.hint) ? 'host' : 'grant', words };
}
