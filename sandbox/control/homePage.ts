import type { HeldCall } from '../heldCalls.ts';
import { escapeHtml, page } from '../page.ts';
import type { Sandbox } from '../sandbox.ts';

/** The page at the root: what this is, the demo accounts, the calls received. */
export function homePage(sandbox: Sandbox): string {
  const calls = sandbox.calls().reverse().slice(0, 50);
  return page(
    'Ringside sandbox',
    `<h1>Песочница · Sandbox</h1>
<p class="ask"><span lang="ru">Учебная CRM на этом компьютере: отвечает как amoCRM, данные вымышлены.</span><br>
<span lang="en">A practice CRM on this computer: it answers as amoCRM does, its data is made up.</span></p>
<section><h2>Аккаунты · Accounts</h2><table><tr><th>Account<th>Contacts<th>Numbers to try</tr>${sandbox.accounts
      .map((one) => accountRow(sandbox, one.subdomain))
      .join('')}</table></section>
<section><h2>Принятые звонки · Calls received (${String(sandbox.calls().length)})</h2>${
      calls.length === 0
        ? '<p class="ask">Пока нет · None yet</p>'
        : `<table><tr><th>Time<th>Account<th>Entity<th>Phone<th>s<th>Status<th>Result</tr>${calls.map(callRow).join('')}</table>`
    }</section>`,
    true,
  );
}

function accountRow(sandbox: Sandbox, subdomain: string): string {
  const found = sandbox.store.accounts.find((one) => one.account.subdomain === subdomain);
  if (!found) return '';
  const { certain, several, unknown, company } = found.showcase;
  return `<tr><td><b>${escapeHtml(found.account.name)}</b><br>${subdomain}.localhost<td>${String(found.contacts.all().length)}<td>
<code>${certain}</code> one contact with a lead<br><code>${several}</code> two contacts<br><code>${company}</code> a company<br><code>${unknown}</code> nobody</tr>`;
}

const callRow = (call: HeldCall): string =>
  `<tr>${[
    new Date(call.created_at * 1_000).toISOString().slice(0, 16).replace('T', ' '),
    call.account,
    `${call.entity_name} (${call.entity_type})`,
    `${call.direction === 'inbound' ? '↓' : '↑'} ${call.phone}`,
    String(call.duration),
    String(call.call_status ?? '–'),
    call.call_result ?? '',
  ]
    .map((cell) => `<td>${escapeHtml(cell)}`)
    .join('')}</tr>`;
