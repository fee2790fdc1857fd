import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpAnswer, TestSandbox } from './client.ts';
import { at, firstError, listAt, romashkaOf, startTestSandbox } from './client.ts';

let test: TestSandbox;
beforeEach(async () => {
  test = await startTestSandbox({ contacts: 40 });
});
afterEach(() => test.close());

const post = (path: string, body: object): Promise<HttpAnswer> => test.ask(path, { body });
const patch = (path: string, body: object): Promise<HttpAnswer> => test.ask(path, { method: 'PATCH', body });
const made = (answer: HttpAnswer): number => Number(at(answer.body, '_embedded', 'leads', 0, 'id'));
const get = (id: number, query = ''): Promise<HttpAnswer> => test.ask(`/api/v4/leads/${String(id)}${query}`);
const contactId = (index: number): number => romashkaOf(test).contacts.all()[index]?.id ?? 0;
const pipeline = (): { id: number; stages: number[] } => {
  const [first] = romashkaOf(test).pipelines;
  return { id: first?.id ?? 0, stages: first?.statuses.map((one) => one.id) ?? [] };
};

describe('POST /leads', () => {
  it('takes an empty object, answers thin, and puts the lead into the first stage of the main pipeline', async () => {
    const answer = await post('/api/v4/leads', [{}]);
    expect(answer.status).toBe(200);
    const [lead] = listAt(answer.body, '_embedded', 'leads');
    expect(lead).toEqual({ id: made(answer), request_id: '0', _links: at(lead, '_links') });
    expect((await get(made(answer))).body).toMatchObject({
      pipeline_id: pipeline().id,
      status_id: pipeline().stages[1],
      responsible_user_id: romashkaOf(test).account.agent_id,
      price: 0,
      closed_at: null,
      _embedded: { tags: [], companies: [] },
    });
  });

  it('links the contacts it embeds in the same request, the first as the main one', async () => {
    const company = romashkaOf(test).companies.all()[3]?.id;
    const answer = await post('/api/v4/leads', [
      {
        name: 'Новая',
        price: 5_000,
        _embedded: {
          tags: [{ name: 'Срочно' }],
          contacts: [{ id: contactId(20) }, { id: contactId(21) }],
          companies: [{ id: company }],
        },
      },
    ]);
    const lead = await get(made(answer), '?with=contacts');
    expect(lead.body).toMatchObject({
      name: 'Новая',
      price: 5_000,
      _embedded: {
        tags: [{ name: 'Срочно' }],
        contacts: [
          { id: contactId(20), is_main: true },
          { id: contactId(21), is_main: false },
        ],
        companies: [{ id: company }],
      },
    });
    const contact = await test.ask(`/api/v4/contacts/${String(contactId(20))}?with=leads`);
    expect(listAt(contact.body, '_embedded', 'leads').map((one) => at(one, 'id'))).toContain(made(answer));
  });

  it.each([
    [{ price: '5' }, { code: 'InvalidType', path: 'price' }],
    [{ status_id: 1 }, { code: 'NotSupportedChoice', path: 'status_id' }],
    [{ pipeline_id: 1 }, { code: 'NotSupportedChoice', path: 'pipeline_id' }],
    [{ loss_reason_id: 1 }, { code: 'NotSupportedChoice', path: 'loss_reason_id' }],
    [{ surname: 'x' }, { code: 'FieldNotExpected', path: 'surname' }],
    [
      { _embedded: { contacts: [{ id: 1 }] } },
      { code: 'NotSupportedChoice', path: '_embedded.contacts.0.id' },
    ],
    [
      { custom_fields_values: [{ field_code: 'PHONE', values: [{ value: '1' }] }] },
      { code: 'NotSupportedChoice', path: 'custom_fields_values.0.field_code' },
    ],
  ])('refuses %j with the path', async (lead, error) => {
    const before = romashkaOf(test).leads.all().length;
    const answer = await post('/api/v4/leads', [{}, lead]);
    expect(answer.status).toBe(400);
    expect(at(answer.body, 'validation-errors', 0, 'request_id')).toBe('1');
    expect(firstError(answer)).toMatchObject(error);
    expect(romashkaOf(test).leads.all()).toHaveLength(before);
  });
});

describe('PATCH /leads', () => {
  it('closes a lead that is won or lost, with its reason, and opens it again', async () => {
    const id = made(await post('/api/v4/leads', [{}]));
    const reason = romashkaOf(test).lossReasons[0];
    const lost = await patch(`/api/v4/leads/${String(id)}`, {
      pipeline_id: pipeline().id,
      status_id: 143,
      loss_reason_id: reason?.id,
    });
    expect(lost.body).toMatchObject({ id, request_id: '0' });
    expect(at(lost.body, 'updated_at')).toBeTypeOf('number');
    const read = await get(id, '?with=loss_reason');
    expect(read.body).toMatchObject({
      status_id: 143,
      loss_reason_id: reason?.id,
      _embedded: { loss_reason: [{ name: reason?.name }] },
    });
    expect(at(read.body, 'closed_at')).toBeTypeOf('number');
    await patch(`/api/v4/leads/${String(id)}`, { status_id: pipeline().stages[2] });
    expect((await get(id)).body).toMatchObject({ closed_at: null, loss_reason_id: null });
  });

  it('changes several at once and only the keys sent', async () => {
    const ids = [
      made(await post('/api/v4/leads', [{ name: 'A' }])),
      made(await post('/api/v4/leads', [{ name: 'B' }])),
    ];
    const answer = await patch(
      '/api/v4/leads',
      ids.map((id) => ({ id, price: 7 })),
    );
    expect(listAt(answer.body, '_embedded', 'leads').map((one) => at(one, 'request_id'))).toEqual(['0', '1']);
    expect((await get(ids[1] ?? 0)).body).toMatchObject({ name: 'B', price: 7 });
  });

  it('lets the read-only columns of a whole model through without writing them', async () => {
    const id = made(await post('/api/v4/leads', [{ name: 'A' }]));
    const whole = (await get(id)).body;
    const { tags: _tags, ...rest } =
      typeof whole === 'object' && whole !== null ? { ...whole, tags: 0 } : { tags: 0 };
    const answer = await patch(`/api/v4/leads/${String(id)}`, { ...rest, is_deleted: true });
    expect(answer.status).toBe(200);
    expect(at((await get(id)).body, 'is_deleted')).toBe(false);
  });

  it('sets and takes away tags and the values of a list', async () => {
    const field = await test.ask('/api/v4/leads/custom_fields?filter[type][0]=select');
    const fieldId = Number(at(field.body, '_embedded', 'custom_fields', 0, 'id'));
    const choice = at(field.body, '_embedded', 'custom_fields', 0, 'enums', 1);
    const id = made(await post('/api/v4/leads', [{ tags_to_add: [{ name: 'a' }, { name: 'b' }] }]));
    await patch(`/api/v4/leads/${String(id)}`, {
      tags_to_delete: [{ name: 'a' }],
      custom_fields_values: [{ field_id: fieldId, values: [{ enum_id: at(choice, 'id') }] }],
    });
    const read = await get(id);
    expect(listAt(read.body, '_embedded', 'tags').map((one) => at(one, 'name'))).toEqual(['b']);
    expect(at(read.body, 'custom_fields_values', 0, 'values', 0)).toMatchObject({
      value: at(choice, 'value'),
    });
    const found = await test.ask(
      `/api/v4/leads?filter[custom_fields_values][${String(fieldId)}][]=${String(at(choice, 'id'))}`,
    );
    expect(listAt(found.body, '_embedded', 'leads').map((one) => at(one, 'id'))).toEqual([id]);
  });
});

describe('POST /leads/complex', () => {
  it('makes a lead with a new contact and answers a bare list', async () => {
    const answer = await post('/api/v4/leads/complex', [
      {
        name: 'Звонок',
        request_id: 'c-1',
        _embedded: {
          contacts: [
            {
              first_name: 'Анна',
              custom_fields_values: [{ field_code: 'PHONE', values: [{ value: '+79990001122' }] }],
            },
          ],
          companies: [{ name: 'ООО' }],
        },
      },
    ]);
    expect(answer.headers['content-type']).toBe('application/hal+json');
    expect(answer.body).toMatchObject([{ request_id: ['c-1'], merged: false }]);
    const contact = await test.ask('/api/v4/contacts?query=9990001122&with=leads');
    expect(at(contact.body, '_embedded', 'contacts', 0)).toMatchObject({
      id: at(answer.body, 0, 'contact_id'),
      name: 'Анна',
      _embedded: {
        leads: [{ id: at(answer.body, 0, 'id') }],
        companies: [{ id: at(answer.body, 0, 'company_id') }],
      },
    });
  });

  it('takes a known contact, never two, and no more than fifty leads', async () => {
    const known = await post('/api/v4/leads/complex', [{ _embedded: { contacts: [{ id: contactId(20) }] } }]);
    expect(at(known.body, 0, 'contact_id')).toBe(contactId(20));
    const two = await post('/api/v4/leads/complex', [
      { _embedded: { contacts: [{ name: 'a' }, { name: 'b' }] } },
    ]);
    expect(firstError(two)).toMatchObject({ path: '_embedded.contacts.1' });
    expect(
      (
        await post(
          '/api/v4/leads/complex',
          Array.from({ length: 51 }, () => ({})),
        )
      ).status,
    ).toBe(400);
  });

  it('puts a lead with metadata among the incoming ones', async () => {
    const answer = await post('/api/v4/leads/complex', [{ _embedded: { metadata: { category: 'sip' } } }]);
    const unsorted = await test.ask('/api/v4/leads/unsorted');
    expect(at(unsorted.body, '_embedded', 'unsorted', 0, '_embedded', 'leads', 0, 'id')).toBe(
      at(answer.body, 0, 'id'),
    );
  });
});

describe('the list of leads', () => {
  const ids = (answer: HttpAnswer): unknown[] =>
    listAt(answer.body, '_embedded', 'leads').map((one) => at(one, 'id'));

  it('is filtered by price, name, pipeline, closing and responsible, all at once', async () => {
    const other = romashkaOf(test).users[3]?.id;
    const lead = { name: 'Редкая', price: 77_777_777, responsible_user_id: other, status_id: 142 };
    const id = made(await post('/api/v4/leads', [lead]));
    const closedAt = String(at((await get(id)).body, 'closed_at'));
    const filters = [
      'filter[price][from]=77777777&filter[price][to]=77777777',
      `filter[name][]=${encodeURIComponent('Редкая')}`,
      `filter[price]=77777777&filter[closed_at][from]=${closedAt}`,
      `filter[price][from]=77777777&filter[responsible_user_id]=${String(other)}&filter[pipeline_id][]=${String(pipeline().id)}`,
    ];
    const answers = await Promise.all(filters.map((filter) => test.ask(`/api/v4/leads?${filter}`)));
    expect(answers.map(ids)).toEqual(filters.map(() => [id]));
    expect((await test.ask(`/api/v4/leads?${filters[0] ?? ''}&filter[responsible_user_id]=1`)).status).toBe(
      204,
    );
  });

  it('is ordered by creation, change and id', async () => {
    const id = made(await post('/api/v4/leads', [{}]));
    for (const key of ['created_at', 'updated_at', 'id']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other on purpose
      expect(ids(await test.ask(`/api/v4/leads?limit=1&order[${key}]=desc`))).toEqual([id]);
    }
  });

  it('shows the bin to who asks for it', async () => {
    const id = made(await post('/api/v4/leads', [{}]));
    expect(test.sandbox.bin('romashka', { type: 'leads', id })).toBe(true);
    expect(ids(await test.ask('/api/v4/leads?with=only_deleted'))).toEqual([id]);
    expect((await get(id)).status).toBe(204);
    expect((await patch(`/api/v4/leads/${String(id)}`, { name: 'x' })).status).toBe(404);
  });
});

describe('what leads refer to', () => {
  it('stages and loss reasons can be read one by one', async () => {
    const { id, stages } = pipeline();
    const path = `/api/v4/leads/pipelines/${String(id)}/statuses`;
    expect(at((await test.ask(path)).body, '_total_items')).toBe(stages.length);
    expect((await test.ask(`${path}/142`)).body).toMatchObject({ id: 142, pipeline_id: id });
    expect((await test.ask(`${path}/1`)).status).toBe(404);
    const reason = romashkaOf(test).lossReasons[0];
    const one = await test.ask(`/api/v4/leads/loss_reasons/${String(reason?.id)}`);
    expect(at(one.body, 'name')).toBe(reason?.name);
  });
});
