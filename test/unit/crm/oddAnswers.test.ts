import { describe, expect, it } from 'vitest';
import type { CrmClient } from '../../../main/crm/types/crmClient.ts';
import { readTokenAnswer } from '../../../main/crm/transport/oauthEndpoint.ts';
import { fail, ok } from '../../../main/common/result.ts';
import { everyItem, everyPage, nothing, openWireClient, page, reply, valueOf } from './wireClient.ts';

/** Empty objects as PHP writes them, nulls, numbers as text: all of it is in crm-api.md 2 to 4 and 6. */
const ROWS = {
  contacts: [
    { id: 1, _embedded: [], custom_fields_values: null },
    { id: '2', name: 5, is_deleted: 0, updated_at: '7' },
  ],
  companies: [
    { id: 1, _embedded: [] },
    { id: 2, responsible_user_id: null },
  ],
  leads: [
    { id: 1, _embedded: [], price: '1200.50', status_id: null, is_deleted: 1 },
    { id: 2, _embedded: { contacts: [{ id: '9', is_main: 1 }], source: [], loss_reason: null } },
  ],
  tasks: [
    { id: 1, responsible_user_id: null, is_completed: 1, complete_till: '1575665940', updated_at: 5 },
    { id: 2, result: { text: 7 }, duration: '60', created_at: null, updated_at: null },
    { id: 3, result: '', is_completed: false, complete_till: null },
  ],
  notes: [
    { id: 1, params: [] },
    { id: 2, note_type: null, created_at: 3, params: { uniq: 17, duration: '61', phone: 79161234567 } },
  ],
  events: [
    { id: '5', type: 'talk_created', entity_id: null, created_at: '6', _embedded: [], value_after: null },
    { id: 'a', type: 'lead_added', entity_id: '8', entity_type: 'lead', created_at: 6, value_after: {} },
  ],
  unsorted: [
    { uid: 'a', _embedded: [], category: null, created_at: '9' },
    { uid: 'b', pipeline_id: {} },
  ],
  links: [
    { to_entity_id: 1, to_entity_type: 'contacts', metadata: [], entity_id: null },
    { to_entity_id: 2, to_entity_type: 'contacts', metadata: null, entity_type: 5 },
  ],
} as const;

const LISTS: readonly (readonly [keyof typeof ROWS, (client: CrmClient) => Promise<readonly unknown[]>])[] = [
  ['contacts', (client) => everyItem(client.contacts.pages())],
  ['companies', (client) => everyItem(client.companies.pages())],
  ['leads', (client) => everyItem(client.leads.pages())],
  ['tasks', (client) => everyItem(client.tasks.pages())],
  [
    'notes',
    (client) => everyItem(client.notes.pages({ entity: 'contact', entityId: 4, types: [], updatedFrom: 0 })),
  ],
  ['events', (client) => everyItem(client.events.pages())],
  ['unsorted', (client) => everyItem(client.unsorted.pages())],
  ['links', (client) => everyItem(client.links.pages({ entity: 'lead', id: 3 }))],
];

describe('a list of the CRM', () => {
  it.each(LISTS)(
    'of %s loses no row for what the facts allow, and of odd ones only those',
    async (list, all) => {
      const { client } = await openWireClient(page(list, [null, ...ROWS[list], 'odd']));
      expect(await all(client)).toHaveLength(ROWS[list].length);
    },
  );

  it.each(LISTS)('of %s goes on behind a page whose only row is odd', async (list, all) => {
    const { client } = await openWireClient(page(list, [null], '/api/v4/more'), page(list, ROWS[list]));
    expect(await all(client)).toHaveLength(ROWS[list].length);
  });

  it.each([
    ['is absent', { _page: 1, _links: { self: { href: 'x' } } }],
    ['is null', { _page: 1, _embedded: null }],
    ['is empty, as PHP writes it', { _total_items: 0, _embedded: [] }],
    ['has no such list', { _page: 1, _links: {}, _embedded: {} }],
    ['has null for the list', { _embedded: { contacts: null } }],
  ])('is empty where _embedded %s', async (_what, body) => {
    const { client } = await openWireClient(reply(body));
    expect(await everyItem(client.contacts.pages())).toEqual([]);
  });

  it.each([
    ['an answer to something else', { id: 5 }],
    ['another list', { _page: 1, _embedded: { leads: [] } }],
    ['a text', { _page: 1, _embedded: 'none' }],
    ['a bare list', [{ id: 1 }]],
  ])('is not taken to be empty for %s', async (_what, body) => {
    const { client } = await openWireClient(reply(body));
    expect(await everyPage(client.contacts.pages())).toMatchObject([{ error: { kind: 'malformed' } }]);
  });
});

describe('what is read of an odd row', () => {
  it('of a task: whose, when, done and what came of it', async () => {
    const { client } = await openWireClient(page('tasks', ROWS.tasks));
    expect(await everyItem(client.tasks.pages())).toMatchObject([
      { responsible_user_id: 0, is_completed: true, complete_till: 1_575_665_940, result: null },
      { result: '7', duration: 60, updated_at: 0 },
      { result: null, is_completed: false, complete_till: 0 },
    ]);
  });

  it('of a note: whose it is by the list it stands in, and the words of another program', async () => {
    const { client } = await openWireClient(page('notes', ROWS.notes));
    expect(await everyItem(client.notes.pages({ entity: 'lead', entityId: 4, types: [] }))).toMatchObject([
      { id: 1, entity_id: 4, uniq: null },
      { id: 2, entity_id: 4, uniq: '17', duration: 61, phone: '79161234567', updated_at: 3 },
    ]);
  });

  it('of a lead: price, main contact, and that it is in the bin', async () => {
    const { client } = await openWireClient(page('leads', ROWS.leads));
    expect(await everyItem(client.leads.pages())).toMatchObject([
      { price: 1200.5, status_id: 0, is_deleted: true, contactIds: [] },
      { mainContactId: 9, source: null, loss_reason: null },
    ]);
  });

  it('of users', async () => {
    const { client } = await openWireClient(
      page('users', [
        { id: 1, rights: [] },
        { id: 2, rights: { is_admin: 1 } },
        { id: 3, rights: null },
      ]),
    );
    expect(valueOf(await client.users()).map(({ is_admin }) => is_admin)).toEqual([false, true, false]);
  });

  it('of the account: an odd setting costs itself alone', async () => {
    const { client } = await openWireClient(
      reply({
        id: '5',
        name: 'Romashka',
        subdomain: 'romashka',
        current_user_id: 7,
        country: 7,
        currency: null,
        is_unsorted_on: 1,
        is_api_filter_enabled: 'sometimes',
        _embedded: {
          task_types: [null, { id: 1, name: 'Call', code: null, color: 5 }],
          users_groups: {},
          datetime_settings: [],
        },
      }),
      reply({ id: 5, name: null, subdomain: 'romashka', current_user_id: 7, _embedded: [] }),
    );
    expect(valueOf(await client.account())).toMatchObject({
      id: 5,
      currency: '',
      is_unsorted_on: true,
      is_api_filter_enabled: null,
      task_types: [{ id: 1, name: 'Call', code: null }],
      users_groups: [],
      timezone: null,
    });
    expect(valueOf(await client.account())).toMatchObject({ name: '', task_types: [] });
  });
});

describe('the answer to a write', () => {
  it('of a pop-up in the web page may be empty', async () => {
    const { client } = await openWireClient(reply({}, 202), nothing, reply({ _embedded: [] }));
    for (let time = 0; time < 3; time += 1) expect(await client.popups.show('1', null)).toEqual(ok(null));
  });

  it('of a hook may be wrapped, and lists may call hooks by their other name', async () => {
    const hook = { id: 1, destination: 'https://a.example/', settings: null, disabled: null };
    const said = { id: 1, destination: 'https://a.example/', settings: [], disabled: false };
    const { client } = await openWireClient(
      page('hooks', [hook]),
      reply(hook, 201),
      page('webhooks', [hook]),
    );
    expect(await client.webhooks.list()).toEqual(ok([said]));
    expect(await client.webhooks.subscribe('https://a.example/', [])).toEqual(ok(said));
    expect(await client.webhooks.subscribe('https://a.example/', [])).toEqual(ok(said));
  });

  it('of a change of what was deleted meanwhile is a 204', async () => {
    const { client } = await openWireClient(nothing);
    expect(await client.contacts.patch(7, { name: 'a' })).toEqual(
      fail({ kind: 'entityNotFound', words: '' }),
    );
  });

  it('of taking an incoming lead may be a 204', async () => {
    const { client } = await openWireClient(nothing);
    expect(valueOf(await client.unsorted.accept('abc'))).toMatchObject({ uid: 'abc', leadIds: [] });
  });

  const call = {
    direction: 'inbound',
    duration: 1,
    phone: '+79161234567',
    uniq: 'u',
    call_status: 4,
    created_at: 5,
  } as const;

  it.each([
    ['in a 200 without _embedded', { errors: [null, { title: 'Entity not found' }] }, 200],
    ['in a 200 with an empty one', { errors: [{ detail: 'Entity not found' }], _embedded: [] }, 200],
    ['in a 400 with odd errors beside', { errors: ['x', { title: 'Entity not found', status: 404 }] }, 400],
    ['in Russian', { errors: [{ title: 'Объект не найден' }] }, 400],
  ])('of a call says that nobody has the number %s', async (_what, body, status) => {
    const { client } = await openWireClient(reply(body, status));
    expect(await client.calls.add(call)).toMatchObject({ ok: false, error: { kind: 'entityNotFound' } });
  });

  it('of an invalid one is read beside groups that cannot be', async () => {
    const errors = [{ code: 5, path: 'params.link', detail: null }, null];
    const { client } = await openWireClient(
      reply({ title: 'Bad Request', 'validation-errors': ['x', { request_id: 0, errors }] }, 400),
    );
    expect(await client.calls.add(call)).toMatchObject({
      error: { kind: 'validation', problems: [{ code: '5', path: 'params.link', detail: '' }] },
    });
  });
});

describe('the token endpoint', () => {
  const said = (body: unknown, status = 200) =>
    readTokenAnswer({
      status,
      text: JSON.stringify(body),
      contentType: 'application/problem+json',
      retryAfter: null,
    });

  it('may write its seconds as text', () => {
    const pair = { access_token: 'a', refresh_token: 'r', expires_in: '86400', server_time: '1775035800' };
    expect(said(pair)).toMatchObject({ value: { expiresIn: 86_400, serverTime: 1_775_035_800 } });
  });

  it.each([400, 401, 403, 404, 421, 422])('says with %i that the host is not the account’s own', (status) => {
    const body = { title: 'x', hint: 'Send request to account', detail: 'y', status };
    expect(said(body, status)).toMatchObject({ error: { kind: 'refused', about: 'host' } });
  });

  it('refuses the client where its hint is null', () => {
    expect(said({ hint: null, title: 'Некорректный клиент', detail: null }, 401)).toMatchObject({
      error: { kind: 'refused', about: 'client', words: 'Некорректный клиент' },
    });
  });
});
