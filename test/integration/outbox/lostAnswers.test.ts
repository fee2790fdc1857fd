import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createServiceClock } from '../../../main/crm/transport/serviceClock.ts';
import { systemClock } from '../../../main/common/clock.ts';
import type { AgentWrite } from '../../../main/journal/outboxPayload.ts';
import { openJournal } from '../../../main/journal/openJournal.ts';
import { createOutbox } from '../../../main/outbox/dispatcher.ts';
import type { SandboxOptions } from '../../../sandbox/options.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import type { AccountStore } from '../../../sandbox/store.ts';
import { accountRow } from '../../unit/outbox/outboxUnderTest.ts';
import { clientOf } from '../crm/sandboxClient.ts';

const TEXT = 'Once only';
const LATER = 'And what hangs on it';
const PHONE = '+79995550123';
const WHOLE = 'Somebody with a deal';
const FIRM = 'Their firm';
const PHONE_OF_ONE = '+79995550125';
const PHONE_OF_OTHER = '+79995550126';

/** Two of each kind that makes something, with the same words: none may be taken for the other. */
function writesFor({ contacts, leads, tasks, users }: AccountStore): AgentWrite[] {
  const contact = contacts.all().find(({ is_deleted }) => !is_deleted);
  const lead = leads.all().find(({ is_deleted }) => !is_deleted);
  const open = tasks.all().find(({ is_completed }) => !is_completed);
  const other = users.find(({ id }) => id !== open?.responsible_user_id);
  const target = { entity: 'contact', id: contact?.id ?? 0 } as const;
  const task = { text: TEXT, typeId: 1, completeTill: 2_000_000_000, responsible: null };
  const deal = { name: TEXT, price: 5, pipelineId: null, statusId: null, responsible: null, contact: target };
  return [
    { kind: 'addNote', target, text: TEXT },
    { kind: 'addNote', target, text: TEXT },
    { kind: 'createTask', target, ...task },
    { kind: 'createTask', target: null, ...task },
    { kind: 'createLead', ...deal },
    { kind: 'createLead', ...deal },
    { kind: 'newContact', name: TEXT, phones: [PHONE], evenIfDuplicates: false },
    { kind: 'newContact', name: TEXT, phones: [], evenIfDuplicates: false },
    { kind: 'patchContact', target, phones: { before: [], after: ['+79995550124'] } },
    { kind: 'patchLead', leadId: lead?.id ?? 0, price: 777_777 },
    // About what the rows above make, which nobody knows the ids of yet.
    { kind: 'addNote', target: { entity: 'contact', id: -7 }, text: LATER },
    { kind: 'createLead', ...deal, name: LATER, contact: { entity: 'contact', id: -8 } },
    { kind: 'patchLead', leadId: -12, stage: { pipelineId: lead?.pipeline_id ?? 0, statusId: 143 } },
    { kind: 'completeTask', taskId: -3, resultText: LATER },
    { kind: 'assignTask', taskId: open?.id ?? 0, responsible: other?.id ?? 0 },
    // Somebody new with their company and first deal, in one request; the second finds the company.
    ...[PHONE_OF_ONE, PHONE_OF_OTHER].map((phone): AgentWrite => ({
      kind: 'newContact',
      name: WHOLE,
      phones: [phone],
      evenIfDuplicates: false,
      company: FIRM,
      deal: { name: WHOLE, pipelineId: lead?.pipeline_id ?? 0, statusId: lead?.status_id ?? 0 },
    })),
  ];
}

/** How the sandbox reads the service, and what comes in place of the answer to what was carried out. */
interface Reading extends SandboxOptions {
  readonly instead?: 'dropAfter' | 'htmlOk';
}

it.each<Reading>([
  {},
  { instead: 'htmlOk' },
  { writtenTimes: 'ignored' },
  { searchLagSeconds: 60, phoneSearch: 'literal' },
  { apiFilter: false, nextLinks: 'opaque' },
  { clockSkewSeconds: -3 * 3600 },
  { clockSkewSeconds: 24 * 3600, writtenTimes: 'ignored' },
  { patchAnswer: 'wrapped', deletedReads: 'thin', staleUpdates: 'refused' },
])(
  'every answer lost once, everything is in the CRM exactly once, on the reading %o',
  async ({ instead = 'dropAfter', ...options }) => {
    const sandbox = createSandbox({ contacts: 60, tasks: true, requestsPerSecond: null, ...options });
    await sandbox.listen(0);
    const folder = mkdtempSync(join(tmpdir(), 'ringside-lost-'));
    const opened = openJournal(join(folder, 'journal.db'));
    if (!opened.ok) throw new Error(opened.error.kind);
    const journal = opened.value;
    const [store] = sandbox.store.accounts;
    if (store === undefined) throw new Error('no account');
    const account = { ...accountRow(), userId: store.account.agent_id };
    journal.accounts.put(account);
    const service = createServiceClock({ clock: systemClock, kept: null, keep: () => undefined });
    const client = clientOf(sandbox, 'romashka', { service });
    const writes = writesFor(store);
    let finished = (): void => undefined;
    const allSent = new Promise<void>((resolve) => {
      finished = resolve;
    });
    const outbox = createOutbox({
      journal,
      clientOf: () => client,
      serviceClockOf: () => service,
      clock: systemClock,
      random: () => 0,
      settleMs: 0,
      emit: () => {
        if (journal.outbox.doneAgents(account.key, 100).length === writes.length) finished();
      },
    });
    onTestFinished(async () => {
      await outbox.stop();
      journal.close();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    });
    // Each is carried out, and its answer lost, the first time it is sent.
    const posts = writes.filter(({ kind }) => /^(?:add|create|new)/.test(kind)).length;
    sandbox.misbehave({ what: instead, method: 'POST', times: posts });
    sandbox.misbehave({ what: instead, method: 'PATCH', times: writes.length - posts });
    outbox.start();
    for (const write of writes) {
      expect(outbox.writes.add(account.key, null, [write])).toMatchObject({ ok: true });
    }
    await allSent;

    const named = <T extends { readonly name: string }>(rows: readonly T[]): T[] =>
      rows.filter(({ name }) => name === TEXT);
    expect(store.notes.all().filter(({ params }) => params['text'] === TEXT)).toHaveLength(2);
    expect(store.tasks.all().filter(({ text }) => text === TEXT)).toHaveLength(2);
    expect(named(store.leads.all()).map(({ contacts }) => contacts.length)).toEqual([1, 1]);
    expect(named(store.contacts.all())).toHaveLength(2);
    expect(JSON.stringify(store.contacts.all()).split('+79995550124')).toHaveLength(2);
    expect(store.leads.all().filter(({ price }) => price === 777_777)).toHaveLength(1);
    const [withNumber, without] = named(store.contacts.all());
    const about = store.notes.all().filter(({ params }) => params['text'] === LATER);
    expect(about.map(({ entity_id }) => entity_id)).toEqual([withNumber?.id]);
    const later = store.leads.all().filter(({ name }) => name === LATER);
    expect(later.map(({ status_id, contacts }) => [status_id, ...contacts.map(({ id }) => id)])).toEqual([
      [143, without?.id],
    ]);
    expect(store.tasks.all().filter(({ result }) => result?.text === LATER)).toHaveLength(1);
    const given = writes.find((write) => write.kind === 'assignTask');
    expect(store.tasks.get(given?.taskId ?? 0)?.responsible_user_id).toBe(given?.responsible);
    const firms = store.companies.all().filter(({ name }) => name === FIRM);
    expect(firms).toHaveLength(1);
    const whole = store.contacts.all().filter(({ name }) => name === WHOLE);
    expect(whole.map(({ company_id: firm }) => firm)).toEqual([firms[0]?.id, firms[0]?.id]);
    const deals = store.leads.all().filter(({ name }) => name === WHOLE);
    expect(deals.map(({ contacts }) => contacts.map(({ id }) => id))).toEqual(whole.map(({ id }) => [id]));
    // Every row of the journal knows its own.
    const made = journal.outbox
      .doneAgents(account.key, 100)
      .map(({ write, remoteId }) => `${write.kind} ${String(remoteId)}`);
    expect(new Set(made).size).toBe(writes.length);
  },
  60_000,
);
