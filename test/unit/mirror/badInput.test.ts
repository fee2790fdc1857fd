import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsePage } from '../../../main/mirror/sync/pageParser.ts';
import { readContactOrCompany } from '../../../main/mirror/contact/contactOrCompanyItem.ts';
import { type MirrorFile, createMirrorFile } from './mirrorFile.ts';

let mirror: MirrorFile;

beforeEach(() => {
  mirror = createMirrorFile();
});
afterEach(() => {
  mirror.close();
});

const page = (list: string, items: readonly unknown[]): string =>
  JSON.stringify({ _embedded: { [list]: items } });
const phone = (value: unknown, code: unknown = 'PHONE') => [
  { field_id: 1, field_code: code, values: [{ value }] },
];

describe('one bad row', () => {
  it('without an id is left out and counted; whatever else is odd costs itself alone', () => {
    const items = [
      { id: 1, name: 'Good', custom_fields_values: phone('+79161234567') },
      null,
      'text',
      [],
      { name: 'without an id' },
      { id: -0.5, name: 'half an id' },
      { id: 2, name: { first: 'an object' } },
      { id: 3, name: 'wrong time', updated_at: 'yesterday' },
      { id: 4, custom_fields_values: 'none' },
      { id: 5, _embedded: 7 },
      { id: 6, name: 'Last' },
    ];
    const read = parsePage('contacts', page('contacts', items));
    if (!read.ok) throw new Error(read.error.kind);
    expect(read.value).toMatchObject({ items: 11, skipped: 5 });
    mirror.save(read.value.rows);
    expect(mirror.reader.counts('a').contacts).toBe(6);
    expect(mirror.reader.search('a', '9161234567', 5)).toHaveLength(1);
  });

  it.each(['contacts', 'companies', 'leads', 'tasks'] as const)(
    'numbers of %s that cannot be (1e400, milliseconds, beyond 64 bits) cost no page and stay within what calendars know',
    (list) => {
      const usual = {
        name: '"x"',
        text: '"x"',
        entity_type: '"leads"',
        ...Object.fromEntries(
          ['updated_at', 'created_at', 'complete_till', 'closed_at', 'closest_task_at'].map((key) => [
            key,
            '1600000000',
          ]),
        ),
        ...Object.fromEntries(
          [
            'price',
            'status_id',
            'pipeline_id',
            'responsible_user_id',
            'loss_reason_id',
            'entity_id',
            'duration',
          ].map((key) => [key, '5']),
        ),
      };
      const item = (id: number, more: Readonly<Record<string, string>>): string =>
        JSON.stringify({ id }).replace(
          '}',
          Object.entries({ ...usual, ...more })
            .map(([key, value]) => `,"${key}":${value}`)
            .join('') + '}',
        );
      const odd = [
        '1e400',
        '-1e400',
        '1e300',
        '9223372036854775808',
        '1e18',
        '1600000000000',
        '-1',
        '"1e400"',
        '[]',
        '0.5',
      ];
      const items = Object.keys(usual).flatMap((key, place) =>
        odd.map((value, which) => item(place * 100 + which + 1, { [key]: value })),
      );
      const read = parsePage(list, `{"_embedded":{"${list}":[${[...items, item(9_999, {})].join(',')}]}}`);
      if (!read.ok) throw new Error(read.error.kind);
      mirror.save(read.value.rows);
      const numbers = read.value.rows.rows.flatMap((row) =>
        Object.entries(row).flatMap(([, value]) => (typeof value === 'number' ? [value] : [])),
      );
      expect(numbers.length).toBeGreaterThan(400);
      expect(numbers.every((one) => Math.abs(one) <= 2 ** 53)).toBe(true);
      const times = read.value.rows.rows.flatMap((row) =>
        Object.entries(row).flatMap(([name, value]) =>
          /(?:At|Till)$/u.test(name) && typeof value === 'number' ? [value] : [],
        ),
      );
      expect(times.length).toBeGreaterThan(50);
      expect(times.every((time) => time >= 0 && !Number.isNaN(new Date(time * 1_000).getTime()))).toBe(true);
    },
  );

  it('ids that come as digits, no fields, no name and values that are none lose nothing', () => {
    expect(
      readContactOrCompany({ id: '77', responsible_user_id: '8', updated_at: '1600000000' }),
    ).toMatchObject({
      id: 77,
      responsibleUserId: 8,
      updatedAt: 1_600_000_000,
      name: '',
      phones: [],
    });
    expect(
      readContactOrCompany({ id: 1, name: null, custom_fields_values: null, _embedded: null }),
    ).toMatchObject({
      name: '',
    });
    const values = [
      { value: 89_161_234_567 },
      { value: null },
      { value: { object: 1 } },
      'text',
      { value: 'x', enum: 'MOB' },
    ];
    expect(
      readContactOrCompany({
        id: 1,
        custom_fields_values: [{ field_code: 'PHONE', values }, null, { field_code: 'PHONE' }],
      }),
    ).toMatchObject({
      phones: [
        { value: '89161234567', kind: null },
        { value: 'x', kind: 'MOB' },
      ],
    });
  });

  it('two phones in one field are both found, and a letter in a phone field harms nobody', () => {
    const items = [
      { id: 1, custom_fields_values: phone('+7 495 123-45-67, +7 916 765-43-21') },
      { id: 2, custom_fields_values: phone('я'.repeat(100_000)) },
    ];
    const read = parsePage('contacts', page('contacts', items));
    if (!read.ok) throw new Error(read.error.kind);
    mirror.save(read.value.rows);
    expect(mirror.reader.search('a', '79167654321', 5)).toMatchObject([{ id: 1, name: '' }]);
    expect(mirror.reader.search('a', '84951234567', 5)).toMatchObject([{ id: 1 }]);
    expect(
      mirror.reader.contactOrCompany('a', { entity: 'contact', id: 2 })?.phones[0]?.value.length,
    ).toBeLessThanOrEqual(1_000);
  });

  it('names of any length and direction are kept short, found and shown', () => {
    const long = `Очень${' длинное'.repeat(2_000)}`;
    const read = parsePage('leads', page('leads', [{ id: 1, name: long, pipeline_id: 404, status_id: 404 }]));
    if (!read.ok) throw new Error(read.error.kind);
    mirror.save(read.value.rows);
    mirror.save({
      list: 'contacts',
      rows: [readContactOrCompany({ id: 5, name: 'محمد بن سلمان' }) ?? never()],
    });
    expect(mirror.reader.lead('a', 1)).toMatchObject({ pipeline: '', stage: '', open: true });
    expect(mirror.reader.lead('a', 1)?.name.length).toBe(1_000);
    expect(mirror.reader.search('a', 'بن', 5)).toMatchObject([{ id: 5 }]);
  });
});

describe('what the facts allow loses no row', () => {
  it.each([
    ['contacts', { id: 1, _embedded: [], is_deleted: 1, custom_fields_values: {} }, { isDeleted: true }],
    ['companies', { id: 1, name: 2026, responsible_user_id: null }, { name: '2026' }],
    [
      'leads',
      {
        id: 1,
        price: '99.5',
        is_deleted: 1,
        _embedded: { contacts: [null, { id: 3, is_main: 1 }], companies: {}, tags: [null, { name: 'a' }] },
      },
      { price: 99.5, isDeleted: true, mainContactId: 3, contactIds: [3], companyIds: null, tags: ['a'] },
    ],
    ['leads', { id: 1, _embedded: [], closed_at: '' }, { contactIds: null, closedAt: null }],
    [
      'tasks',
      { id: 1, responsible_user_id: null, is_completed: 0, complete_till: '5', text: null, result: [] },
      { responsibleUserId: 0, isCompleted: false, completeTill: 5, text: '' },
    ],
    ['users', { id: 1, rights: [] }, { isAdmin: false }],
    [
      'pipelines',
      { id: 1, sort: null, _embedded: { statuses: [null, { id: 142, type: '1', sort: '5', color: {} }] } },
      { statuses: [{ id: 142, sort: 5, color: null, isIncoming: true }] },
    ],
    ['pipelines', { id: 1, _embedded: [] }, { statuses: [] }],
    ['task_types', { id: 1, code: 5, name: null }, { code: null, name: '' }],
    ['loss_reasons', { id: '1', sort: 'x' }, { id: 1, sort: 0 }],
    ['unsorted', { uid: 'a', category: 5, created_at: '7', _embedded: [] }, { leadId: null, updatedAt: 7 }],
    ['events', { type: 'lead_deleted', entity_id: '5', created_at: '6' }, { entityId: 5, updatedAt: 6 }],
  ] as const)('of %s: %o', (key, item, row) => {
    const names = { task_types: 'taskTypes', loss_reasons: 'lossReasons', unsorted: 'incoming' } as const;
    const list =
      key in names ? names[key as keyof typeof names] : (key as Exclude<typeof key, keyof typeof names>);
    expect(parsePage(list, page(key, [item]))).toMatchObject({
      ok: true,
      value: { skipped: 0, rows: { rows: [row] } },
    });
  });

  it.each([
    ['absent', '{"_page":1,"_links":{}}'],
    ['null', '{"_page":1,"_embedded":null}'],
    ['empty', '{"_page":1,"_embedded":[]}'],
  ])('a page whose _embedded is %s is an empty page', (_what, body) => {
    expect(parsePage('leads', body)).toMatchObject({ ok: true, value: { items: 0, next: null } });
  });
});

describe('one bad page', () => {
  it('of 10 MB is read like any other', () => {
    const body = JSON.stringify({ junk: 'x'.repeat(10_000_000), _embedded: { contacts: [{ id: 1 }] } });
    expect(parsePage('contacts', body)).toMatchObject({ ok: true, value: { items: 1, skipped: 0 } });
  });

  it.each([
    ['HTML', '<!doctype html><title>Portal</title>'],
    ['a cut-off answer', '{"_embedded":{"contacts":[{"id":1'],
    ['another list', page('leads', [])],
    ['a bare list', '[]'],
    ['nothing', ''],
  ])('%s is a failure that is tried again, and stores nothing', (_what, body) => {
    expect(parsePage('contacts', body)).toMatchObject({ ok: false, error: { kind: 'malformed' } });
  });
});

function never(): never {
  throw new Error('it can be read');
}
