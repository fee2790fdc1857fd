import { describe, expect, it } from 'vitest';
import { everyItem, openWireClient, page } from '../wireClient.ts';

const event = (id: string, more: object = {}) => ({
  id,
  type: 'incoming_call',
  entity_id: 11,
  entity_type: 'contact',
  created_by: 5,
  created_at: 100,
  value_after: [{ note: { id: 42 } }],
  value_before: [],
  ...more,
});

describe('the events feed', () => {
  it('is asked for a hundred a page with every filter, and filtered again', async () => {
    const { client, asked } = await openWireClient(
      page('events', [
        event('a', { _embedded: { entity: { id: 11, name: 'Анна' } } }),
        event('b', { type: 'lead_added' }),
        event('c', { created_at: 9 }),
        event('d', { created_by: 0 }),
        event('e', { entity_id: 12 }),
        event('f', { entity_type: 'lead' }),
      ]),
    );
    const found = await everyItem(
      client.events.pages({
        types: ['incoming_call', 'outgoing_call'],
        createdFrom: 10,
        createdTo: 200,
        createdBy: [5],
        about: { entity: 'contact', ids: [11] },
      }),
    );
    expect(found.map(({ id, value_after }) => [id, value_after])).toEqual([['a', [{ note: { id: 42 } }]]]);
    expect(asked[0]?.path).toBe(
      '/api/v4/events?filter[type]=incoming_call,outgoing_call&filter[created_at][from]=10&filter[created_at][to]=200' +
        '&filter[created_by][]=5&filter[entity]=contact&filter[entity_id][]=11&limit=100',
    );
  });

  it('is asked for leads that moved, each stage whole', async () => {
    const { client, asked } = await openWireClient(page('events', [event('a')]));
    const stage = { pipeline_id: 1, status_id: 10 };
    await everyItem(client.events.pages({ movedFrom: [stage], movedTo: [{ ...stage, status_id: 142 }] }));
    expect(asked[0]?.path).toContain(
      'filter[value_before][leads_statuses][0][pipeline_id]=1&filter[value_before][leads_statuses][0][status_id]=10' +
        '&filter[value_after][leads_statuses][0][pipeline_id]=1&filter[value_after][leads_statuses][0][status_id]=142',
    );
  });

  it('reads values of any shape, and leaves out an event whose id is a number', async () => {
    const { client } = await openWireClient(
      page('events', [
        event('a', { value_after: {}, created_by: null }),
        event('b', { value_after: [{ lead_status: { id: 142 } }, 1, null] }),
      ]),
      page('events', [event('a'), { ...event('b'), id: 7 }]),
    );
    const found = await everyItem(client.events.pages());
    expect(found.map(({ value_after, created_by }) => [value_after, created_by])).toEqual([
      [[], 0],
      [[{ lead_status: { id: 142 } }, 1, null], 5],
    ]);
    expect((await everyItem(client.events.pages())).map(({ id }) => id)).toEqual(['a']);
  });
});
