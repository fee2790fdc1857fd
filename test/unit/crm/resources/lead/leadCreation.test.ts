import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../../../main/common/result.ts';
import { nothing, openWireClient, page, reply } from '../../wireClient.ts';

const created = (id: number) => page('leads', [{ id, request_id: '0' }]);
const link = { entity_id: 3, entity_type: 'leads', to_entity_id: 11, to_entity_type: 'contacts' };
const linked = page('links', [{ ...link, metadata: { main_contact: true } }]);
const alreadyLinked = reply({ title: 'Bad Request', detail: 'already linked' }, 400);

describe('a lead created with its contact', () => {
  it('is one request with the contact embedded', async () => {
    const { client, asked } = await openWireClient(created(3));
    const stage = { kind: 'open', pipeline_id: 1, status_id: 10 } as const;
    const lead = { name: 'Ремонт', price: 500, stage, contactId: 11, companyId: 8, tags: ['звонок'] };
    expect(await client.leads.create({ ...lead, responsible_user_id: 5 })).toEqual(ok({ id: 3 }));
    expect(asked).toEqual([
      {
        method: 'POST',
        path: '/api/v4/leads',
        body: [
          {
            name: 'Ремонт',
            price: 500,
            responsible_user_id: 5,
            pipeline_id: 1,
            status_id: 10,
            _embedded: {
              contacts: [{ id: 11, is_main: true }],
              companies: [{ id: 8 }],
              tags: [{ name: 'звонок' }],
            },
          },
        ],
      },
    ]);
  });

  it('sends no key that was not given', async () => {
    const { client, asked } = await openWireClient(created(3));
    await client.leads.create({});
    expect(asked[0]?.body).toEqual([{}]);
  });
});

describe('a lead that is linked to a contact afterwards', () => {
  it('looks at the links first and links what is not linked', async () => {
    const { client, asked } = await openWireClient(nothing, linked);
    expect(await client.leads.linkContact(3, 11)).toEqual(ok({ linkedBefore: false }));
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /api/v4/leads/3/links?filter[to_entity_id]=11&filter[to_entity_type]=contacts',
      'POST /api/v4/leads/3/link',
    ]);
  });

  it('writes nothing when the link is there', async () => {
    const { client, asked } = await openWireClient(linked);
    expect(await client.leads.linkContact(3, 11)).toEqual(ok({ linkedBefore: true }));
    expect(asked).toHaveLength(1);
  });

  it('is not misled by links to others', async () => {
    const others = [
      { ...link, to_entity_id: 12, metadata: null },
      { ...link, to_entity_type: 'companies', metadata: [] },
    ];
    const { client } = await openWireClient(page('links', others), linked);
    expect(await client.leads.linkContact(3, 11)).toEqual(ok({ linkedBefore: false }));
  });

  it('writes nothing when it could not look', async () => {
    const { client, asked } = await openWireClient(reply({ title: 'Forbidden' }, 403));
    expect(await client.leads.linkContact(3, 11)).toMatchObject({ error: { kind: 'forbidden' } });
    expect(asked.map(({ method }) => method)).toEqual(['GET']);
  });

  it('keeps the words of a refusal', async () => {
    const { client } = await openWireClient(nothing, alreadyLinked);
    expect(await client.leads.linkContact(3, 11)).toEqual(
      fail({ kind: 'rejected', status: 400, words: 'already linked' }),
    );
  });
});

describe('a lead with a new contact', () => {
  it('is one request, whose answer is a bare array', async () => {
    const { client, asked } = await openWireClient(
      reply([{ id: 3, contact_id: 11, company_id: null, request_id: ['0'], merged: false }]),
    );
    const contact = { name: 'Пётр', phones: ['+79991234567'] };
    expect(await client.leads.createComplex({ name: 'x', price: 1 }, contact)).toEqual(
      ok({ id: 3, contactId: 11, companyId: null, merged: false }),
    );
    const phone = { field_code: 'PHONE', values: [{ value: '+79991234567', enum_code: 'WORK' }] };
    expect(asked[0]).toEqual({
      method: 'POST',
      path: '/api/v4/leads/complex',
      body: [
        { name: 'x', price: 1, _embedded: { contacts: [{ name: 'Пётр', custom_fields_values: [phone] }] } },
      ],
    });
  });

  it('takes a contact that is known by its id, and says when leads were merged', async () => {
    const { client, asked } = await openWireClient(reply([{ id: 3, merged: true }]), reply([]));
    expect(await client.leads.createComplex({}, { id: 11 })).toEqual(
      ok({ id: 3, contactId: null, companyId: null, merged: true }),
    );
    expect(asked[0]?.body).toEqual([{ _embedded: { contacts: [{ id: 11 }] } }]);
    expect(await client.leads.createComplex({}, { id: 11 })).toMatchObject({ error: { kind: 'malformed' } });
  });
});
