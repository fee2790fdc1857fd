import { html, type Answer } from '../answer.ts';
import { escapeHtml, page } from '../page.ts';
import type { Sandbox } from '../sandbox.ts';
import { problemPage } from './authorizePage.ts';

const DAY = 86_400;

/**
 * "Keys and scopes" of the integration in one account: its id and secret, a fresh code each time the page is opened (20 minutes,
 * single use; crm-api.md 1.2), and a long-lived token once it was asked for (crm-api.md 1.7).
 */
export function keysPage(sandbox: Sandbox, subdomain: string, days: number | null): Answer {
  const code = sandbox.issueCode(subdomain);
  if (code === null) return html(problemPage('Нет такого аккаунта', 'No such account'), 404);
  const { integration } = sandbox.store;
  const token = days === null ? null : sandbox.issueLongLived(subdomain, days * DAY);
  const row = (ru: string, en: string, value: string): string =>
    `<p><span class="ask">${ru} · ${en}</span><br><code style="overflow-wrap:anywhere">${escapeHtml(value)}</code></p>`;
  return html(
    page(
      'Ключи и доступы · Keys and scopes',
      `<section><h1>Ключи и доступы · Keys and scopes</h1><p class="ask">${escapeHtml(integration.name)}, ${escapeHtml(subdomain)}.localhost</p>
${row('ID интеграции', 'Integration ID', integration.id)}
${row('Секретный ключ', 'Secret key', integration.secret)}
${row('Адрес перенаправления', 'Redirect URL', integration.redirectUri)}
${row('Код авторизации (20 минут, один раз)', 'Authorization code (20 minutes, once)', code)}
${token === null ? '' : row('Долгосрочный токен (показан один раз)', 'Long-lived token (shown once)', token)}</section>
<form method="get" action="/_sandbox/keys"><input type="hidden" name="account" value="${escapeHtml(subdomain)}">
<p class="buttons wrap"><button name="days" value="365">Долгосрочный токен на год · Long-lived token, one year</button>
<button name="days" value="10">… на 10 дней · 10 days</button></p></form>`,
    ),
    200,
    { 'cache-control': 'no-store', 'content-security-policy': KEYS_CSP },
  );
}

const KEYS_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
