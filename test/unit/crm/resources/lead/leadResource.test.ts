import { describe, expect, it } from 'vitest';
import { ok } from '../../../../../main/common/result.ts';
import { everyItem, everyPage, nothing, openWireClient, page, reply, valueOf } from '../../wireClient.ts';

const lead = (id: number, more: object = {}) => ({
  id,
  name: 'x',
  pipeline_id: 1,
  status_id: 10,
  responsible_user_id: 5,
  updated_at: 100,
  ...more,
});

describe('leads', () => {
  it('are read with contacts, loss reason and source', async () => {
    const { client, asked } = await openWireClient(
      reply(
        lead(3, {
          price: 12,
          loss_reason_id: 42,
          source_id: 6,
          created_at: 50,
          closed_at: 90,
          closest_task_at: null,
          score: null,
          _embedded: {
            tags: [{ id: 1, name: 'vip', color: null }],
            loss_reason: [{ id: 42, name: 'Дорого', sort: 1 }],
            source: { id: 6, name: 'Сайт' },
            companies: [{ id: 8 }],
            contacts: [
              { id: 11, is_main: false },
              { id: 12, is_main: true },
            ],
          },
        }),
      ),
    );
    expect(valueOf(await client.leads.get(3))).toEqual({
      id: 3,
      name: 'x',
      price: 12,
      responsible_user_id: 5,
      status_id: 10,
      pipeline_id: 1,
      loss_reason_id: 42,
      loss_reason: 'Дорого',
      source_id: 6,
      source: 'Сайт',
      created_at: 50,
      updated_at: 100,
      closed_at: 90,
      closest_task_at: null,
      is_deleted: false,
      custom_fields_values: [],
      contactIds: [11, 12],
      mainContactId: 12,
      companyIds: [8],
      tags: ['vip'],
    });
    expect(asked[0]?.path).toBe('/api/v4/leads/3?with=contacts,loss_reason,source');
  });

  it('are read when nothing is embedded, and in a pipeline nobody knows', async () => {
    const { client } = await openWireClient(
      reply(lead(3, { _embedded: { loss_reason: [] }, pipeline_id: 99 })),
    );
    expect(valueOf(await client.leads.get(3))).toMatchObject({
      pipeline_id: 99,
      loss_reason: null,
      source: null,
      contactIds: [],
    });
  });

  it('are listed by stages, each sent whole, and filtered again', async () => {
    const { client, asked } = await openWireClient(
      page('leads', [lead(1), lead(2, { status_id: 20 }), lead(3, { responsible_user_id: 6 }), lead(4)]),
    );
    const stages = [
      { pipeline_id: 1, status_id: 10 },
      { pipeline_id: 2, status_id: 142 },
    ];
    const found = await everyItem(
      client.leads.pages({ stages, responsibleUserIds: [5], text: 'ромашка', order: 'updated' }),
    );
    expect(found.map(({ id }) => id)).toEqual([1, 4]);
    expect(asked[0]?.path).toBe(
      '/api/v4/leads?query=ромашка&with=contacts,loss_reason,source' +
        '&filter[statuses][0][pipeline_id]=1&filter[statuses][0][status_id]=10' +
        '&filter[statuses][1][pipeline_id]=2&filter[statuses][1][status_id]=142' +
        '&filter[responsible_user_id][]=5&order[updated_at]=desc&limit=50',
    );
  });

  it('are found by their ids even where the filter is ignored', async () => {
    const { client, asked } = await openWireClient(
      page('leads', [lead(1), lead(7)], '/next'),
      reply(lead(900)),
      nothing,
    );
    const found = valueOf(await client.leads.byIds([1, 900, 901]));
    expect(found.map(({ id }) => id)).toEqual([1, 900]);
    expect(asked.slice(1).map(({ path }) => path.split('?', 1)[0])).toEqual([
      '/api/v4/leads/900',
      '/api/v4/leads/901',
    ]);
  });

  it('that the agent may not see do not hide the others', async () => {
    const forbidden = reply({ title: 'Forbidden' }, 403);
    const { client } = await openWireClient(page('leads', [lead(7)]), forbidden, reply(lead(2)), forbidden);
    expect(valueOf(await client.leads.byIds([1, 2])).map(({ id }) => id)).toEqual([2]);
    expect(await client.leads.get(1)).toMatchObject({ error: { kind: 'forbidden' } });
  });

  it('of a contact come fifty a request', async () => {
    const ids = Array.from({ length: 60 }, (_, place) => place + 1);
    const { client, asked } = await openWireClient(
      reply({ id: 3, name: 'x', _embedded: { leads: ids.map((id) => ({ id })) } }),
      page(
        'leads',
        ids.slice(0, 50).map((id) => lead(id)),
      ),
      page(
        'leads',
        ids.slice(50).map((id) => lead(id)),
      ),
    );
    expect(await everyItem(client.leads.ofContact(3))).toHaveLength(60);
    expect(asked).toHaveLength(3);
    expect(asked[2]?.path).toContain('filter[id][]=60');
  });

  it('of a contact that is gone are not "none"', async () => {
    const { client } = await openWireClient(nothing);
    expect(await everyPage(client.leads.ofContact(3))).toMatchObject([{ error: { kind: 'entityNotFound' } }]);
  });
});

describe('a change of a lead', () => {
  it('sends only what changed, a stage always with its pipeline', async () => {
    const answers = Array.from({ length: 6 }, () => reply({ id: 3, updated_at: 1 }));
    const { client, asked } = await openWireClient(...answers);
    await client.leads.patch(3, { stage: { kind: 'open', pipeline_id: 1, status_id: 20 } });
    await client.leads.patch(3, { stage: { kind: 'won', pipeline_id: 1 } });
    await client.leads.patch(3, { stage: { kind: 'lost', pipeline_id: 1, loss_reason_id: 42 } });
    await client.leads.patch(3, { stage: { kind: 'lost', pipeline_id: 1 } });
    await client.leads.patch(3, { price: 0, responsible_user_id: 6 });
    await client.leads.patch(3, { name: 'y', addTags: ['vip'], removeTags: [] });
    expect(asked.every(({ method, path }) => method === 'PATCH' && path === '/api/v4/leads/3')).toBe(true);
    expect(asked.map(({ body }) => body)).toEqual([
      { pipeline_id: 1, status_id: 20 },
      { pipeline_id: 1, status_id: 142 },
      { pipeline_id: 1, status_id: 143, loss_reason_id: 42 },
      { pipeline_id: 1, status_id: 143 },
      { price: 0, responsible_user_id: 6 },
      { name: 'y', tags_to_add: [{ name: 'vip' }] },
    ]);
  });

  it('is read in both shapes of its answer', async () => {
    const { client } = await openWireClient(reply({ id: 3 }), reply({ _embedded: { leads: [{ id: 3 }] } }));
    expect(await client.leads.patch(3, { price: 1 })).toEqual(ok({ id: 3 }));
    expect(await client.leads.patch(3, { price: 1 })).toEqual(ok({ id: 3 }));
  });

  it('asks nothing when nothing changed', async () => {
    const { client, asked } = await openWireClient();
    expect(await client.leads.patch(3, {})).toEqual(ok({ id: 3 }));
    expect(await client.contacts.patch(4, { addTags: [] })).toEqual(ok({ id: 4 }));
    expect(asked).toEqual([]);
  });

  it('is sent once, whatever becomes of it', async () => {
    const { client, asked } = await openWireClient(reply({ title: 'Bad Gateway' }, 502));
    expect(await client.leads.patch(3, { price: 1 })).toMatchObject({
      error: { kind: 'server', maySucceed: true },
    });
    expect(asked).toHaveLength(1);
  });
});
