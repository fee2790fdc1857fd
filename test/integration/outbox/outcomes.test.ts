import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { outcomeWrites } from '../../../main/calls/disposition/outcomeWrites.ts';
import { systemClock } from '../../../main/common/clock.ts';
import { createServiceClock } from '../../../main/crm/transport/serviceClock.ts';
import { openJournal } from '../../../main/journal/openJournal.ts';
import { createOutbox } from '../../../main/outbox/dispatcher.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import { sampleOutcome } from '../../unit/calls/sampleOutcome.ts';
import { accountRow, callFacts } from '../../unit/outbox/outboxUnderTest.ts';
import { clientOf } from '../crm/sandboxClient.ts';

const POSITION = 771_905;

it.each(['nothing', 'every answer but the bot\u2019s'])(
  'an outcome is at the CRM exactly once and in order, with %s lost',
  async (lost) => {
    const sandbox = createSandbox({ contacts: 60, tasks: true, requestsPerSecond: null });
    await sandbox.listen(0);
    const folder = mkdtempSync(join(tmpdir(), 'ringside-outcome-'));
    const opened = openJournal(join(folder, 'journal.db'));
    if (!opened.ok) throw new Error(opened.error.kind);
    const journal = opened.value;
    const [store] = sandbox.store.accounts;
    const lead = store?.leads.all().find(({ is_deleted, contacts }) => !is_deleted && contacts.length > 0);
    const contact = store?.contacts.get(lead?.contacts[0]?.id ?? 0);
    if (store === undefined || lead === undefined || !contact) throw new Error('no account');
    const account = { ...accountRow(), userId: store.account.agent_id };
    journal.accounts.put(account);
    const service = createServiceClock({ clock: systemClock, kept: null, keep: () => undefined });
    let finished = (): void => undefined;
    const allSent = new Promise<void>((resolve) => {
      finished = resolve;
    });
    const outbox = createOutbox({
      journal,
      clientOf: () => clientOf(sandbox, 'romashka', { service }),
      serviceClockOf: () => service,
      clock: systemClock,
      random: () => 0,
      settleMs: 0,
      undoMs: 0,
      emit: () => {
        if (journal.outbox.undone(account.key) === 0) finished();
      },
    });
    onTestFinished(async () => {
      await outbox.stop();
      journal.close();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    });
    journal.calls.putFacts({ ...callFacts('call', Date.now()), account: account.key });
    const outcome = sampleOutcome({
      tags: { contact: ['Hot'], deal: ['Demo'] },
      fields: [{ of: 'contact', id: POSITION, value: 'Decides' }],
      stage: { statusId: 143 },
      task: { text: 'After the demo', due: { minutes: 60 } },
      bot: { id: 12, on: 'deal' },
    });
    const { writes } = outcomeWrites(
      outcome,
      {
        person: { entity: 'contact', id: contact.id },
        deal: { id: lead.id, pipelineId: lead.pipeline_id },
      },
      { hasStage: false, hasTask: false },
      Date.now(),
      null,
    );
    const chosen = { entity: 'contact', entityId: contact.id, leadId: lead.id, name: '' } as const;
    if (lost !== 'nothing') {
      sandbox.misbehave({ what: 'dropAfter', method: 'POST', times: 2 });
      sandbox.misbehave({ what: 'dropAfter', method: 'PATCH', times: 2 });
    }
    const order: string[] = [];
    sandbox.events.on('request', ({ phase, request }) => {
      if (phase === 'written') order.push(`${request.method} ${request.path.split('/')[3] ?? ''}`);
    });
    outbox.start();
    const { id, label, colour, status } = outcome;
    const given = outbox.finishCall(account.key, 'call', {
      result: status,
      outcome: { id, label, colour, without: [] },
      note: 'Tuesday',
      chosen,
      writes,
    });
    expect(given.ok).toBe(true);
    await allSent;

    const notes = store.notes.all().filter(({ params }) => params['uniq'] === 'call');
    expect(notes.map(({ params }) => [params['call_status'], params['call_result']])).toEqual([
      [4, 'Demo booked\nTuesday'],
    ]);
    const tasks = store.tasks.all().filter(({ text }) => text === 'After the demo');
    expect(tasks.map(({ entity_id }) => entity_id)).toEqual([lead.id]);
    expect(store.leads.get(lead.id)).toMatchObject({ status_id: 143 });
    expect(store.leads.get(lead.id)?.tags.filter(({ name }) => name === 'Demo')).toHaveLength(1);
    expect(store.contacts.get(contact.id)?.tags.filter(({ name }) => name === 'Hot')).toHaveLength(1);
    expect(JSON.stringify(store.contacts.get(contact.id))).toContain('Decides');
    expect(order).toEqual(['POST leads', 'PATCH leads', 'PATCH contacts', 'POST tasks']);
    const bots = sandbox.log().filter(({ path }) => path.endsWith('/bots/run'));
    expect(bots.map((request) => request.status)).toEqual([202]);
  },
  60_000,
);
