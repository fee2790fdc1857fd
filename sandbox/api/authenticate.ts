import type { Answer } from '../answer.ts';
import { retryAfterOf } from '../options.ts';
import { notFound, blocked, paymentRequired, tooManyRequests, unauthorized } from '../problem.ts';
import type { RateLimit } from '../rateLimit.ts';
import type { ApiContext, BaseContext } from '../route.ts';
import type { AccountStore } from '../store.ts';

/** Lets a request into the API: its host, its token, its turn. The order is the service's: 401 before 429 before everything else. */
export function admit(context: BaseContext, rateLimit: RateLimit): ApiContext | Answer {
  const { host, tokens, store, settings } = context;
  if (host.kind === 'www' || host.kind === 'unknown') return notFound('GET', context.origin + context.path);
  // Node's fetch says no more than this unless its program does (facts 2, one report).
  if (settings.blocksBareUserAgent && /^(?:node|undici)?$/u.test(context.header('user-agent') ?? '')) {
    return blocked();
  }
  const token = /^Bearer\s+(\S+)$/iu.exec(context.header('authorization') ?? '')?.[1];
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
  return { ...context, account, user };
}

/** True for an answer, false for a context. */
export const isRefusal = (value: ApiContext | Answer): value is Answer => 'status' in value;

const languageOf = (host: BaseContext['host'], account: AccountStore | undefined): 'ru' | 'en' =>
  (host.kind === 'account' ? host.account : account)?.account.language ?? 'en';
