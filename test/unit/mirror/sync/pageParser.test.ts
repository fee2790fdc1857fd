import { describe, expect, it } from 'vitest';
import { parsePage } from '../../../../main/mirror/sync/pageParser.ts';

const page = (list: string, items: readonly unknown[], next?: string): string =>
  JSON.stringify({
    _page: 1,
    _links: { self: { href: 'x' }, ...(next === undefined ? {} : { next: { href: next } }) },
    _embedded: { [list]: items },
  });

describe('parsePage', () => {
  it('keeps of a contact what the mirror needs', () => {
    const body = page(
      'contacts',
      [
        {
          id: 3,
          name: 'Иван Иванов',
          responsible_user_id: 504,
          updated_at: 1_590_943_929,
          is_deleted: false,
          custom_fields_values: [
            {
              field_id: 3,
              field_code: 'PHONE',
              values: [{ value: '+79123456789', enum_code: 'WORK' }, { value: 8495 }],
            },
            { field_id: 4, field_code: 'EMAIL', values: [{ value: 'a@b' }] },
            { field_id: 6, field_code: null, values: [{ value: 'Fair' }, { value: 7 }, { value: null }] },
          ],
          _embedded: { leads: [{ id: 1 }], companies: [{ id: 2 }], tags: [{ id: 5, name: 'vip' }] },
        },
      ],
      'https://x.amocrm.ru/api/v4/contacts?page=2',
    );
    const read = parsePage('contacts', body);
    expect(read).toMatchObject({
      ok: true,
      value: { next: '/api/v4/contacts?page=2', skipped: 0 },
    });
    expect(read.ok && read.value.rows.rows).toEqual([
      {
        id: 3,
        name: 'Иван Иванов',
        companyId: 2,
        responsibleUserId: 504,
        updatedAt: 1_590_943_929,
        isDeleted: false,
        phones: [
          { value: '+79123456789', kind: 'WORK' },
          { value: '8495', kind: null },
        ],
        emails: ['a@b'],
        tags: ['vip'],
        leadIds: [1],
        customFields: ['6:Fair', '6:7'],
      },
    ]);
  });

  it('takes the thin, the empty and the nameless', () => {
    const items = [
      { id: 1, is_deleted: true },
      { id: 2, name: null, custom_fields_values: null, _embedded: {} },
    ];
    const read = parsePage('contacts', page('contacts', items));
    expect(read.ok && read.value.rows.rows).toMatchObject([
      { id: 1, isDeleted: true, phones: [], leadIds: null },
      { id: 2, name: '', companyId: null },
    ]);
    expect(read.ok && read.value.next).toBeNull();
  });

  it('skips and counts a wrong item, and keeps the rest of the page', () => {
    const items = [{ id: 'seven' }, null, { id: 8, updated_at: 'now' }, { id: 9 }];
    const read = parsePage('leads', page('leads', items));
    expect(read).toMatchObject({
      ok: true,
      value: { items: 4, skipped: 2, rows: { rows: [{ id: 8, updatedAt: 0 }, { id: 9 }] } },
    });
  });

  it.each([
    ['not JSON', '{"_embedded"', ''],
    ['a list of its own', '[]', '_embedded'],
    ['another list', page('leads', []), '_embedded.contacts'],
    ['an object for a list', '{"_embedded":{"contacts":{}}}', '_embedded.contacts'],
  ])('%s is malformed, and says where', (_what, body, path) => {
    expect(parsePage('contacts', body)).toMatchObject({ ok: false, error: { kind: 'malformed', path } });
  });
});
