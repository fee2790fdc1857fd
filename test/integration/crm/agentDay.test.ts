import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CrmClient } from '../../../main/crm/types/crmClient.ts';
import type { CrmContact } from '../../../main/crm/types/contactOrCompany.ts';
import { ok } from '../../../main/common/result.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import { accountOf, clientOf, everyItem, tokenOf, valueOf } from './sandboxClient.ts';

const CONTACTS = 120;
const sandbox = createSandbox({ contacts: CONTACTS, requestsPerSecond: null, nextLinks: 'opaque' });
let client: CrmClient;
let me: number;
let contact: CrmContact;
let pipeline: z.infer<typeof pipelineRow>;

const reasonRow = z.object({ id: z.number(), name: z.string() });
const pipelineRow = z.object({
  id: z.number(),
  _embedded: z.object({ statuses: z.array(z.object({ id: z.number() })) }),
});

const digitsOf = (text: string): string => text.replaceAll(/\D/gu, '').slice(-10);
const hasNumber =
  (phone: string) =>
  (fields: CrmContact['custom_fields_values']): boolean =>
    fields.some((field) => field.values.some(({ value }) => digitsOf(value) === digitsOf(phone)));

beforeAll(async () => {
  await sandbox.listen(0);
  client = clientOf(sandbox, 'romashka');
  me = valueOf(await client.account()).current_user_id;
  const { id } = valueOf(await client.contacts.create({ name: 'Новый', phones: ['+79995550001'] }));
  const made = valueOf(await client.contacts.get(id));
  const [first] = await listed('leads/pipelines', 'pipelines', pipelineRow);
  if (made === null || first === undefined) throw new Error('the sandbox is empty');
  contact = made;
  pipeline = first;
});
afterAll(() => sandbox.close());

/** A list that main reads in its worker. */
async function listed<T>(path: string, list: string, row: z.ZodType<T>): Promise<readonly T[]> {
  const { body } = valueOf(await client.rawPage(`/api/v4/${path}`));
  const answer = z.object({ _embedded: z.object({ [list]: z.array(row) }) });
  return answer.parse(JSON.parse(body ?? ''))._embedded[list] ?? [];
}

/** A stage an open lead can stand in. */
const openStage = () => {
  const status = pipeline._embedded.statuses.filter(({ id }) => id !== 142 && id !== 143).at(-1);
  return { kind: 'open', pipeline_id: pipeline.id, status_id: status?.id ?? 0 } as const;
};

describe('what an agent reads', () => {
  it('tells the task types, groups, settings and modes of the account', async () => {
    const account = valueOf(await client.account());
    expect(account.task_types.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['FOLLOW_UP', 'MEETING']),
    );
    expect(account.users_groups.length).toBeGreaterThan(0);
    expect(account).toMatchObject({
      timezone: 'Europe/Moscow',
      timezone_offset: '+03:00',
      is_api_filter_enabled: true,
      customers_mode: 'unavailable',
    });
  });

  it('walks every contact, company and lead once, by opaque links', async () => {
    const contacts = await everyItem(client.contacts.pages({ limit: 50 }));
    expect(new Set(contacts.map(({ id }) => id)).size).toBe(contacts.length);
    expect(contacts.length).toBeGreaterThan(CONTACTS);
    const companies = await everyItem(client.companies.pages({ limit: 250 }));
    expect(companies.length).toBeGreaterThan(0);
    const leads = await everyItem(client.leads.pages({ limit: 50, order: 'updated' }));
    expect(new Set(leads.map(({ id }) => id)).size).toBe(leads.length);
    expect(leads.map(({ updated_at }) => updated_at)).toEqual(
      leads.map(({ updated_at }) => updated_at).toSorted((a, b) => b - a),
    );
  });

  it('lists the leads of a stage and those of an agent', async () => {
    const [some] = await everyItem(client.leads.pages());
    const stages = [{ pipeline_id: some?.pipeline_id ?? 0, status_id: some?.status_id ?? 0 }];
    const found = await everyItem(client.leads.pages({ stages }));
    expect(found.map(({ id }) => id)).toContain(some?.id);
    expect(found.every(({ status_id }) => status_id === some?.status_id)).toBe(true);
    const mine = await everyItem(client.leads.pages({ responsibleUserIds: [me] }));
    expect(mine.every(({ responsible_user_id }) => responsible_user_id === me)).toBe(true);
  });

  it('finds everybody who has a number, people and companies', async () => {
    const { several, company } = accountOf(sandbox, 'romashka').showcase;
    const having = <T extends Pick<CrmContact, 'custom_fields_values'>>(found: readonly T[], phone: string) =>
      found.filter(({ custom_fields_values }) => hasNumber(phone)(custom_fields_values));
    const people = having(valueOf(await client.contacts.query(digitsOf(several))), several);
    expect(people).toHaveLength(2);
    expect(having(valueOf(await client.companies.query(digitsOf(company))), company)).toHaveLength(1);
    const leads = await everyItem(client.leads.ofContact(people[0]?.id ?? 0));
    expect(new Set(leads.map(({ id }) => id))).toEqual(new Set(people[0]?.leadIds));
  });

  it('refuses a non-admin the users and the webhooks', async () => {
    const users = valueOf(await client.users());
    const agent = users.find(({ is_admin }) => !is_admin);
    const token = await tokenOf(sandbox, 'romashka', agent?.id ?? 0);
    const agentClient = clientOf(sandbox, 'romashka', { token });
    expect(await agentClient.users()).toMatchObject({ error: { kind: 'forbidden' } });
    expect(await agentClient.webhooks.list()).toMatchObject({ error: { kind: 'forbidden' } });
  });
});

describe('a lead', () => {
  it('is created with its contact in one request, moved, won, and lost with a reason', async () => {
    const stage = openStage();
    const lead = { name: 'Ремонт', price: 500, stage, contactId: contact.id, tags: ['звонок'] };
    const { id } = valueOf(await client.leads.create({ ...lead, responsible_user_id: me }));
    expect(valueOf(await client.leads.get(id))).toMatchObject({
      name: 'Ремонт',
      price: 500,
      status_id: stage.status_id,
      responsible_user_id: me,
      mainContactId: contact.id,
      tags: ['звонок'],
    });
    expect(valueOf(await client.leads.patch(id, { price: 700, addTags: ['vip'] }))).toEqual({ id });
    valueOf(await client.leads.patch(id, { stage: { kind: 'won', pipeline_id: pipeline.id } }));
    expect(valueOf(await client.leads.get(id))).toMatchObject({ price: 700, status_id: 142, name: 'Ремонт' });
    const [reason] = await listed('leads/loss_reasons', 'loss_reasons', reasonRow);
    const lost = { kind: 'lost', pipeline_id: pipeline.id, loss_reason_id: reason?.id ?? 0 } as const;
    valueOf(await client.leads.patch(id, { stage: lost }));
    const closed = valueOf(await client.leads.get(id));
    expect(closed).toMatchObject({ status_id: 143, loss_reason: reason?.name });
    expect(closed?.closed_at).not.toBe(null);
    expect(new Set(closed?.tags)).toEqual(new Set(['звонок', 'vip']));
  });

  it('is linked after all when the request was lost, and not twice when only its answer was', async () => {
    for (const [what, linkedBefore] of [
      ['dropBefore', false],
      ['dropAfter', true],
    ] as const) {
      const { id: leadId } = valueOf(await client.leads.create({ name: what }));
      sandbox.misbehave({ what, path: '/api/v4/leads/*/link', times: 1 });
      const lost = await client.leads.linkContact(leadId, contact.id);
      sandbox.behave();
      expect(lost).toMatchObject({ error: { kind: 'network', maySucceed: true } });
      expect(await client.leads.linkContact(leadId, contact.id)).toEqual(ok({ linkedBefore }));
      const links = await everyItem(client.links.pages({ entity: 'lead', id: leadId }));
      expect(links.map(({ to_entity_id }) => to_entity_id)).toEqual([contact.id]);
    }
  });

  it('is created with a new contact in one request', async () => {
    const made = valueOf(
      await client.leads.createComplex({ name: 'x' }, { name: 'Пётр', phones: ['+79995550002'] }),
    );
    expect(valueOf(await client.leads.get(made.id))?.contactIds).toEqual([made.contactId]);
    expect(valueOf(await client.contacts.query('9995550002'))).toHaveLength(1);
  });

  it('is linked to a contact, once', async () => {
    const { id } = valueOf(await client.leads.create({ name: 'x' }));
    const lead = { entity: 'lead', id } as const;
    const to = { entity: 'contact', id: contact.id } as const;
    valueOf(await client.links.add(lead, to));
    expect(await client.links.add(lead, to)).toMatchObject({ ok: false });
    expect(await everyItem(client.links.pages(lead, to))).toHaveLength(1);
  });
});

describe('what an agent writes about', () => {
  it('a contact: a note, which is not pinned', async () => {
    const target = { entity: 'contact', id: contact.id } as const;
    const { id } = valueOf(await client.notes.addText(target, 'Ждёт счёт'));
    const read = async () => {
      const found = await everyItem(
        client.notes.pages({ entity: 'contact', entityId: contact.id, types: ['common'] }),
      );
      return found.find((note) => note.id === id);
    };
    expect(await read()).toMatchObject({ text: 'Ждёт счёт', isPinned: false });
  });

  it('a task: created, moved, completed with a result, and listed among mine', async () => {
    const about = { entity: 'contact', id: contact.id } as const;
    const task = { text: 'Перезвонить', complete_till: 2_000_000_000, responsible_user_id: me, about };
    const { id } = valueOf(await client.tasks.create(task));
    valueOf(await client.tasks.change(id, { complete_till: 2_000_003_600 }));
    const mine = async (isCompleted: boolean) =>
      (await everyItem(client.tasks.pages({ responsibleUserId: me, isCompleted, about }))).map(
        (one) => one.id,
      );
    expect(await mine(false)).toContain(id);
    valueOf(await client.tasks.complete(id, 'Договорились'));
    expect(await mine(false)).not.toContain(id);
    expect(await mine(true)).toContain(id);
    expect(valueOf(await client.tasks.get(id))).toMatchObject({
      complete_till: 2_000_003_600,
      is_completed: true,
      result: 'Договорились',
      entity_id: contact.id,
    });
  });

  it('tags: put on a contact without touching its others', async () => {
    valueOf(await client.contacts.patch(contact.id, { addTags: ['постоянный', 'b'] }));
    valueOf(await client.contacts.patch(contact.id, { removeTags: ['b'] }));
    expect(valueOf(await client.contacts.get(contact.id))?.tags).toEqual(['постоянный']);
  });
});

describe('what happens in the account', () => {
  it('is told by the events feed, a call with the note to read it by', async () => {
    const { certain } = accountOf(sandbox, 'romashka').showcase;
    const added = valueOf(
      await client.calls.add({
        direction: 'inbound',
        duration: 5,
        phone: certain,
        uniq: 'event',
        call_status: 4,
        created_at: Math.floor(Date.now() / 1000),
      }),
    );
    const calls = await everyItem(client.events.pages({ types: ['incoming_call'] }));
    expect(calls.map(({ entity_id }) => entity_id)).toContain(added.entity_id);
    expect(calls.find(({ entity_id }) => entity_id === added.entity_id)?.value_after).toMatchObject([
      { note: { id: expect.any(Number) as number } },
    ]);
    const { id } = valueOf(await client.leads.create({ name: 'Сделка', stage: openStage() }));
    valueOf(await client.leads.patch(id, { stage: { kind: 'won', pipeline_id: pipeline.id } }));
    const movedTo = [{ pipeline_id: pipeline.id, status_id: 142 }];
    const won = await everyItem(
      client.events.pages({ types: ['lead_status_changed'], about: { entity: 'lead' }, movedTo }),
    );
    expect(won.map(({ entity_id }) => entity_id)).toContain(id);
    expect(
      won.every(({ type, entity_type }) => type === 'lead_status_changed' && entity_type === 'lead'),
    ).toBe(true);
  });

  it('shows the card of a caller in the web page', async () => {
    const { certain, unknown } = accountOf(sandbox, 'romashka').showcase;
    expect(valueOf(await client.popups.show(certain, [me]))).toMatchObject({
      id: expect.any(Number) as number,
    });
    expect(await client.popups.show(unknown, null)).toEqual(ok(null));
  });

  it('takes an unknown caller into unsorted, where it is accepted once', async () => {
    const sip = (uniq: string) =>
      client.unsorted.createSip({
        phone: '+79995550003',
        uniq,
        calledAt: Math.floor(Date.now() / 1000),
        duration: 0,
        contact: { name: 'Кто-то', phones: ['+79995550003'] },
        leadName: 'Звонок',
      });
    const first = valueOf(await sip('a'));
    const second = valueOf(await sip('b'));
    const waiting = async () =>
      (await everyItem(client.unsorted.pages({ categories: ['sip'] }))).map(({ uid }) => uid);
    expect(await waiting()).toEqual(expect.arrayContaining([first.uid, second.uid]));
    const accepted = valueOf(await client.unsorted.accept(first.uid, { user_id: me }));
    expect(accepted.leadIds).toHaveLength(1);
    expect(await waiting()).not.toEqual(expect.arrayContaining([first.uid]));
    expect(await client.unsorted.accept(first.uid)).toMatchObject({ ok: false });
  });

  it('is told by webhooks that were subscribed to, until they are left', async () => {
    const destination = 'http://127.0.0.1:9/hook';
    const hook = valueOf(await client.webhooks.subscribe(destination, ['add_task']));
    expect(hook).toMatchObject({ destination, settings: ['add_task'] });
    expect(await client.webhooks.list(destination)).toEqual(ok([hook]));
    expect(await client.webhooks.unsubscribe(destination)).toEqual(ok(true));
    expect(await client.webhooks.unsubscribe(destination)).toEqual(ok(false));
    expect(await client.webhooks.list(destination)).toEqual(ok([]));
    expect(await client.webhooks.subscribe(destination, ['no_such'])).toMatchObject({
      error: { kind: 'validation' },
    });
  });
});
