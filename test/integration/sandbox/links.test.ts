import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpAnswer, TestSandbox } from './client.ts';
import { at, firstError, listAt, romashkaOf, startTestSandbox } from './client.ts';

let test: TestSandbox;
beforeEach(async () => {
  test = await startTestSandbox({ contacts: 40 });
});
afterEach(() => test.close());

const post = (path: string, body: object): Promise<HttpAnswer> => test.ask(path, { body });
const contactId = (index: number): number => romashkaOf(test).contacts.all()[index]?.id ?? 0;
const companyId = (index: number): number => romashkaOf(test).companies.all()[index]?.id ?? 0;
const newLead = async (): Promise<number> =>
  Number(at((await post('/api/v4/leads', [{}])).body, '_embedded', 'leads', 0, 'id'));
const to = (type: string, id: number, metadata?: object): object => ({
  to_entity_id: id,
  to_entity_type: type,
  ...(metadata && { metadata }),
});
const partners = (answer: HttpAnswer): unknown[] =>
  listAt(answer.body, '_embedded', 'links').map((one) => at(one, 'to_entity_id'));

describe('links', () => {
  it('are made, listed by kind, and undone with 204', async () => {
    const lead = await newLead();
    const path = `/api/v4/leads/${String(lead)}`;
    const answer = await post(`${path}/link`, [to('contacts', contactId(5)), to('companies', companyId(5))]);
    expect(answer.body).toMatchObject({
      _total_items: 2,
      _embedded: {
        links: [
          {
            entity_id: lead,
            entity_type: 'leads',
            to_entity_id: contactId(5),
            to_entity_type: 'contacts',
            metadata: { main_contact: true },
          },
          { to_entity_id: companyId(5), metadata: null },
        ],
      },
    });
    expect(partners(await test.ask(`${path}/links?filter[to_entity_type]=companies`))).toEqual([
      companyId(5),
    ]);
    const undone = await post(`${path}/unlink`, [to('contacts', contactId(5))]);
    expect([undone.status, undone.text]).toEqual([204, '']);
    expect(partners(await test.ask(`${path}/links`))).toEqual([companyId(5)]);
  });

  it('are the same from the other side', async () => {
    const lead = await newLead();
    const own = `/api/v4/contacts/${String(contactId(20))}`;
    expect((await post(`${own}/link`, [to('leads', lead)])).status).toBe(200);
    expect(partners(await test.ask(`/api/v4/leads/${String(lead)}/links`))).toEqual([contactId(20)]);
    expect(partners(await test.ask(`${own}/links?filter[to_entity_type]=leads`))).toContain(lead);
  });

  it('have one main contact: the first, or who says so', async () => {
    const lead = await newLead();
    await post(`/api/v4/leads/${String(lead)}/link`, [to('contacts', contactId(5))]);
    await post(`/api/v4/leads/${String(lead)}/link`, [to('contacts', contactId(6), { is_main: true })]);
    const read = await test.ask(`/api/v4/leads/${String(lead)}?with=contacts`);
    expect(listAt(read.body, '_embedded', 'contacts').map((one) => at(one, 'is_main'))).toEqual([
      false,
      true,
    ]);
  });

  it('of several entities are made and listed at once', async () => {
    const leads = [await newLead(), await newLead()];
    const answer = await post(
      '/api/v4/leads/link',
      leads.map((entity_id) => ({ entity_id, ...to('contacts', contactId(7)) })),
    );
    expect(answer.body).toMatchObject({ _total_items: 2 });
    const query = leads.map((id) => `filter[entity_id][]=${String(id)}`).join('&');
    const list = await test.ask(`/api/v4/leads/links?${query}`);
    expect(listAt(list.body, '_embedded', 'links').map((one) => at(one, 'entity_id'))).toEqual(leads);
  });

  it('to what is linked already, deleted, unknown or of a wrong kind are refused', async () => {
    const lead = await newLead();
    const path = `/api/v4/leads/${String(lead)}/link`;
    await post(path, [to('contacts', contactId(5))]);
    test.sandbox.bin('romashka', { type: 'contacts', id: contactId(6) });
    const refused = { code: 'NotSupportedChoice', path: 'to_entity_id' };
    for (const body of [
      to('contacts', contactId(5)),
      to('contacts', contactId(6)),
      to('contacts', 1),
      to('catalog_elements', 1),
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other on purpose
      expect(firstError(await post(path, [body]))).toMatchObject(refused);
    }
    expect(firstError(await post(path, [to('leads', lead)]))).toMatchObject({ path: 'to_entity_type' });
    expect((await post('/api/v4/leads/1/link', [to('contacts', contactId(5))])).status).toBe(404);
  });

  it('take no metadata.main, and no filter by id without its kind', async () => {
    const lead = await newLead();
    const answer = await post(`/api/v4/leads/${String(lead)}/link`, [
      to('contacts', contactId(5), { main: true }),
    ]);
    expect(firstError(answer)).toMatchObject({ code: 'FieldNotExpected', path: 'metadata.main' });
    const list = await test.ask(`/api/v4/leads/${String(lead)}/links?filter[to_entity_id]=1`);
    expect(list.status).toBe(400);
  });
});

describe('companies', () => {
  it('are made and changed as contacts are, one by one and many at once', async () => {
    const answer = await post('/api/v4/companies', [
      {
        name: 'Рога и копыта',
        custom_fields_values: [{ field_code: 'PHONE', values: [{ value: '+74951112233' }] }],
      },
    ]);
    const id = Number(at(answer.body, '_embedded', 'companies', 0, 'id'));
    const one = await test.ask(`/api/v4/companies/${String(id)}`, {
      method: 'PATCH',
      body: { name: 'Рога' },
    });
    expect(one.body).toMatchObject({ id, name: 'Рога' });
    const many = await test.ask('/api/v4/companies', {
      method: 'PATCH',
      body: [{ id, tags_to_add: [{ name: 'опт' }] }],
    });
    expect(at(many.body, '_embedded', 'companies', 0, 'id')).toBe(id);
    expect((await test.ask(`/api/v4/companies/${String(id)}`)).body).toMatchObject({
      name: 'Рога',
      _embedded: { tags: [{ name: 'опт' }] },
    });
    const call = await post('/api/v4/calls', [
      { direction: 'inbound', duration: 0, source: 'x', phone: '84951112233' },
    ]);
    expect(at(call.body, '_embedded', 'calls', 0)).toMatchObject({ entity_type: 'company', entity_id: id });
  });
});

describe('tags', () => {
  it('are made once by name, listed and searched', async () => {
    const answer = await post('/api/v4/leads/tags', [{ name: 'Тёплый' }, { name: 'тёплый' }, { name: 'x' }]);
    const ids = listAt(answer.body, '_embedded', 'tags').map((one) => at(one, 'id'));
    expect(ids[0]).toBe(ids[1]);
    const found = await test.ask(`/api/v4/leads/tags?query=${encodeURIComponent('тёпл')}`);
    expect(listAt(found.body, '_embedded', 'tags')).toHaveLength(1);
    const byName = await test.ask('/api/v4/leads/tags?filter[name]=x');
    expect(at(byName.body, '_embedded', 'tags', 0, 'id')).toBe(ids[2]);
    expect((await test.ask('/api/v4/companies/tags')).status).toBe(204);
  });
});

describe('custom fields', () => {
  it('are listed with totals, a phone with its kinds, and read one by one', async () => {
    const answer = await test.ask('/api/v4/contacts/custom_fields');
    const fields = listAt(answer.body, '_embedded', 'custom_fields');
    expect(answer.body).toMatchObject({ _total_items: fields.length, _page: 1, _page_count: 1 });
    expect(fields.map((one) => at(one, 'type'))).toEqual(
      expect.arrayContaining(['multitext', 'text', 'checkbox', 'numeric', 'birthday', 'multiselect']),
    );
    const phone = fields.find((one) => at(one, 'code') === 'PHONE');
    expect(listAt(phone, 'enums').map((one) => at(one, 'value'))).toEqual([
      'WORK',
      'WORKDD',
      'MOB',
      'FAX',
      'HOME',
      'OTHER',
    ]);
    const path = '/api/v4/contacts/custom_fields';
    expect(at((await test.ask(`${path}/${String(at(phone, 'id'))}`)).body, 'type')).toBe('multitext');
    expect((await test.ask(`${path}/1`)).status).toBe(404);
    expect(listAt((await test.ask(`${path}/groups`)).body, '_embedded', 'custom_field_groups')).toHaveLength(
      1,
    );
  });
});
