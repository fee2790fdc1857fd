import { describe, expect, it } from 'vitest';
import { parseWebhook } from '../../../webhooks/parseWebhook.ts';
import type { WebhookBody, WebhookEvent } from '../../../webhooks/parseWebhook.ts';
import { BODIES, COMPANY, CONTACT, LEAD, NOTES, body, note } from './bodies.ts';

function parsed(text: string): WebhookBody {
  const read = parseWebhook(text);
  if (!read.ok) throw new Error(read.refusal);
  return read.body;
}
function only<Entity extends WebhookEvent['entity']>(text: string, entity: Entity) {
  const [event, ...more] = parsed(text).events;
  if (event?.entity !== entity || more.length > 0) throw new Error(`not one ${entity}`);
  return event as Extract<WebhookEvent, { readonly entity: Entity }>;
}

describe('parseWebhook', () => {
  it.each(Object.entries(BODIES))('reads every event of the facts, nothing left over: %s', (name, text) => {
    const { account, events, notUnderstood } = parsed(text);
    expect(events.map(({ entity, action }) => `${entity} ${action}`)).toEqual([name]);
    expect(notUnderstood).toEqual([]);
    expect(account).toEqual({ id: 31000001, subdomain: 'demo', origin: 'https://demo.amocrm.ru' });
  });

  it('reads a lead that changed its stage, with custom fields in all their shapes', () => {
    expect(only(BODIES['lead status'] ?? '', 'lead').item).toEqual({
      id: 15318175,
      name: 'Сделка #15318175',
      responsibleUserId: 11087123,
      oldResponsibleUserId: null,
      createdBy: 11087125,
      modifiedBy: 11087124,
      createdAt: 1726572752,
      updatedAt: 1726572758,
      closestTaskAt: null,
      accountId: 31000001,
      tags: [{ id: 1, name: 'vip' }],
      customFields: [
        { id: 1246489, name: 'Select', code: null, values: [{ value: '2', enumId: 908107 }] },
        { id: 1246491, name: 'Date', code: null, values: [{ value: '1725915600', enumId: null }] },
        { id: 5, name: 'Text', code: null, values: [{ value: 'a & b = c [0] + 100 %', enumId: null }] },
      ],
      statusId: 67548619,
      oldStatusId: 67548607,
      pipelineId: 8572511,
      oldPipelineId: 8572510,
      price: 1000,
      lossReasonId: null,
      closedAt: null,
      mainContactId: null,
      companyId: null,
    });
  });

  it('tells companies from contacts under the same key, also within one body', () => {
    const { events } = parsed(body({ contacts: { add: [CONTACT, COMPANY] } }));
    expect(events.map(({ entity }) => entity)).toEqual(['contact', 'company']);
    expect(events[1]).toMatchObject({ item: { id: 17611300, leadIds: [15318175, 15318176] } });
    expect(events[0]).toMatchObject({
      item: {
        customFields: [
          { code: 'PHONE', values: [{ value: '+79991234567', enumId: 552476 }] },
          { values: [{ value: '2', enumId: 566642 }] },
        ],
      },
    });
  });

  it('reads several entities and several actions of one body, in their order beyond the tenth', () => {
    const many = Array.from({ length: 250 }, (_, index) => ({ ...LEAD, id: String(index + 1) }));
    const { events } = parsed(
      body({ leads: { add: many, delete: [{ id: '9' }] }, task: { delete: [{ id: '3' }] } }),
    );
    expect(events).toHaveLength(252);
    expect(events.slice(0, 250).map((one) => (one.entity === 'lead' ? one.item.id : 0))).toEqual(
      many.map(({ id }) => Number(id)),
    );
  });

  it('reads calls out of notes, and leaves a note a note when its JSON is broken', () => {
    const call = {
      direction: 'in',
      uniq: 'c3f1',
      source: 'softphone',
      phone: '+79991234567',
      durationSeconds: 65,
      link: 'https://pbx.test/r/c3f1.mp3',
      status: 4,
      result: 'ok',
    };
    expect(only(BODIES['note add'] ?? '', 'note').item).toMatchObject({
      parent: 'contact',
      parentId: 17611273,
      kind: 'callIn',
      call,
    });
    expect(only(NOTES.callOut, 'note').item).toMatchObject({
      parent: 'lead',
      kind: 'callOut',
      call: { ...call, direction: 'out' },
    });
    expect(only(NOTES.brokenJson, 'note').item).toMatchObject({
      kind: 'callIn',
      call: null,
      text: '{"UNIQ":',
    });
    expect(only(NOTES.common, 'note').item).toMatchObject({
      kind: 'common',
      text: 'Позвонить\nзавтра',
      call: null,
    });
    expect(only(NOTES.file, 'note').item).toMatchObject({ parent: 'company', kind: 'attachment' });
    expect(only(NOTES.customer, 'note').item).toMatchObject({ parent: 'customer' });
    const numbers = note('11', '{"DURATION":7,"call_status":null,"PHONE":"8 (999) 1"}');
    expect(only(body({ leads: { note: [numbers] } }), 'note').item.call).toMatchObject({
      durationSeconds: 7,
      status: null,
      phone: '8 (999) 1',
    });
  });

  it('reads a finished task, an accepted incoming lead, a chat message', () => {
    expect(only(BODIES['task update'] ?? '', 'task').item).toMatchObject({
      parent: 'lead',
      parentId: 15318175,
      isCompleted: true,
      resultText: 'Дозвонился',
      dueAt: 1726693140,
      localDates: { due: '2024-09-18 23:59:00' },
    });
    expect(only(BODIES['unsorted delete'] ?? '', 'unsorted').item).toMatchObject({
      uid: 'f575b7',
      outcome: 'accept',
      leadIds: [15258873],
    });
    expect(only(BODIES['unsorted add'] ?? '', 'unsorted').item).toMatchObject({
      category: 'sip',
      leadIds: [15258873],
      sourceData: { from: '+79991234567' },
    });
    expect(only(BODIES['message add'] ?? '', 'message').item).toMatchObject({
      direction: 'in',
      text: 'Здравствуйте! 👋',
    });
  });

  it('reads a body without the account block, and one whose account is nonsense', () => {
    const none = { id: null, subdomain: null, origin: null };
    expect(parsed(body({ task: { delete: [{ id: '3' }] } }, null)).account).toEqual(none);
    expect(parsed('account=7&leads[delete][0][id]=1').account).toEqual(none);
    expect(parsed('account[id]=7e3&leads[delete][0][id]=1')).toMatchObject({
      account: none,
      events: [{ entity: 'lead' }],
    });
  });

  it('keeps and names what it does not know', () => {
    const text = body({
      leads: { add: [{ ...LEAD, mood: { today: 'fine' }, price: 'much' }], melted: [{ id: '1' }] },
      invoices: { add: [{ id: '5' }] },
    });
    const { events, extra, notUnderstood } = parsed(text);
    expect(notUnderstood).toEqual(['leads.add.0.mood', 'leads.add.0.price', 'leads.melted', 'invoices']);
    expect(events).toMatchObject([
      { item: { id: 15318175, price: null }, extra: { mood: { today: 'fine' }, price: 'much' } },
    ]);
    expect(extra).toMatchObject({
      invoices: { add: { 0: { id: '5' } } },
      'leads.melted': { 0: { id: '1' } },
    });
  });

  it('leaves out an entity without an id, and says so', () => {
    const { events, notUnderstood } = parsed(body({ leads: { add: [{ name: 'x' }, LEAD] } }));
    expect(events).toHaveLength(1);
    expect(notUnderstood).toEqual(['leads.add.0.id']);
  });

  it('takes the last of a key sent twice, as PHP does, and appends to empty brackets', () => {
    const text =
      'unsorted[add][0][uid]=a&unsorted[add][0][uid]=b&unsorted[add][0][data][leads][]=1&unsorted[add][0][data][leads][]=2';
    expect(only(text, 'unsorted').item).toMatchObject({ uid: 'b', leadIds: [1, 2] });
  });

  it('lets nothing into the prototype of anything', () => {
    const text = [
      '__proto__[polluted]=1',
      'constructor[prototype][polluted]=1',
      'leads[add][0][__proto__][polluted]=1',
      'leads[add][0][constructor][prototype][polluted]=1',
      'leads[__proto__][0][id]=1',
      'leads[add][__proto__][id]=1',
      'leads[add][0][id]=1',
      'leads[toString][0][id]=1',
      'hasOwnProperty=1',
    ].join('&');
    const { events, notUnderstood } = parsed(text);
    expect(events).toHaveLength(1);
    expect(notUnderstood).toEqual([
      'constructor',
      'leads.add.0.constructor',
      'leads.toString',
      'hasOwnProperty',
    ]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('refuses what no CRM sends', () => {
    expect(parseWebhook('x'.repeat(2 ** 23 + 1))).toEqual({ ok: false, refusal: 'tooLong' });
    expect(parseWebhook('&'.repeat(100_001))).toEqual({ ok: false, refusal: 'tooMany' });
  });
});
