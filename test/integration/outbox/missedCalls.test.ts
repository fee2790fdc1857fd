import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createServiceClock } from '../../../main/crm/transport/serviceClock.ts';
import { systemClock } from '../../../main/common/clock.ts';
import { openJournal } from '../../../main/journal/openJournal.ts';
import { createOutbox } from '../../../main/outbox/dispatcher.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import { accountRow, callFacts } from '../../unit/outbox/outboxUnderTest.ts';
import { clientOf } from '../crm/sandboxClient.ts';

// A missed call at the sandbox: a call note of the caller the CRM knows, an incoming lead of the one it does not, a task, each
// once although the first answers are lost.

async function missedBy(phoneOf: (certain: string) => string, instead: 'dropAfter' | 'htmlOk' | null) {
  const sandbox = createSandbox({ contacts: 20, tasks: true, requestsPerSecond: null });
  await sandbox.listen(0);
  onTestFinished(() => sandbox.close());
  const [store] = sandbox.store.accounts;
  const [shown] = sandbox.accounts;
  if (store === undefined || shown === undefined) throw new Error('no account');
  const folder = mkdtempSync(join(tmpdir(), 'ringside-missed-'));
  const opened = openJournal(join(folder, 'journal.db'));
  if (!opened.ok) throw new Error(opened.error.kind);
  const journal = opened.value;
  const account = { ...accountRow(), userId: store.account.agent_id };
  journal.accounts.put(account);
  const service = createServiceClock({ clock: systemClock, kept: null, keep: () => undefined });
  const client = clientOf(sandbox, 'romashka', { service });
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
      if (journal.outbox.counts(account.key).done === 2) finished();
    },
    missed: {
      turnMs: () => 0,
      leadName: (_account, { display }) => `Missed call: ${display}`,
      task: () => ({
        kind: 'createTask',
        target: null,
        text: 'Call back',
        typeId: 1,
        completeTill: 2_000_000_000,
        responsible: null,
      }),
    },
  });
  onTestFinished(async () => {
    await outbox.stop();
    journal.close();
    rmSync(folder, { recursive: true, force: true });
  });
  if (instead !== null) sandbox.misbehave({ what: instead, method: 'POST', times: 3 });
  const phone = phoneOf(shown.showcase.certain);
  const facts = callFacts('missed-1', Date.now(), {
    account: account.key,
    rawNumber: phone,
    e164: phone,
    display: phone,
    endReason: 'missed',
    answeredAt: null,
  });
  journal.calls.putFacts(facts);
  expect(journal.missedToLog.list(account.key)).toHaveLength(1);
  outbox.start();
  expect(outbox.logMissed(account.key, facts.id)).toMatchObject({ ok: true });
  await allSent;
  const notes = store.notes.all().filter(({ params }) => params['uniq'] === facts.id);
  return { store, phone, notes, tasks: store.tasks.all().filter(({ text }) => text === 'Call back') };
}

it.each([null, 'dropAfter', 'htmlOk'] as const)(
  'of a known caller it is one missed call and one task (%s)',
  async (instead) => {
    const { store, notes, tasks } = await missedBy((certain) => certain, instead);
    expect(notes).toMatchObject([{ note_type: 'call_in', params: { duration: 0, call_status: 6 } }]);
    expect(tasks).toMatchObject([{ entity_id: notes[0]?.entity_id }]);
    expect(store.unsorted).toEqual([]);
  },
);

it.each([null, 'dropAfter', 'htmlOk'] as const)(
  'of an unknown caller it is one incoming lead with the number and the call (%s)',
  async (instead) => {
    const { store, phone, notes, tasks } = await missedBy(() => '+79995550177', instead);
    expect(store.unsorted).toMatchObject([
      { category: 'sip', state: 'waiting', metadata: { phone, duration: 0, uniq: 'missed-1' } },
    ]);
    const lead = store.leads.get(store.unsorted[0]?.lead_id ?? 0);
    expect(lead?.name).toBe(`Missed call: ${phone}`);
    expect(notes).toMatchObject([{ note_type: 'call_in', entity_type: 'leads', entity_id: lead?.id }]);
    expect(tasks).toMatchObject([{ entity_id: lead?.id }]);
    expect(store.contacts.all().filter((one) => JSON.stringify(one).includes(phone))).toHaveLength(1);
  },
);
