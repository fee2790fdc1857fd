import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CrmClient } from '../../../main/crm/types/crmClient.ts';
import { readBody } from '../../../main/mirror/changes/changesFromBody.ts';
import type { ChangeEvent } from '../../../main/mirror/changes/changeEvents.ts';
import type { SandboxOptions } from '../../../sandbox/options.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import { clientOf, everyItem, valueOf } from './sandboxClient.ts';

/** A sandbox whose webhooks are read as the inbox reads them. */
async function hooked(
  options: SandboxOptions,
  settings: readonly string[],
): Promise<{
  readonly client: CrmClient;
  readonly phone: string;
  readonly next: () => Promise<readonly ChangeEvent[]>;
}> {
  const sandbox = createSandbox({ contacts: 30, requestsPerSecond: null, ...options });
  await sandbox.listen(0);
  const [store] = sandbox.store.accounts;
  if (store === undefined) throw new Error('the sandbox has no account');
  const told: ChangeEvent[][] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      response.end();
      const { id, timezone } = store.account;
      const changeEvents = readBody(body, { accountId: id, timezone, at: Date.now() });
      if (changeEvents === null) throw new Error(body);
      told.push([...changeEvents]);
      server.emit('told');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    await sandbox.close();
    server.closeAllConnections();
    server.close();
  });
  const client = clientOf(sandbox, 'romashka');
  const { port } = server.address() as AddressInfo;
  valueOf(await client.webhooks.subscribe(`http://127.0.0.1:${String(port)}/hook`, [...settings]));
  return {
    client,
    /** Of somebody the CRM knows. */
    phone: sandbox.accounts[0]?.showcase.certain ?? '',
    async next() {
      if (told.length === 0) await once(server, 'told');
      return told.shift() ?? [];
    },
  };
}

describe('where nobody is sure what webhooks say', () => {
  it.each(['account', 'utc'] as const)(
    'a task is due when it is due, with its dates in the zone of %s',
    async (taskDates) => {
      const { client, next } = await hooked({ taskDates }, ['add_task']);
      const before = Math.floor(Date.now() / 1000);
      const { id } = valueOf(await client.tasks.create({ text: 'Call back', complete_till: 2_000_000_000 }));
      const [changeEvents] = await next();
      expect(changeEvents).toMatchObject({
        kind: 'task',
        row: { id, text: 'Call back', completeTill: 2_000_000_000 },
      });
      const updatedAt = changeEvents?.kind === 'task' ? changeEvents.row.updatedAt : null;
      // To the second it was made at, not hours beside it.
      expect(updatedAt).toBeGreaterThanOrEqual(before);
      expect(updatedAt).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000));
    },
  );

  it.each([true, false])(
    'a colleague’s call is heard of, whether calls fire the webhooks of notes (%s) or only the feed has it',
    async (callsFireNoteHooks) => {
      const settings = ['note_contact', 'note_company', 'note_lead', 'add_lead'];
      const { client, phone, next } = await hooked({ callsFireNoteHooks }, settings);
      const added = await client.calls.add({
        direction: 'outbound',
        uniq: 'called-back',
        duration: 5,
        phone,
        call_status: 4,
        created_at: Math.floor(Date.now() / 1000),
      });
      const { entity_id } = valueOf(added);
      // Told after the call: what comes first says whether the call was told at all.
      valueOf(await client.leads.create({ name: 'Afterwards' }));
      const [first] = await next();
      expect(first).toMatchObject(
        callsFireNoteHooks
          ? { kind: 'fact', fact: { kind: 'noteAdded', parentId: entity_id } }
          : { kind: 'lead', row: { name: 'Afterwards' } },
      );
      const events = await everyItem(client.events.pages({ types: ['outgoing_call'] }));
      expect(events.filter((event) => event.entity_id === entity_id)).not.toEqual([]);
    },
  );
});
