import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../main/common/clock.ts';
import { createServiceClock } from '../../../main/crm/transport/serviceClock.ts';
import { openJournal } from '../../../main/journal/openJournal.ts';
import { createOutbox } from '../../../main/outbox/dispatcher.ts';
import type { AgentWrite } from '../../../preload/contract/agentWrites.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import { accountRow } from '../../unit/outbox/outboxUnderTest.ts';
import { clientOf } from '../crm/sandboxClient.ts';

const [NEWSLETTER, BIRTHDAY, DISCOUNT, DELIVERED_BY] = [771_911, 771_913, 771_915, 771_923];

/** An account of the sandbox with an outbox before it. */
async function killedApp() {
  const sandbox = createSandbox({ contacts: 60, requestsPerSecond: null });
  await sandbox.listen(0);
  const folder = mkdtempSync(join(tmpdir(), 'ringside-field-'));
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
  const settled = new Map<number, (state: string) => void>();
  const outbox = createOutbox({
    journal,
    clientOf: () => clientOf(sandbox, 'romashka', { service }),
    serviceClockOf: () => service,
    clock: systemClock,
    random: () => 0,
    settleMs: 0,
    emit(event) {
      if (event.type !== 'writeChanged') return;
      const { state } = event.last;
      if (state === 'sent' || state === 'failed') settled.get(event.last.id)?.(event.last.failure ?? state);
    },
  });
  outbox.start();
  onTestFinished(async () => {
    await outbox.stop();
    journal.close();
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    sandbox,
    contact,
    lead,
    /** Answers `sent`, or why not. */
    write: (write: AgentWrite) =>
      new Promise<string>((resolve) => {
        const added = outbox.writes.add(account.key, null, [write]);
        if (!added.ok) throw new Error(added.error);
        for (const { id } of added.value) settled.set(id, resolve);
      }),
    held: (id: number, of: 'contacts' | 'leads' = 'contacts') =>
      store[of]
        .get(of === 'contacts' ? contact.id : lead.id)
        ?.custom_fields_values?.find(({ field_id }) => field_id === id)
        ?.values.map(({ value }) => value) ?? [],
  };
}

it('a checkbox, a date, a number and a list are changed once each, also when every answer is lost', async () => {
  const { sandbox, contact, lead, write, held } = await killedApp();
  let written = 0;
  sandbox.events.on('request', ({ phase, request }) => {
    if (phase === 'written' && request.method === 'PATCH') written += 1;
  });
  const target = { entity: 'contact', id: contact.id } as const;
  const one = (id: number, value: string | number | boolean | null): AgentWrite => ({
    kind: 'patchContact',
    target,
    fields: [{ id, value }],
  });
  expect(await write(one(NEWSLETTER, false))).toBe('sent');
  expect(await write(one(NEWSLETTER, true))).toBe('sent');
  expect(held(NEWSLETTER)).toEqual([true]);
  sandbox.misbehave({ what: 'dropAfter', method: 'PATCH', times: 1 });
  expect(await write(one(BIRTHDAY, 137_365_200))).toBe('sent');
  expect(held(BIRTHDAY)).toEqual([137_365_200]);
  expect(await write(one(DISCOUNT, 12.5))).toBe('sent');
  expect(held(DISCOUNT)).toEqual(['12.5']);
  const deal = { kind: 'patchLead', leadId: lead.id } as const;
  expect(await write({ ...deal, fields: [{ id: DELIVERED_BY, value: 'Post' }] })).toBe('sent');
  expect(held(DELIVERED_BY, 'leads')).toEqual(['Post']);
  // Emptied, and a checkbox that is not ticked is not there.
  expect(await write({ ...deal, fields: [{ id: DELIVERED_BY, value: null }] })).toBe('sent');
  expect(await write(one(NEWSLETTER, false))).toBe('sent');
  expect([held(DELIVERED_BY, 'leads'), held(NEWSLETTER)]).toEqual([[], []]);
  // What is so already is not sent again.
  expect(await write(one(DISCOUNT, 12.5))).toBe('sent');
  expect(await write(one(NEWSLETTER, false))).toBe('sent');
  expect(written).toBe(7);
});

it('what somebody else gave the field meanwhile is not overwritten unasked, and what the CRM refuses is said', async () => {
  const { contact, write, held } = await killedApp();
  const target = { entity: 'contact', id: contact.id } as const;
  const discount = (value: string | number, before: string | null): AgentWrite => ({
    kind: 'patchContact',
    target,
    fields: [{ id: DISCOUNT, value, before }],
  });
  expect(await write({ kind: 'patchContact', target, fields: [{ id: DISCOUNT, value: 30 }] })).toBe('sent');
  expect(await write(discount(7, '10'))).toBe('changedMeanwhile');
  expect(held(DISCOUNT)).toEqual(['30']);
  expect(await write(discount(7, '30'))).toBe('sent');
  expect(held(DISCOUNT)).toEqual(['7']);
  expect(await write(discount('no number', '7'))).toBe('validation');
  expect(held(DISCOUNT)).toEqual(['7']);
});
