import { digitsOf, dirtyPhone, nameOf } from './fillMirror.ts';

/** Contacts on one page, as the sync asks for them. */
export const PAGE_SIZE = 250;

/**
 * Pages of contacts as the service sends them (crm-api.md 3.3), complete with what the mirror does not
 * keep: one phone in two fields for one in five, a mail address, a company, tags, leads.
 */
export function crmPages(contacts: number): readonly string[] {
  return Array.from({ length: Math.ceil(contacts / PAGE_SIZE) }, (_, page) =>
    JSON.stringify({
      _page: page + 1,
      _links: {
        self: { href: `https://demo.amocrm.ru/api/v4/contacts?page=${page + 1}` },
        next: { href: `https://demo.amocrm.ru/api/v4/contacts?page=${page + 2}` },
      },
      _embedded: {
        contacts: Array.from({ length: PAGE_SIZE }, (__, index) => contact(1 + page * PAGE_SIZE + index)),
      },
    }),
  );
}

function contact(id: number): object {
  const [first_name = '', last_name = ''] = nameOf(id).split(' ');
  const self = { self: { href: `https://demo.amocrm.ru/api/v4/contacts/${id}` } };
  return {
    id,
    name: nameOf(id),
    first_name,
    last_name,
    responsible_user_id: 1 + (id % 20),
    group_id: 0,
    created_by: 1,
    updated_by: 1,
    created_at: 1_690_000_000,
    updated_at: 1_700_000_000 + (id % 1_000_000),
    closest_task_at: null,
    is_deleted: false,
    is_unsorted: false,
    custom_fields_values: [
      {
        field_id: 3,
        field_name: 'Телефон',
        field_code: 'PHONE',
        field_type: 'multitext',
        values: [
          { value: dirtyPhone(id), enum_id: 1, enum_code: 'MOB' },
          ...(id % 5 === 0
            ? [{ value: `+7 495 ${digitsOf(id).slice(-7)}`, enum_id: 2, enum_code: 'WORK' }]
            : []),
        ],
      },
      {
        field_id: 4,
        field_name: 'Email',
        field_code: 'EMAIL',
        field_type: 'multitext',
        values: [{ value: `someone${id}@example.com`, enum_id: 3, enum_code: 'WORK' }],
      },
    ],
    account_id: 31_000_001,
    _links: self,
    _embedded: {
      tags: id % 4 === 0 ? [{ id: 1, name: 'vip', color: null }] : [],
      leads: [{ id, _links: self }],
      customers: [],
      catalog_elements: [],
      companies: [{ id: 1 + (id % 1_000), _links: self }],
    },
  };
}
