import type { AccountStore } from '../store.ts';
import { escapeHtml, page } from '../page.ts';
import type { PhpObject } from '../phpQuery.ts';
import type { IntegrationRecord } from './records.ts';

/** The page on which a user picks an account and allows the integration. A plain form: it works without scripts. */
export function authorizePage(
  integration: IntegrationRecord,
  accounts: readonly AccountStore[],
  query: PhpObject,
): string {
  const hidden = Object.entries(query)
    .flatMap(([key, value]) =>
      typeof value === 'string' && key !== 'account' && key !== 'user'
        ? [`<input type="hidden" name="${escapeHtml(key)}" value="${escapeHtml(value)}">`]
        : [],
    )
    .join('');
  return page(
    'Доступ к аккаунту · Account access',
    `<form method="post" action="/oauth">${hidden}
<p class="mark" aria-hidden="true">${escapeHtml(integration.name.slice(0, 1))}</p>
<h1>${escapeHtml(integration.name)}</h1>
<p class="ask"><span lang="ru">запрашивает доступ к данным аккаунта</span><br><span lang="en">asks for access to an account’s data</span></p>
<fieldset><legend>Аккаунт · Account</legend>${accounts.filter(isOpen).map(accountChoice).join('')}</fieldset>
<p class="buttons"><button name="decision" value="deny">Отклонить · Deny</button><button class="main" name="decision" value="allow">Разрешить · Allow</button></p>
</form><p class="small">Песочница на этом компьютере: данные вымышлены.<br>A sandbox on this computer: the data is made up.</p>`,
  );
}

/** Closed accounts are not offered. */
const isOpen = ({ account }: AccountStore): boolean => account.standing !== 'closed';

function accountChoice({ account, users }: AccountStore, index: number): string {
  const { subdomain } = account;
  const options = users
    .map(
      (user) =>
        `<option value="${String(user.id)}"${user.id === account.agent_id ? ' selected' : ''}>${escapeHtml(user.name)}${user.is_admin ? ' · admin' : ''}</option>`,
    )
    .join('');
  return `<div class="choice"><input type="radio" name="account" id="${subdomain}" value="${subdomain}"${index === 0 ? ' checked' : ''}>
<label for="${subdomain}"><b>${escapeHtml(account.name)}</b> ${subdomain}.localhost</label>
<label class="user">Пользователь · User <select name="user_${subdomain}">${options}</select></label></div>`;
}

/** A page that says in two languages why there is no form. */
export const problemPage = (russian: string, english: string): string =>
  page(english, `<h1>${escapeHtml(russian)}</h1><p lang="en">${escapeHtml(english)}</p>`);
