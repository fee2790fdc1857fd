import type { NewCall } from '../../main/crm/types/call.ts';
import type { CrmResult } from '../../main/crm/types/crmFailure.ts';
import { readWhole, type Pages } from '../../main/crm/transport/pagination.ts';
import type { WriteClient } from '../../main/writes/writeClient.ts';

/**
 * What the outbox relies on when it asks the CRM. The client over the sandbox and the model of the unit tests both run this
 * list, so that the two do not part: a test that is green over the model alone would prove nothing.
 */
export interface ClientPromise {
  readonly name: string;
  /** Does it with things of its own, and gives what can be compared. */
  readonly run: (client: WriteClient) => Promise<unknown>;
  readonly expected: unknown;
}

function valueOf<T>(result: CrmResult<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const kindOf = (result: CrmResult<unknown>): string => (result.ok ? 'ok' : result.error.kind);

async function itemsOf<T>(pages: Pages<T>): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const page of pages) items.push(...valueOf(page).items);
  return items;
}

const NOBODY = 999_999_999;

/** A contact of the promise's own. */
const someone = async (client: WriteClient, phone: string): Promise<number> =>
  valueOf(await client.contacts.create({ name: 'Anna Berg', phones: [phone] })).id;

const callOf = (phone: string, uniq: string): NewCall => ({
  direction: 'inbound',
  duration: 61,
  phone,
  uniq,
  call_status: 4,
  call_result: 'Agreed',
  created_at: 1_700_000_000,
});

async function callsOn(
  client: WriteClient,
  entity: 'contact' | 'lead',
  entityId: number,
): Promise<readonly unknown[]> {
  const { notes } = valueOf(await client.notes.list({ entity, entityId, types: ['call_in', 'call_out'] }));
  return notes.map(({ uniq, duration, phone, source, text, note_type }) => ({
    uniq,
    duration,
    phone,
    source,
    text,
    note_type,
  }));
}

const noted = (phone: string, uniq: string) => ({
  uniq,
  duration: 61,
  phone,
  source: 'Ringside',
  text: 'Agreed',
  note_type: 'call_in',
});

const contacts: readonly ClientPromise[] = [
  {
    name: 'a contact that was made is read with its name and its number as a work number',
    async run(client) {
      const contact = valueOf(await client.contacts.get(await someone(client, '+79160010001')));
      return [contact?.name, contact?.is_deleted, contact?.custom_fields_values.map(({ values }) => values)];
    },
    expected: ['Anna Berg', false, [[{ value: '+79160010001', enum_code: 'WORK' }]]],
  },
  {
    name: 'who is not there is null, of every kind',
    run: async (client) => [
      valueOf(await client.contacts.get(NOBODY)),
      valueOf(await client.companies.get(NOBODY)),
      valueOf(await client.leads.get(NOBODY)),
      valueOf(await client.tasks.get(NOBODY)),
    ],
    expected: [null, null, null, null],
  },
  {
    name: 'a number is found by its last ten digits',
    async run(client) {
      const id = await someone(client, '+79160010002');
      const found = await readWhole(client.contacts.pages({ text: '9160010002', limit: 250 }));
      return valueOf(found).map((one) => one.id === id);
    },
    expected: [true],
  },
  {
    name: 'a new name leaves the numbers, new numbers replace them all',
    async run(client) {
      const id = await someone(client, '+79160010003');
      await client.contacts.patch(id, { name: 'Anna Holm' });
      const renamed = valueOf(await client.contacts.get(id));
      await client.contacts.patch(id, { phones: [{ value: '+79160010004', enum_code: 'MOB' }] });
      const moved = valueOf(await client.contacts.get(id));
      return [renamed, moved].map((one) => [one?.name, one?.custom_fields_values[0]?.values]);
    },
    expected: [
      ['Anna Holm', [{ value: '+79160010003', enum_code: 'WORK' }]],
      ['Anna Holm', [{ value: '+79160010004', enum_code: 'MOB' }]],
    ],
  },
  {
    name: 'what is not there cannot be changed',
    run: async (client) => [
      kindOf(await client.contacts.patch(NOBODY, { name: 'x' })),
      kindOf(await client.companies.patch(NOBODY, { name: 'x' })),
      kindOf(await client.leads.patch(NOBODY, { name: 'x' })),
      kindOf(await client.tasks.change(NOBODY, { complete_till: 1 })),
    ],
    expected: ['notFound', 'notFound', 'notFound', 'notFound'],
  },
];

const calls: readonly ClientPromise[] = [
  {
    name: 'a call of a number nobody has is refused, and nothing is written',
    run: async (client) => kindOf(await client.calls.add(callOf('+79160019999', 'nobody'))),
    expected: 'entityNotFound',
  },
  {
    name: 'a call goes to the contact with the number, however it is spelled, and is read back by its uniq',
    async run(client) {
      const id = await someone(client, '+79160010005');
      const added = valueOf(await client.calls.add(callOf('89160010005', 'spelled')));
      return [added.entity_type, added.entity_id === id, await callsOn(client, 'contact', id)];
    },
    expected: ['contact', true, [noted('89160010005', 'spelled')]],
  },
  {
    name: 'the same call twice is there twice',
    async run(client) {
      const id = await someone(client, '+79160010006');
      for (let time = 0; time < 2; time += 1)
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        await client.calls.add(callOf('+79160010006', 'twice'));
      return callsOn(client, 'contact', id);
    },
    expected: [noted('+79160010006', 'twice'), noted('+79160010006', 'twice')],
  },
  {
    name: 'a call put on a lead is on it and nowhere else',
    async run(client) {
      const contactId = await someone(client, '+79160010007');
      const lead = valueOf(await client.leads.create({ name: 'Boat', contactId })).id;
      await client.notes.addCall({ entity: 'lead', id: lead }, callOf('+79160010007', 'on lead'));
      return [await callsOn(client, 'lead', lead), await callsOn(client, 'contact', contactId)];
    },
    expected: [[noted('+79160010007', 'on lead')], []],
  },
  {
    name: 'a text is among the texts of its contact, not among the calls',
    async run(client) {
      const id = await someone(client, '+79160010008');
      await client.notes.addText({ entity: 'contact', id }, 'Rings in May');
      const texts = valueOf(
        await client.notes.list({ entity: 'contact', entityId: id, types: ['common'] }),
      ).notes;
      return [texts.map(({ text, uniq }) => [text, uniq]), await callsOn(client, 'contact', id)];
    },
    expected: [[['Rings in May', null]], []],
  },
];

const cards: readonly ClientPromise[] = [
  {
    name: 'a lead made with a contact is the contact’s, and the contact its main one',
    async run(client) {
      const contactId = await someone(client, '+79160010009');
      const id = valueOf(await client.leads.create({ name: 'Boat', price: 1200, contactId })).id;
      const lead = valueOf(await client.leads.get(id));
      const listed = await itemsOf(client.leads.ofContact(contactId));
      return [
        [lead?.name, lead?.price, lead?.is_deleted],
        [lead?.contactIds[0] === contactId, lead?.mainContactId === contactId],
        listed.map((one) => one.id === id),
      ];
    },
    expected: [['Boat', 1200, false], [true, true], [true]],
  },
  {
    name: 'a lead is linked to a contact once: the second time says that it was',
    async run(client) {
      const contactId = await someone(client, '+79160010010');
      const id = valueOf(await client.leads.create({ name: 'Boat' })).id;
      const first = valueOf(await client.leads.linkContact(id, contactId));
      const second = valueOf(await client.leads.linkContact(id, contactId));
      const lead = valueOf(await client.leads.get(id));
      return [first, second, lead?.contactIds[0] === contactId];
    },
    expected: [{ linkedBefore: false }, { linkedBefore: true }, true],
  },
  {
    name: 'a lead that was won stands at 142 of its pipeline, its price left',
    async run(client) {
      const id = valueOf(await client.leads.create({ name: 'Boat', price: 7 })).id;
      const before = valueOf(await client.leads.get(id));
      const pipeline_id = before?.pipeline_id ?? 0;
      await client.leads.patch(id, { stage: { kind: 'won', pipeline_id } });
      const after = valueOf(await client.leads.get(id));
      return [after?.status_id, after?.pipeline_id === pipeline_id, after?.price];
    },
    expected: [142, true, 7],
  },
  {
    name: 'a task hangs on its contact, is moved, and is done with what came of it',
    async run(client) {
      const about = { entity: 'contact', id: await someone(client, '+79160010011') } as const;
      const id = valueOf(await client.tasks.create({ text: 'Ring', complete_till: 1_800_000_000, about })).id;
      await client.tasks.change(id, { complete_till: 1_800_003_600 });
      const open = valueOf(await client.tasks.get(id));
      await client.tasks.complete(id, 'Spoke');
      const done = valueOf(await client.tasks.get(id));
      return [
        [open?.entity_type, open?.entity_id === about.id, open?.complete_till, open?.is_completed],
        [done?.text, done?.is_completed, done?.result],
      ];
    },
    expected: [
      ['contacts', true, 1_800_003_600, false],
      ['Ring', true, 'Spoke'],
    ],
  },
  {
    name: 'a call of a contact with one open lead goes to the lead',
    async run(client) {
      const contactId = await someone(client, '+79160010012');
      const id = valueOf(await client.leads.create({ name: 'Boat', contactId })).id;
      const added = valueOf(await client.calls.add(callOf('+79160010012', 'to the lead')));
      return [added.entity_type, added.entity_id === id];
    },
    expected: ['lead', true],
  },
];

export const CLIENT_PROMISES: readonly ClientPromise[] = [...contacts, ...calls, ...cards];
