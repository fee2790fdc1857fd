import type { Answer } from '../answer.ts';
import { hal, json, plainProblem } from '../answer.ts';
import { notThere } from '../api/absent.ts';
import { formOf } from '../form.ts';
import { hostNamed } from '../hosts.ts';
import type { PhpObject } from '../phpQuery.ts';
import { textAt } from '../phpQuery.ts';
import { badClient, badGrant, notFound, unauthorized } from '../problem.ts';
import type { BaseContext, OpenRoute } from '../route.ts';
import type { AccountStore } from '../store.ts';
import type { PairRecord } from './records.ts';
import { bearerTokenOf } from './bearer.ts';
import { isRedirectTaken } from './redirect.ts';

/** `POST /oauth2/access_token` on an account's own host, and where an account has moved to (crm-api.md 1.4, 1.8). */
export const tokenRoutes: readonly OpenRoute[] = [
  { method: 'POST', path: '/oauth2/access_token', handle: grant },
  { method: 'GET', path: '/oauth2/account/current/subdomain', handle: currentSubdomain },
  { method: 'GET', path: '/oauth2/account/subdomain', handle: subdomainOfBearer },
  { method: 'POST', path: '/oauth2/exchange_api_key', handle: notThere },
];

/** The words of a refused code; crm-api.md 1.5 holds only the first for certain. */
const CODE_HINTS = {
  used: 'Authorization code has been revoked',
  expired: 'Authorization code has expired',
  unknown: 'Cannot decrypt the authorization code',
} as const;

const REFRESH_HINTS = {
  revoked: 'Token has been revoked',
  expired: 'Token has expired',
  unknown: 'Cannot decrypt the refresh token',
} as const;

function grant(context: BaseContext): Answer {
  if (context.host.kind === 'www') return badGrant('Send request to account', 400);
  if (context.host.kind !== 'account') return notFound('POST', `${context.origin}${context.path}`);
  const form = formOf(context.body);
  const { integration } = context.store;
  const { standing } = context.host.account.account;
  // "Free or closed account", and an integration that is no longer there, are a wrong client (crm-api.md 1.5).
  if (standing === 'disabled' || standing === 'closed') return badClient();
  const isClient =
    textAt(form, 'client_id') === integration.id &&
    textAt(form, 'client_secret') === integration.secret &&
    textAt(form, 'redirect_uri') === integration.redirectUri &&
    isRedirectTaken(context.settings, integration.redirectUri);
  if (!isClient) return badClient();
  const answer = tokensFor(context, context.host.account, form);
  return answer;
}

function tokensFor(context: BaseContext, { account }: AccountStore, form: PhpObject): Answer {
  switch (textAt(form, 'grant_type')) {
    case 'authorization_code': {
      const pair = context.tokens.exchangeCode(account.id, textAt(form, 'code') ?? '');
      return typeof pair === 'string'
        ? badGrant(CODE_HINTS[pair], context.settings.codeErrorStatus)
        : issued(context, pair);
    }
    case 'refresh_token': {
      const pair = context.tokens.refresh(account.id, textAt(form, 'refresh_token') ?? '');
      return typeof pair === 'string' ? badGrant(REFRESH_HINTS[pair]) : issued(context, pair);
    }
    default:
      return badGrant('Check the `grant_type` parameter', 400);
  }
}

function issued(context: BaseContext, pair: PairRecord): Answer {
  context.wrote();
  return json({
    token_type: 'Bearer',
    expires_in: pair.accessExpiresAt - context.now,
    access_token: pair.accessToken,
    refresh_token: pair.refreshToken,
    server_time: context.now,
  });
}

/** Tells the present host of the account a refresh token belongs to; asked after a 401 or 404 at the old host. */
function currentSubdomain(context: BaseContext): Answer {
  const accountId = context.tokens.accountOfRefresh(context.header('x-refresh-token') ?? '');
  return accountHost(context, accountId);
}

/** The same for an access token, at any host: deprecated, and still what the vendor's own client asks (crm-api.md 6.1). */
function subdomainOfBearer(context: BaseContext): Answer {
  const token = bearerTokenOf(context.header('authorization'));
  const bearer = token === undefined ? null : context.tokens.bearerOf(token);
  return bearer ? accountHost(context, bearer.accountId) : unauthorized('en');
}

function accountHost({ store, settings, port }: BaseContext, accountId: number | null): Answer {
  const found = store.accounts.find((one) => one.account.id === accountId);
  if (!found) return plainProblem(401, 'Unauthorized', 'Invalid refresh token');
  const { id, subdomain, standing } = found.account;
  if (standing === 'closed') {
    return settings.closedLookup === 404
      ? plainProblem(404, 'Not Found', 'Account not found')
      : plainProblem(401, 'Unauthorized', 'Invalid refresh token');
  }
  const { domain } = settings;
  return hal({
    id,
    subdomain,
    domain: hostNamed(subdomain, domain, port),
    top_level_domain: domain.split('.').at(-1),
  });
}
