import type { HeldCall } from '../heldCalls.ts';
import type { LeadRecord, TaskRecord } from '../model.ts';
import { escapeHtml, page } from '../page.ts';
import type { Sandbox } from '../sandbox.ts';
import type { AccountStore } from '../store.ts';
import { HOME_ACTIONS } from './homeActions.ts';
import type { Ringer } from './ringer.ts';
import { ringForm } from './ringForm.ts';

/** Rows of a table, the newest ones. */
const SHOWN = 20;

/** The page at the root: what this is, the demo accounts, a softphone to ring with, what the CRM received, and buttons to make it misbehave. */
export function homePage(sandbox: Sandbox, ringer: Ringer): string {
  const { accounts } = sandbox.store;
  return page(
    'Ringside sandbox',
    `<h1>Песочница · Sandbox</h1>
<p class="ask"><span lang="ru">Учебная CRM на этом компьютере: отвечает как amoCRM, данные вымышлены.</span><br>
<span lang="en">A practice CRM on this computer: it answers as amoCRM does, its data is made up.</span></p>
${section('Аккаунты · Accounts', ['Account', 'Contacts', 'Numbers to try'], accounts.map(accountRow))}
${ringForm(ringer, accounts)}
${misbehaveForm()}
${section(
  `Принятые звонки · Calls received (${String(sandbox.calls().length)})`,
  ['Time', 'Account', 'Entity', 'Phone', 's', 'Status', 'Result'],
  newest(sandbox.calls()).map(callRow),
)}
${section(
  'Сделки · Leads',
  ['Time', 'Account', 'Lead', 'Price', 'Stage'],
  accounts.flatMap((account) =>
    newest(account.leads.all().filter((lead) => !lead.is_deleted)).map((lead) => leadRow(account, lead)),
  ),
)}
${section(
  'Задачи · Tasks',
  ['Due', 'Account', 'Text', 'Result'],
  accounts.flatMap((account) => newest(account.tasks.all()).map((task) => taskRow(account, task))),
)}
${section(
  'Вебхуки · Webhooks',
  ['Account', 'Destination', 'Events', 'State'],
  accounts.flatMap((account) =>
    account.webhooks.map((one) =>
      row(
        account.account.subdomain,
        one.destination,
        one.settings.join(' '),
        one.disabled ? 'disabled' : 'on',
      ),
    ),
  ),
)}
${section(
  'Запросы · Requests',
  ['Time', 'Host', 'Request', 'Answer'],
  newest(sandbox.log()).map((one) =>
    row(timeOf(one.at / 1_000), one.host, `${one.method} ${one.path}`, String(one.status ?? '…')),
  ),
)}`,
    true,
  );
}

const newest = <T>(rows: readonly T[]): T[] => rows.slice(-SHOWN).toReversed();

function section(title: string, heads: readonly string[], rows: readonly string[]): string {
  const body =
    rows.length === 0
      ? '<p class="ask">Пока нет · None yet</p>'
      : `<table><tr>${heads.map((head) => `<th scope="col">${head}`).join('')}</tr>${rows.join('')}</table>`;
  return `<section><h2>${title}</h2>${body}</section>`;
}

const row = (...cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}`).join('')}</tr>`;

const timeOf = (seconds: number): string =>
  new Date(seconds * 1_000).toISOString().slice(0, 16).replace('T', ' ');

const misbehaveForm = (): string =>
  `<form method="post" action="/_sandbox/act"><h2>Испортить · Misbehave</h2><p class="buttons wrap">${HOME_ACTIONS.map(
    ({ key, ru, en }) => `<button name="act" value="${key}">${escapeHtml(`${ru} · ${en}`)}</button>`,
  ).join(' ')}</p></form>`;

function accountRow({ account, contacts, showcase }: AccountStore): string {
  const { certain, several, unknown, company } = showcase;
  return `<tr><td><b>${escapeHtml(account.name)}</b><br>${account.subdomain}.localhost<br><a href="/_sandbox/keys?account=${account.subdomain}">Ключи · Keys</a><td>${String(contacts.all().length)}<td>
<code>${certain}</code> one contact with a lead<br><code>${several}</code> two contacts<br><code>${company}</code> a company<br><code>${unknown}</code> nobody</tr>`;
}

const callRow = (call: HeldCall): string =>
  row(
    timeOf(call.created_at),
    call.account,
    `${call.entity_name} (${call.entity_type})`,
    `${call.direction === 'inbound' ? '↓' : '↑'} ${call.phone}`,
    String(call.duration),
    String(call.call_status ?? '–'),
    call.call_result ?? '',
  );

function leadRow({ account, pipelines }: AccountStore, lead: LeadRecord): string {
  const stage = pipelines
    .find((one) => one.id === lead.pipeline_id)
    ?.statuses.find((status) => status.id === lead.status_id);
  return row(timeOf(lead.created_at), account.subdomain, lead.name, String(lead.price), stage?.name ?? '');
}

const taskRow = ({ account }: AccountStore, task: TaskRecord): string =>
  row(
    timeOf(task.complete_till),
    account.subdomain,
    task.text,
    task.is_completed ? `✓ ${task.result?.text ?? ''}` : '',
  );
