import { describe, expect, it } from 'vitest';
import { createCrmClient } from '../../../main/crm/createCrmClient.ts';
import type { CrmClient } from '../../../main/crm/types/crmClient.ts';
import type { NewCall } from '../../../main/crm/types/call.ts';
import { fail, ok } from '../../../main/common/result.ts';
import type { CrmResult } from '../../../main/crm/types/crmFailure.ts';
import type { JsonBody } from '../../../main/crm/transport/transport.ts';

interface Sent {
  readonly path: string;
  readonly body?: JsonBody;
}

/** A client whose transport answers with these, one after the other, and the requests it was asked. */
function clientOver(...answers: readonly CrmResult<unknown>[]): {
  readonly client: CrmClient;
  readonly sent: Sent[];
} {
  const sent: Sent[] = [];
  let next = 0;
  const take = (): Promise<CrmResult<unknown>> => {
    const answer = answers[next];
    next += 1;
    if (answer === undefined) throw new Error('no more answers');
    return Promise.resolve(answer);
  };
  const client = createCrmClient({
    get(path) {
      sent.push({ path });
      return take();
    },
    send(_method, path, body) {
      sent.push({ path, body });
      return take();
    },
    getText: () => Promise.resolve(ok(null)),
  });
  return { client, sent };
}

const call: NewCall = {
  direction: 'outbound',
  duration: 0,
  phone: '+79991234567',
  uniq: 'u',
  call_status: 6,
  created_at: 5,
};

describe('answers of the service as they vary', () => {
  it('reads a contact with everything empty, absent or null', async () => {
    const thin = { id: 3, name: null, is_deleted: true, custom_fields_values: null };
    const { client } = clientOver(ok(thin));
    expect(await client.contacts.get(3)).toEqual(
      ok({
        id: 3,
        name: '',
        responsible_user_id: 0,
        updated_at: 0,
        is_deleted: true,
        custom_fields_values: [],
        leadIds: [],
        companyIds: [],
        tags: [],
      }),
    );
  });

  it('reads fields of any type as text, an object by its name, with the old and the new name of the kind', async () => {
    const field = (field_id: number, values: unknown) => ({ field_id, field_code: null, values });
    const { client } = clientOver(
      ok({
        id: 3,
        custom_fields_values: [
          field(1, [{ value: '+7 999', enum_code: 'WORK' }]),
          field(2, [{ value: '8 999', enum: 'MOB' }]),
          field(3, [{ value: 12 }, { value: true }, { value: { name: 'ООО' } }, { value: null }]),
          field(4, null),
        ],
        unknown_key: { a: 1 },
      }),
    );
    const contact = await client.contacts.get(3);
    expect(contact.ok && contact.value?.custom_fields_values.map(({ values }) => values)).toEqual([
      [{ value: '+7 999', enum_code: 'WORK' }],
      [{ value: '8 999', enum_code: 'MOB' }],
      [
        { value: '12', enum_code: null },
        { value: '1', enum_code: null },
        { value: 'ООО', enum_code: null },
      ],
      [],
    ]);
  });

  it('takes only the leads it asked for when the filter is ignored', async () => {
    const lead = (id: number) => ({ id, name: 'x', price: null, closed_at: null });
    const { client, sent } = clientOver(ok({ _embedded: { leads: [lead(1), lead(2), lead(3)] } }));
    const leads = await client.leads.byIds([1, 3]);
    expect(leads.ok && leads.value.map(({ id }) => id)).toEqual([1, 3]);
    expect(decodeURIComponent(sent[0]?.path ?? '')).toBe(
      '/api/v4/leads?with=contacts,loss_reason,source&filter[id][]=1&filter[id][]=3&limit=50',
    );
  });

  it('reads the answer to a patch in both shapes', async () => {
    const { client } = clientOver(
      ok({ id: 7, updated_at: 1 }),
      ok({ _embedded: { contacts: [{ id: 7 }] } }),
      ok({}),
    );
    expect(await client.contacts.patch(7, { name: 'a' })).toEqual(ok({ id: 7 }));
    expect(await client.contacts.patch(7, { name: 'a' })).toEqual(ok({ id: 7 }));
    expect(await client.contacts.patch(7, { name: 'a' })).toMatchObject({
      error: { kind: 'malformed', maySucceed: true },
    });
  });

  it('reads "nobody has this number" as an error in a 200, too', async () => {
    const nobody = { _total_items: 0, errors: [{ title: 'Entity not found' }], _embedded: { calls: [] } };
    const { client } = clientOver(ok(nobody), ok({ errors: [], _embedded: { calls: [] } }));
    expect(await client.calls.add(call)).toEqual(fail({ kind: 'entityNotFound', words: 'Entity not found' }));
    expect(await client.calls.add(call)).toMatchObject({ error: { kind: 'malformed' } });
  });

  it('reads a deleted entity of a call note in all three answers', async () => {
    const problems = [{ code: 'NotFound', path: 'entity_id', detail: '' }];
    const { client } = clientOver(
      ok(null),
      fail({ kind: 'notFound', words: '' }),
      fail({ kind: 'validation', problems, words: '' }),
      fail({
        kind: 'validation',
        problems: [{ code: 'NotBlank', path: 'params.source', detail: '' }],
        words: '',
      }),
    );
    const kinds: string[] = [];
    for (let time = 0; time < 4; time += 1) {
      const added = await client.notes.addCall({ entity: 'company', id: 9 }, call);
      kinds.push(added.ok ? 'ok' : added.error.kind);
    }
    expect(kinds).toEqual(['entityNotFound', 'entityNotFound', 'entityNotFound', 'validation']);
  });

  it('reads notes whose params are of another type or none', async () => {
    const note = (id: number, params: unknown) => ({
      id,
      entity_id: 1,
      note_type: 'common',
      created_at: 1,
      updated_at: 2,
      params,
    });
    const next = '/api/v4/contacts/notes?page=2';
    const { client } = clientOver(
      ok({
        _links: { next: { href: `https://demo.amocrm.ru${next}` } },
        _embedded: {
          notes: [note(1, []), note(2, null), note(3, { text: 'hi' }), note(4, { uniq: 5, duration: '61' })],
        },
      }),
      ok(null),
    );
    const page = await client.notes.list({ entity: 'contact', entityId: null, types: ['common'] });
    expect(page.ok && page.value.notes.map(({ uniq, text, duration }) => [uniq, text, duration])).toEqual([
      [null, null, null],
      [null, null, null],
      [null, 'hi', null],
      ['5', null, 61],
    ]);
    expect(page.ok && page.value.next).toBe(next);
    expect(await client.notes.list({ entity: 'contact', entityId: null, types: [], href: next })).toEqual(
      ok({ notes: [], next: null }),
    );
  });
});

describe('what is sent', () => {
  it('keeps the kind of every phone that stays', async () => {
    const { client, sent } = clientOver(ok({ id: 1 }));
    const kept = { value: '+79990000001', enum_code: 'MOB' };
    await client.contacts.patch(1, { phones: [kept, { value: '12', enum_code: null }, '+79990000002'] });
    expect(sent[0]?.body).toEqual({
      custom_fields_values: [
        {
          field_code: 'PHONE',
          values: [kept, { value: '12' }, { value: '+79990000002', enum_code: 'WORK' }],
        },
      ],
    });
  });

  it('holds no null and no key that was not given', async () => {
    const { client, sent } = clientOver(
      ...Array.from({ length: 4 }, () => ok({ id: 1, _embedded: { calls: [] } })),
    );
    await client.calls.add(call);
    await client.notes.addCall({ entity: 'lead', id: 4 }, { ...call, responsible_user_id: 2, created_by: 2 });
    await client.contacts.create({ name: 'a', phones: [] });
    await client.contacts.patch(1, { responsible_user_id: 3 });
    expect(sent).toEqual([
      {
        path: '/api/v4/calls',
        body: [
          {
            direction: 'outbound',
            uniq: 'u',
            duration: 0,
            source: 'Ringside',
            phone: '+79991234567',
            call_status: 6,
            created_at: 5,
          },
        ],
      },
      {
        path: '/api/v4/leads/4/notes',
        body: [
          {
            note_type: 'call_out',
            created_at: 5,
            created_by: 2,
            responsible_user_id: 2,
            params: {
              uniq: 'u',
              duration: 0,
              source: 'Ringside',
              phone: '+79991234567',
              call_status: 6,
              call_responsible: 2,
            },
          },
        ],
      },
      { path: '/api/v4/contacts', body: [{ name: 'a' }] },
      { path: '/api/v4/contacts/1', body: { responsible_user_id: 3 } },
    ]);
  });
});
