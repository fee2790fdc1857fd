import { describe, expect, it } from 'vitest';
import { everyItem, everyPage, nothing, openWireClient, page, reply, valueOf } from '../wireClient.ts';

const contact = (id: number, more: object = {}) => ({
  id,
  name: `Contact ${String(id)}`,
  responsible_user_id: 1,
  updated_at: id,
  ...more,
});

describe('a list walked page by page', () => {
  it('follows the next links exactly as handed out, until there is none', async () => {
    const odd = '/api/v4/contacts?cursor=QUJD%3D&x[]=1';
    const { client, asked } = await openWireClient(
      page('contacts', [contact(1), contact(2)], odd),
      page('contacts', [contact(3)]),
    );
    const items = await everyItem(client.contacts.pages());
    expect(items.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(asked.map(({ path }) => path)).toEqual([
      '/api/v4/contacts?with=leads&limit=50',
      decodeURIComponent(odd),
    ]);
  });

  it('ends at a 204 behind a next link, and at an empty page', async () => {
    const { client, asked } = await openWireClient(
      page('contacts', [contact(1)], '/api/v4/a'),
      nothing,
      page('contacts', [contact(2)], '/api/v4/b'),
      page('contacts', [], '/api/v4/c'),
    );
    expect(await everyItem(client.contacts.pages())).toHaveLength(1);
    expect(await everyItem(client.contacts.pages())).toHaveLength(1);
    expect(asked).toHaveLength(4);
  });

  it('asks for a page only when the one before was taken, and for none after the loop was left', async () => {
    const { client, asked } = await openWireClient(
      page('contacts', [contact(1)], '/api/v4/a'),
      page('contacts', [contact(2)], '/api/v4/b'),
    );
    const requests: number[] = [];
    for await (const one of client.contacts.pages()) {
      requests.push(asked.length);
      if (valueOf(one).items[0]?.id === 2) break;
    }
    expect(requests).toEqual([1, 2]);
    expect(asked).toHaveLength(2);
  });

  it('gives a failure as its last, and goes on later from the last good page', async () => {
    const { client, asked } = await openWireClient(
      page('contacts', [contact(1)], '/api/v4/contacts?page=2'),
      reply({ title: 'Forbidden', detail: 'no' }, 403),
      page('contacts', [contact(2)]),
    );
    const pages = await everyPage(client.contacts.pages());
    expect(pages).toMatchObject([{ ok: true }, { ok: false, error: { kind: 'forbidden', words: 'no' } }]);
    const next = pages[0]?.ok === true ? pages[0].value.next : null;
    expect(await everyItem(client.contacts.pages({ from: next ?? '' }))).toHaveLength(1);
    expect(asked[2]?.path).toBe('/api/v4/contacts?page=2');
  });

  it('is not led in a circle', async () => {
    const { client, asked } = await openWireClient(
      page('contacts', [contact(1)], '/api/v4/contacts?page=2'),
      page('contacts', [contact(2)], '/api/v4/contacts?page=3'),
      page('contacts', [contact(3)], '/api/v4/contacts?page=2'),
    );
    expect(await everyPage(client.contacts.pages())).toMatchObject([
      { ok: true },
      { ok: true },
      { ok: false, error: { kind: 'malformed', path: '_links.next.href' } },
    ]);
    expect(asked).toHaveLength(3);
  });

  it('does not follow a link to another host', async () => {
    const { client, asked } = await openWireClient(() => ({
      status: 200,
      body: { _links: { next: { href: 'https://evil.example/' } }, _embedded: { contacts: [contact(1)] } },
    }));
    expect(await everyPage(client.contacts.pages())).toMatchObject([
      { ok: true },
      { ok: false, error: { kind: 'malformed', path: '_links.next.href' } },
    ]);
    expect(asked).toHaveLength(1);
  });

  it('ends with `aborted` when its signal says so', async () => {
    const { client, asked } = await openWireClient(page('contacts', [contact(1)], '/api/v4/a'));
    const gone = new AbortController();
    const kinds: string[] = [];
    for await (const one of client.contacts.pages({}, { signal: gone.signal })) {
      kinds.push(one.ok ? 'ok' : one.error.kind);
      gone.abort();
    }
    expect(kinds).toEqual(['ok', 'aborted']);
    expect(asked).toHaveLength(1);
  });

  it('filters again what a service with filters switched off sends', async () => {
    const { client, asked } = await openWireClient(
      page('companies', [contact(10), contact(20, { responsible_user_id: 2 }), contact(30)]),
    );
    const query = { responsibleUserIds: [1], updatedFrom: 15, order: 'updated', limit: 250 } as const;
    expect((await everyItem(client.companies.pages(query))).map(({ id }) => id)).toEqual([30]);
    expect(asked[0]?.path).toBe(
      '/api/v4/companies?with=leads,contacts&filter[responsible_user_id][]=1&filter[updated_at][from]=15&order[updated_at]=desc&limit=250',
    );
  });

  it('keeps a page with an odd item, and an item with an odd field', async () => {
    const odd = {
      custom_fields_values: [
        7,
        { field_id: 'x', values: 3 },
        { field_id: 1, field_code: 'PHONE', values: [null, { value: '+79991234567', enum_code: 5 }] },
      ],
      responsible_user_id: {},
      updated_at: 'soon',
      is_deleted: 'no',
      _embedded: { leads: [{ id: '5' }, null, {}], tags: 'vip', companies: null },
    };
    const { client } = await openWireClient(
      page('contacts', [contact(1), { id: {} }, null, contact(2, odd), contact(3, { id: '3' })]),
    );
    const items = await everyItem(client.contacts.pages());
    expect(items.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(items[1]).toMatchObject({
      name: 'Contact 2',
      leadIds: [5],
      tags: [],
      custom_fields_values: [
        { field_id: 1, field_code: 'PHONE', values: [{ value: '+79991234567', enum_code: null }] },
      ],
    });
  });

  it('names the place of a wrong type where nothing on the page can be read', async () => {
    const { client } = await openWireClient(page('contacts', [{ id: {} }, { id: null }]));
    expect(await everyPage(client.contacts.pages())).toMatchObject([
      { error: { kind: 'malformed', path: '_embedded.contacts.0.id' } },
    ]);
  });
});
