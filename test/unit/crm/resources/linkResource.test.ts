import { describe, expect, it } from 'vitest';
import { everyItem, openWireClient, page } from '../wireClient.ts';

const lead = { entity: 'lead', id: 3 } as const;
const contact = { entity: 'contact', id: 11 } as const;
/** As `GET /{entity}/{id}/links` answers: without whose link it is (crm-api.md 3.4). */
const link = (id: number, type: string, metadata: unknown) => ({
  to_entity_id: id,
  to_entity_type: type,
  metadata,
});

describe('links', () => {
  it('of an entity are all read, also to kinds nobody knows here', async () => {
    const { client, asked } = await openWireClient(
      page('links', [
        link(11, 'contacts', { main_contact: true }),
        link(12, 'contacts', null),
        link(5, 'catalog_elements', { quantity: 1, catalog_id: 45 }),
      ]),
    );
    const found = await everyItem(client.links.pages(lead));
    expect(
      found.map(({ to_entity_id, to_entity_type, isMain }) => [to_entity_id, to_entity_type, isMain]),
    ).toEqual([
      [11, 'contacts', true],
      [12, 'contacts', false],
      [5, 'catalog_elements', false],
    ]);
    expect(asked[0]?.path).toBe('/api/v4/leads/3/links');
  });

  it('are made by one request', async () => {
    const { client, asked } = await openWireClient(page('links', [link(11, 'contacts', null)]));
    expect(await client.links.add(lead, contact)).toMatchObject({
      value: { to_entity_id: 11, isMain: false },
    });
    const body = [{ to_entity_id: 11, to_entity_type: 'contacts' }];
    expect(asked).toEqual([{ method: 'POST', path: '/api/v4/leads/3/link', body }]);
  });
});

describe('tags', () => {
  it('are put on a contact and taken off it without touching the others', async () => {
    const { client, asked } = await openWireClient(page('contacts', [{ id: 11 }]));
    await client.contacts.patch(11, { addTags: ['a'], removeTags: ['b'] });
    expect(asked[0]?.body).toEqual({ tags_to_add: [{ name: 'a' }], tags_to_delete: [{ name: 'b' }] });
  });
});
