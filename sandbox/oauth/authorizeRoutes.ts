import type { Answer } from '../answer.ts';
import { html, redirect } from '../answer.ts';
import type { PhpObject } from '../phpQuery.ts';
import { textAt } from '../phpQuery.ts';
import { notFound } from '../problem.ts';
import type { BaseContext, OpenRoute } from '../route.ts';
import { formOf } from '../form.ts';
import { hostNamed } from '../hosts.ts';
import { authorizePage, problemPage } from './authorizePage.ts';
import { isRedirectTaken } from './redirect.ts';

/** `GET /oauth` shows the page; the form comes back as `POST /oauth`. Unknown parameters are tolerated (crm-api.md 1.1). */
export const authorizeRoutes: readonly OpenRoute[] = [
  { method: 'GET', path: '/oauth', handle: show },
  { method: 'POST', path: '/oauth', handle: decide },
];

function show(context: BaseContext): Answer {
  if (context.host.kind !== 'www') return notFound('GET', `${context.origin}${context.path}`);
  if (textAt(context.query, 'client_id') !== context.store.integration.id) return unknownIntegration();
  const { integration, accounts } = context.store;
  if (!isRedirectTaken(context.settings, integration.redirectUri)) return refusedRedirect();
  return html(authorizePage(integration, accounts, context.query), 200, {
    // Chromium applies form-action to where the form's answer redirects, too: the integration's own address must be allowed.
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' ${sourceOf(integration.redirectUri)}`,
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
}

function decide(context: BaseContext): Answer {
  if (context.host.kind !== 'www') return notFound('POST', `${context.origin}${context.path}`);
  const form = formOf(context.body);
  const { integration } = context.store;
  if (textAt(form, 'client_id') !== integration.id) return unknownIntegration();
  if (!isRedirectTaken(context.settings, integration.redirectUri)) return refusedRedirect();
  const state = textAt(form, 'state');
  const back = (parameters: Readonly<Record<string, string>>): Answer => {
    const target = new URL(integration.redirectUri);
    for (const [key, value] of Object.entries(parameters)) target.searchParams.set(key, value);
    if (state !== undefined) target.searchParams.set('state', state);
    return redirect(target.href);
  };
  if (textAt(form, 'decision') !== 'allow') {
    return back({ error: 'access_denied', client_id: integration.id });
  }
  const chosen = chosenUser(context, form);
  if (!chosen) {
    return html(problemPage('Нет такого аккаунта или пользователя', 'No such account or user'), 400);
  }
  return back({
    code: context.tokens.issueCode(chosen.accountId, chosen.userId),
    referer: hostNamed(chosen.subdomain, context.settings.domain, context.port),
    client_id: integration.id,
  });
}

/** The account and user of a form: `user`, else the list of the chosen account, else that account's agent. */
function chosenUser(
  { store }: BaseContext,
  form: PhpObject,
): { accountId: number; userId: number; subdomain: string } | null {
  const subdomain = textAt(form, 'account') ?? '';
  const chosen = store.accounts.find((one) => one.account.subdomain === subdomain);
  if (!chosen) return null;
  const asked = textAt(form, 'user') ?? textAt(form, `user_${subdomain}`);
  const userId = asked === undefined || asked === '' ? chosen.account.agent_id : Number(asked);
  if (!chosen.users.some((user) => user.id === userId)) return null;
  return { accountId: chosen.account.id, userId, subdomain };
}

const unknownIntegration = (): Answer =>
  html(problemPage('Интеграция не найдена', 'No integration has this client_id'), 404);

const refusedRedirect = (): Answer =>
  html(problemPage('Адрес перенаправления должен начинаться с https', 'The redirect URI must be https'), 400);

/** A CSP source for an address: its origin, or its scheme where there is no origin (custom schemes). */
function sourceOf(address: string): string {
  const { origin, protocol } = new URL(address);
  return origin === 'null' ? protocol : origin;
}
