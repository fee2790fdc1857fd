import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../main/common/clock.ts';
import type { OutboxCounts } from '../../../main/journal/journal.ts';
import { openJournal } from '../../../main/journal/openJournal.ts';
import { createOutbox } from '../../../main/outbox/dispatcher.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import { accountRow, callFacts } from '../../unit/outbox/outboxUnderTest.ts';
import { clientOf } from '../crm/sandboxClient.ts';

it('rights taken in the CRM and given back: results and notes go by themselves, each exactly once', async () => {
  const sandbox = createSandbox({ contacts: 20, requestsPerSecond: null });
  await sandbox.listen(0);
  const folder = mkdtempSync(join(tmpdir(), 'ringside-rights-'));
  const opened = openJournal(join(folder, 'journal.db'));
  if (!opened.ok) throw new Error(opened.error.kind);
  const journal = opened.value;
  const [store] = sandbox.store.accounts;
  const contact = store?.contacts.all().find(({ is_deleted }) => !is_deleted);
  if (store === undefined || contact === undefined) throw new Error('no account');
  const account = { ...accountRow(), userId: store.account.agent_id };
  journal.accounts.put(account);
  const client = clientOf(sandbox, 'romashka');
  const outbox = createOutbox({
    journal,
    clientOf: () => client,
    clock: systemClock,
    random: () => 0,
    undoMs: 0,
    settleMs: 0,
    emit: () => undefined,
  });
  onTestFinished(async () => {
    await outbox.stop();
    journal.close();
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });
  outbox.start();

  const note = (text: string): void => {
    const target = { entity: 'contact', id: contact.id } as const;
    expect(outbox.writes.add(account.key, null, [{ kind: 'addNote', target, text }])).toMatchObject({
      ok: true,
    });
  };
  const call = (id: string): void => {
    const chosen = { entity: 'contact', entityId: contact.id, name: contact.name, leadId: null } as const;
    journal.calls.putFacts(callFacts(id, Date.now()));
    expect(outbox.finishCall(account.key, id, { result: 4, chosen, writes: [] })).toMatchObject({ ok: true });
  };
  const counted = (expected: Partial<OutboxCounts>): Promise<void> =>
    expect.poll(() => journal.outbox.counts(account.key)).toMatchObject(expected);
  const heldCalls = () => store.notes.all().flatMap(({ params }) => params['uniq'] ?? []);
  const heldNotes = () => store.notes.all().flatMap(({ params }) => params['text']?.toString() ?? []);
  const before = heldNotes().length;

  sandbox.misbehave({ what: '403', method: 'POST', times: null });
  for (const id of ['first', 'second', 'third']) call(id);
  for (const text of ['one', 'two', 'three']) note(text);
  await counted({ dead: 6, pending: 0, inFlight: 0 });

  sandbox.behave();
  // A note the agent writes now shows that notes are allowed; nothing shows it of calls.
  note('four');
  await counted({ dead: 3, pending: 0, inFlight: 0, done: 4 });
  expect(heldNotes().slice(before).toSorted()).toEqual(['four', 'one', 'three', 'two']);
  expect(heldCalls().filter((uniq) => uniq === 'first')).toEqual([]);

  outbox.wake(account.key);
  await counted({ dead: 0, pending: 0, inFlight: 0, done: 7 });
  for (const id of ['first', 'second', 'third'])
    expect(heldCalls().filter((uniq) => uniq === id)).toEqual([id]);
  expect(heldNotes().slice(before)).toHaveLength(4);
});
