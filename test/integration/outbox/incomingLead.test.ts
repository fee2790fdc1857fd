import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createServiceClock } from '../../../main/crm/transport/serviceClock.ts';
import { systemClock } from '../../../main/common/clock.ts';
import type { AgentWrite } from '../../../main/journal/outboxPayload.ts';
import { openJournal } from '../../../main/journal/openJournal.ts';
import { createOutbox } from '../../../main/outbox/dispatcher.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import { accountRow } from '../../unit/outbox/outboxUnderTest.ts';
import { clientOf, valueOf } from '../crm/sandboxClient.ts';

const PHONE = '+79995550188';
const DEAL = 'Wants a quote';

// Unknown becomes known, for everybody (issue "The agent's whole day", B).

it.each([
  { instead: null },
  { instead: 'dropAfter' },
  { instead: null, deal: true },
  { instead: 'dropAfter', deal: true },
] as const)(
  'a contact for a number that an incoming lead has takes that lead, and nobody is doubled (%o)',
  async ({ instead, ...wanted }) => {
    const sandbox = createSandbox({ contacts: 20, requestsPerSecond: null });
    await sandbox.listen(0);
    const [store] = sandbox.store.accounts;
    if (store === undefined) throw new Error('no account');
    const pipeline = store.pipelines[0];
    const last = pipeline?.statuses.filter(({ id }) => id !== 142 && id !== 143).at(-1);
    const stage = { id: last?.id ?? 0, pipeline_id: pipeline?.id ?? 0 };
    const folder = mkdtempSync(join(tmpdir(), 'ringside-incoming-'));
    const opened = openJournal(join(folder, 'journal.db'));
    if (!opened.ok) throw new Error(opened.error.kind);
    const journal = opened.value;
    const account = { ...accountRow(), userId: store.account.agent_id };
    journal.accounts.put(account);
    const service = createServiceClock({ clock: systemClock, kept: null, keep: () => undefined });
    const client = clientOf(sandbox, 'romashka', { service });
    const calledAt = Math.floor(Date.now() / 1000) - 600;
    const contact = { name: PHONE, phones: [PHONE] };
    valueOf(await client.unsorted.createSip({ phone: PHONE, uniq: 'x', calledAt, duration: 0, contact }));
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
        if (journal.outbox.counts(account.key).done === 1) finished();
      },
    });
    onTestFinished(async () => {
      await outbox.stop();
      journal.close();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    });
    if (instead !== null) {
      sandbox.misbehave({ what: instead, method: 'PATCH', times: 1 });
      sandbox.misbehave({ what: instead, method: 'POST', times: 1 });
    }
    outbox.start();
    const write: AgentWrite = {
      kind: 'newContact',
      name: 'Anna Petrova',
      phones: [PHONE],
      evenIfDuplicates: false,
      ...('deal' in wanted
        ? { deal: { name: DEAL, pipelineId: stage.pipeline_id, statusId: stage.id } }
        : {}),
    };
    expect(outbox.writes.add(account.key, null, [write])).toMatchObject({ ok: true });
    await allSent;
    const holders = store.contacts.all().filter((one) => JSON.stringify(one).includes(PHONE));
    expect(holders).toMatchObject([{ name: 'Anna Petrova', is_unsorted: false }]);
    expect(store.unsorted).toMatchObject([{ state: 'accepted', contact_id: holders[0]?.id }]);
    const asWanted = 'deal' in wanted ? { name: DEAL, status_id: stage.id } : {};
    expect(store.leads.get(store.unsorted[0]?.lead_id ?? 0)).toMatchObject(asWanted);
    expect(store.leads.all().filter(({ name }) => name === DEAL)).toHaveLength('deal' in wanted ? 1 : 0);
    expect(store.leads.get(store.unsorted[0]?.lead_id ?? 0)?.responsible_user_id).toBe(account.userId);
  },
);
