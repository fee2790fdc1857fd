import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MirrorChange } from '../../../../main/mirror/mirror.ts';
import { at, listAt } from '../../sandbox/client.ts';
import { ROMASHKA, type SyncedSandbox, startSyncedSandbox, until } from '../syncedSandbox.ts';

let synced: SyncedSandbox;
let changes: MirrorChange[];

beforeEach(async () => {
  synced = await startSyncedSandbox();
  changes = [];
});
afterEach(() => synced.close());

async function started(): Promise<void> {
  const host = synced.host({ onChanged: (_account, change) => changes.push(change) });
  host.start(ROMASHKA);
  await until(() => synced.progress.some(({ phase }) => phase === 'idle'));
}

async function firstOf(list: 'contacts' | 'leads' | 'companies'): Promise<number> {
  const page = await synced.sandbox.ask(`/api/v4/${list}?limit=1`);
  return Number(at(listAt(page.body, '_embedded', list)[0], 'id'));
}

describe('what happens in the CRM', () => {
  it.each([
    ['contacts', 'contact'],
    ['companies', 'company'],
    ['leads', 'lead'],
  ] as const)(
    'a deletion of one of the %s is noticed by the feed, and the windows are told',
    async (type, entity) => {
      await started();
      const id = await firstOf(type);
      const isThere = (): boolean =>
        (entity === 'lead'
          ? synced.reader.lead(ROMASHKA.key, id)
          : synced.reader.contactOrCompany(ROMASHKA.key, { entity, id })) !== null;
      await until(isThere);
      const before = synced.reader.counts(ROMASHKA.key)[type];
      changes.length = 0;
      synced.sandbox.sandbox.bin('romashka', { type, id });
      await until(() => !isThere());
      expect(synced.reader.counts(ROMASHKA.key)[type]).toBe(before - 1);
      await until(() => changes.some((change) => change !== 'many' && change[type].includes(id)));
    },
  );

  it('tasks of the agent come, and go when they are done', async () => {
    const account = await synced.sandbox.ask('/api/v4/account');
    const me = Number(at(account.body, 'current_user_id'));
    const host = synced.host();
    host.start({ ...ROMASHKA, userId: me });
    await until(() => synced.progress.some(({ phase }) => phase === 'idle'));
    const contact = await firstOf('contacts');
    const made = await synced.sandbox.ask('/api/v4/tasks', {
      body: [
        {
          text: 'Call back',
          complete_till: 2_000_000_000,
          entity_type: 'contacts',
          entity_id: contact,
          responsible_user_id: me,
        },
      ],
    });
    expect(made.status).toBe(200);
    const mine = (): readonly string[] =>
      synced.reader.tasksOf(ROMASHKA.key, { entity: 'contact', id: contact }).map(({ text }) => text);
    await until(() => mine().includes('Call back'));
    const id = Number(at(listAt(made.body, '_embedded', 'tasks')[0], 'id'));
    await synced.sandbox.ask(`/api/v4/tasks/${id}`, {
      method: 'PATCH',
      body: { is_completed: true, result: { text: 'done' } },
    });
    await until(() => !mine().includes('Call back'));
  });

  it('what an answer brought is in the lists at once, and an older page does not undo it', async () => {
    const host = synced.host({ catchUpEveryMs: 3_600_000 });
    host.start(ROMASHKA);
    await until(() => synced.progress.some(({ phase }) => phase === 'idle'));
    const id = await firstOf('contacts');
    const name = (): string | undefined =>
      synced.reader.contactOrCompany(ROMASHKA.key, { entity: 'contact', id })?.name;
    const client = synced.clientOf(ROMASHKA.key);
    const read = await client?.contacts.get(id);
    if (!read?.ok || read.value === null) throw new Error('the demo has no contact');
    const contact = read.value;
    host.remember(ROMASHKA.key, {
      contacts: [{ ...contact, name: 'Newer', updated_at: contact.updated_at + 100 }],
    });
    await until(() => name() === 'Newer');
    host.remember(ROMASHKA.key, { contacts: [contact], companies: [], leads: [] });
    host.remember(ROMASHKA.key, { contacts: [{ ...contact, id: id + 1_000_000, name: 'After it' }] });
    await until(
      () => synced.reader.contactOrCompany(ROMASHKA.key, { entity: 'contact', id: id + 1_000_000 }) !== null,
    );
    expect(name()).toBe('Newer');
  });
});
