import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../../main/common/result.ts';
import { everyItem, nothing, openWireClient, page, reply } from '../wireClient.ts';

const lead = { entity: 'lead', id: 3 } as const;

describe('notes', () => {
  it('of an entity are walked, filtered again, and know whether they are pinned', async () => {
    const note = (id: number, more: object = {}) => ({
      id,
      entity_id: 3,
      note_type: 'common',
      created_at: 1,
      updated_at: 50,
      params: { text: 'hi' },
      ...more,
    });
    const { client, asked } = await openWireClient(
      page('notes', [note(1, { is_pinned: true }), note(2, { entity_id: 4 })], '/api/v4/leads/notes?page=2'),
      page('notes', [note(3), note(4, { note_type: 'sms_in' }), note(5, { updated_at: 1 })]),
    );
    const query = { entity: 'lead', entityId: 3, types: ['common'], updatedFrom: 10 } as const;
    const found = await everyItem(client.notes.pages(query));
    expect(found.map(({ id, isPinned, text }) => [id, isPinned, text])).toEqual([
      [1, true, 'hi'],
      [3, false, 'hi'],
    ]);
    expect(asked[0]?.path).toBe(
      '/api/v4/leads/3/notes?with=is_pinned&filter[note_type][]=common&filter[updated_at][from]=10&order[updated_at]=desc&limit=50',
    );
  });

  it('go on behind a page on which nothing can be read', async () => {
    const query = { entity: 'lead', entityId: 3, types: [] } as const;
    const { client } = await openWireClient(
      page('notes', [{ id: null }], '/api/v4/leads/notes?page=2'),
      nothing,
    );
    expect(await client.notes.list(query)).toEqual(ok({ notes: [], next: '/api/v4/leads/notes?page=2' }));
    expect(await client.notes.list(query)).toEqual(ok({ notes: [], next: null }));
  });

  it('of text are written on exactly this entity', async () => {
    const { client, asked } = await openWireClient(page('notes', [{ id: 7, entity_id: 3, request_id: '0' }]));
    expect(await client.notes.addText(lead, 'Ждёт счёт')).toEqual(ok({ id: 7 }));
    expect(asked).toEqual([
      {
        method: 'POST',
        path: '/api/v4/leads/3/notes',
        body: [{ note_type: 'common', params: { text: 'Ждёт счёт' } }],
      },
    ]);
  });

  it('say when their entity is gone', async () => {
    const { client } = await openWireClient(nothing, reply({ title: 'Not Found' }, 404));
    expect(await client.notes.addText(lead, 'a')).toMatchObject({ error: { kind: 'entityNotFound' } });
    expect(await client.notes.addText(lead, 'a')).toEqual(
      fail({ kind: 'entityNotFound', words: 'Not Found' }),
    );
  });
});
