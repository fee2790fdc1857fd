import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseWebhook } from '../../../webhooks/parseWebhook.ts';
import type { WebhookEvent } from '../../../webhooks/parseWebhook.ts';
import { at, startTestSandbox } from '../sandbox/client.ts';
import type { TestSandbox } from '../sandbox/client.ts';
import type { TestRelay } from './testRelay.ts';
import { startTestRelay } from './testRelay.ts';

// Real servers: on a busy computer they take their time.
vi.setConfig({ testTimeout: 120_000 });

let relay: TestRelay;
let crm: TestSandbox;
afterEach(async () => {
  await crm.close();
  await relay.close();
});

describe('a change at the CRM', () => {
  it('reaches the desktop through the relay, understood whole', async () => {
    relay = await startTestRelay({ queue: 'sqlite', options: { accounts: [] } });
    crm = await startTestSandbox({ contacts: 30 });
    const of = Number(at((await crm.ask('/api/v4/account')).body, 'id'));
    const settings = [
      'add_lead',
      'status_lead',
      'note_lead',
      'add_contact',
      'add_company',
      'add_task',
      'update_task',
    ];
    await crm.ask('/api/v4/webhooks', { body: { destination: relay.webhookUrl(), settings } });
    const desktop = relay.desktop(await relay.token([of]), [of]);
    await desktop.connect();

    const create = async (entity: string, body: object): Promise<number> =>
      Number(at((await crm.ask(`/api/v4/${entity}`, { body: [body] })).body, '_embedded', entity, 0, 'id'));
    const phone = { field_code: 'PHONE', values: [{ value: '+7 999 000-00-01', enum_code: 'MOB' }] };
    const lead = await create('leads', { name: 'Сделка & Co', price: 5 });
    const contact = await create('contacts', { name: 'Иван', custom_fields_values: [phone] });
    const company = await create('companies', { name: 'ООО' });
    await desktop.has(3);
    const task = await create('tasks', {
      text: 'Перезвонить',
      complete_till: 1_900_000_000,
      entity_id: lead,
      entity_type: 'leads',
    });
    await desktop.has(4);
    await crm.ask(`/api/v4/tasks/${task}`, {
      method: 'PATCH',
      body: { is_completed: true, result: { text: 'да' } },
    });
    await crm.ask(`/api/v4/leads/${lead}/notes`, {
      body: [
        { note_type: 'call_in', params: { uniq: 'u-1', duration: 65, source: 'pbx', phone: '+79990000001' } },
      ],
    });
    await crm.ask(`/api/v4/leads/${lead}`, { method: 'PATCH', body: { status_id: 142 } });
    await desktop.has(7);

    const events = desktop.received.flatMap(({ body }): readonly WebhookEvent[] => {
      const read = parseWebhook(body);
      if (!read.ok) throw new Error(read.refusal);
      expect(read.body).toMatchObject({ account: { id: of }, notUnderstood: [] });
      return read.body.events;
    });
    const named = (one: WebhookEvent): string => `${one.entity} ${one.action}`;
    const sorted = events.toSorted((a, b) => named(a).localeCompare(named(b)));
    expect(sorted).toMatchObject([
      { entity: 'company', action: 'add', item: { id: company } },
      { entity: 'contact', action: 'add', item: { id: contact } },
      { entity: 'lead', action: 'add', item: { id: lead, price: 5 } },
      { entity: 'lead', action: 'status', item: { id: lead, statusId: 142 } },
      { entity: 'note', item: { parent: 'lead', call: { uniq: 'u-1', durationSeconds: 65 } } },
      {
        entity: 'task',
        action: 'add',
        item: { id: task, parent: 'lead', parentId: lead, dueAt: 1_900_000_000 },
      },
      { entity: 'task', action: 'update', item: { id: task, isCompleted: true } },
    ]);
    expect(crm.sandbox.deliveries().map(({ status }) => status)).toEqual(desktop.received.map(() => 200));
  });
});
