import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../../main/common/clock.ts';
import { createServiceClock } from '../../../main/crm/transport/serviceClock.ts';
import { openJournal } from '../../../main/journal/openJournal.ts';
import type { AgentWrite } from '../../../main/journal/outboxPayload.ts';
import { createOutbox } from '../../../main/outbox/dispatcher.ts';
import type { SandboxOptions } from '../../../sandbox/options.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import { accountRow, callFacts } from '../../unit/outbox/outboxUnderTest.ts';
import { clientOf } from '../crm/sandboxClient.ts';

/** A call that is logged to a contact, by a note of its own or by `POST /calls`, and how it is put right. */
export async function logged(options: SandboxOptions, isChosen: boolean, recording?: string) {
  const sandbox = createSandbox({ contacts: 60, requestsPerSecond: null, ...options });
  await sandbox.listen(0);
  const folder = mkdtempSync(join(tmpdir(), 'ringside-amend-'));
  const opened = openJournal(join(folder, 'journal.db'));
  if (!opened.ok) throw new Error(opened.error.kind);
  const journal = opened.value;
  const [store] = sandbox.store.accounts;
  const [contact, other] =
    store?.contacts
      .all()
      .filter(({ is_deleted, custom_fields_values: all }) => !is_deleted && all !== null) ?? [];
  const phone = contact?.custom_fields_values?.find(({ field_code: code }) => code === 'PHONE')?.values[0]
    ?.value;
  if (store === undefined || !contact || !other) throw new Error('no account');
  const account = { ...accountRow(), userId: store.account.agent_id };
  journal.accounts.put(account);
  const service = createServiceClock({ clock: systemClock, kept: null, keep: () => undefined });
  let settled = (): void => undefined;
  const outbox = createOutbox({
    journal,
    clientOf: () => clientOf(sandbox, 'romashka', { service }),
    serviceClockOf: () => service,
    clock: systemClock,
    random: () => 0,
    settleMs: 0,
    undoMs: 0,
    emit: () => {
      if (
        journal.outbox.ofCall(account.key, 'call').every(({ state }) => state === 'done' || state === 'dead')
      )
        settled();
    },
  });
  onTestFinished(async () => {
    await outbox.stop();
    journal.close();
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const sent = (work: () => unknown): Promise<void> =>
    new Promise((resolve) => {
      settled = resolve;
      work();
    });
  outbox.start();
  const e164 = typeof phone === 'string' ? phone : '';
  journal.calls.putFacts({ ...callFacts('call', Date.now()), account: account.key, e164, rawNumber: e164 });
  if (recording !== undefined) outbox.recordingKnown(account.key, 'call', recording);
  const chosen = { entity: 'contact', entityId: contact.id, leadId: null, name: 'A' } as const;
  await sent(() =>
    outbox.finishCall(account.key, 'call', {
      result: 4,
      note: 'First words',
      writes: [],
      ...(isChosen ? { chosen } : {}),
    }),
  );
  const row = journal.outbox.ofCall(account.key, 'call')[0];
  const [entity, id] = (row?.placed ?? '').split(':');
  const target = { entity: entity as 'contact' | 'company' | 'lead', id: Number(id) };
  const notes = () => store.notes.all().filter(({ params }) => params['uniq'] === 'call');
  const amendment = { target, callId: 'call', noteId: row?.remoteId ?? 0, result: 2, outcome: null } as const;
  const amend = (more: Partial<Extract<AgentWrite, { kind: 'amendCall' }>>): Promise<void> =>
    sent(() =>
      outbox.writes.add(account.key, 'call', [{ kind: 'amendCall', ...amendment, note: '', ...more }]),
    );
  const toOther = { entity: 'contact', entityId: other.id, leadId: null, name: 'B' } as const;
  const call = () => journal.calls.get(account.key, 'call');
  const last = () => outbox.writes.list(account.key, { undoneOnly: false }).writes[0];
  const all = () => store.notes.all();
  /** Its source tells where the recording is; answers once what follows is there. */
  const record = (link: string): Promise<void> =>
    sent(() => outbox.recordingKnown(account.key, 'call', link));
  const rows = () => journal.outbox.ofCall(account.key, 'call');
  return { sandbox, outbox, account, record, rows, phone: e164, all, notes, amend, toOther, call, last };
}
