import type { Answer } from '../answer.ts';
import { bearerTokenOf } from '../oauth/bearer.ts';
import { retryAfterOf } from '../options.ts';
import { blocked, forbidden, notFound, paymentRequired, tooManyRequests, unauthorized } from '../problem.ts';
import type { UserRecord } from '../model.ts';
import type { RateLimit } from '../rateLimit.ts';
import type { ApiContext, BaseContext } from '../route.ts';
import type { AccountStore } from '../store.ts';

/** Lets a request into the API: its host, its token, its turn. The order is the service's: 401 before 429 before everything else. */
export function admit(context: BaseContext, rateLimit: RateLimit): ApiContext | Answer {
  const { host, tokens, store, settings } = context;
  if (host.kind === 'www' || host.kind === 'unknown') return notFound('GET', context.origin + context.path);
  // Node's fetch says no more than this unless its program does (crm-api.md 2, one report).
  if (settings.blocksBareUserAgent && /^(?:node|undici)?$/u.test(context.header('user-agent') ?? '')) {
    return blocked();
  }
  const token = bearerTokenOf(context.header('authorization'));
  const bearer = token === undefined ? null : tokens.bearerOf(token);
  const account = store.accounts.find((one) => one.account.id === bearer?.accountId);
  const isHere = host.kind === 'api' || host.account === account;
  if (!bearer || !account || !isHere) return unauthorized(languageOf(host, account));
  if (account.account.standing === 'lapsed') return paymentRequired();
  const user = account.users.find((one) => one.id === bearer.userId);
  if (!user) return unauthorized(account.account.language);
  const admission = rateLimit.admit(`${bearer.clientId} ${String(bearer.accountId)}`);
  if (admission === 'blocked') return blocked();
  if (admission === 'tooMany') return tooManyRequests(retryAfterOf(settings));
  const actor = actorOf(context, account, user);
  return actor
    ? { ...context, account, user: actor }
    : forbidden('The user of X-Context-User-ID can not be acted for');
}

/**
 * Who a request acts for: with `X-Context-User-ID` an admin's token acts as that user (crm-api.md 1.8). That anybody else's is refused, and
 * an id that is no user's, is likely, not known.
 */
function actorOf(context: BaseContext, { users }: AccountStore, owner: UserRecord): UserRecord | null {
  const wanted = context.header('x-context-user-id');
  if (wanted === undefined || wanted === '' || Number(wanted) === owner.id) return owner;
  return owner.is_admin ? (users.find((one) => one.id === Number(wanted)) ?? null) : null;
}

/** True for an answer, false for a context. */
export const isRefusal = (value: ApiContext | Answer): value is Answer => 'status' in value;

const languageOf = (host: BaseContext['host'], account: AccountStore | undefined): 'ru' | 'en' =>
  (host.kind === 'account' ? host.account : account)?.account.language ?? 'en';
