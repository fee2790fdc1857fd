import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpAnswer, TestSandbox } from './client.ts';
import { at, firstError, listAt, romashkaOf, startTestSandbox } from './client.ts';

let test: TestSandbox;
beforeEach(async () => {
  test = await startTestSandbox({ contacts: 30 });
});
afterEach(() => test.close());

const contactId = (): number => romashkaOf(test).contacts.all()[12]?.id ?? 0;
const create = (...tasks: readonly object[]): Promise<HttpAnswer> =>
  test.ask('/api/v4/tasks', { body: tasks });
const task = (more: object = {}): object => ({ text: 'Перезвонить', complete_till: 2_000_000_000, ...more });
const made = async (more: object = {}): Promise<number> =>
  Number(at((await create(task(more))).body, '_embedded', 'tasks', 0, 'id'));
const ids = (answer: HttpAnswer): unknown[] =>
  listAt(answer.body, '_embedded', 'tasks').map((one) => at(one, 'id'));

describe('tasks', () => {
  it('are made thin and read whole, with an empty list as the result', async () => {
    const answer = await create(task({ entity_type: 'contacts', entity_id: contactId(), request_id: 't' }));
    expect(at(answer.body, '_embedded', 'tasks', 0, 'request_id')).toBe('t');
    const id = Number(at(answer.body, '_embedded', 'tasks', 0, 'id'));
    expect((await test.ask(`/api/v4/tasks/${String(id)}`)).body).toMatchObject({
      text: 'Перезвонить',
      entity_type: 'contacts',
      entity_id: contactId(),
      task_type_id: 1,
      is_completed: false,
      result: [],
      responsible_user_id: romashkaOf(test).account.agent_id,
    });
    const contact = await test.ask(`/api/v4/contacts/${String(contactId())}`);
    expect(at(contact.body, 'closest_task_at')).toBe(2_000_000_000);
  });

  it('are completed with a result', async () => {
    const id = await made({ entity_type: 'contacts', entity_id: contactId() });
    const path = `/api/v4/tasks/${String(id)}`;
    const answer = await test.ask(path, {
      method: 'PATCH',
      body: { is_completed: true, result: { text: 'Готово' } },
    });
    expect(answer.body).toMatchObject({ id, request_id: '0' });
    expect((await test.ask(path)).body).toMatchObject({ is_completed: true, result: { text: 'Готово' } });
    expect(
      at((await test.ask(`/api/v4/contacts/${String(contactId())}`)).body, 'closest_task_at'),
    ).toBeNull();
  });

  it('are moved many at once', async () => {
    const all = [await made(), await made()];
    const answer = await test.ask('/api/v4/tasks', {
      method: 'PATCH',
      body: all.map((id) => ({ id, complete_till: 2_100_000_000 })),
    });
    expect(ids(answer)).toEqual(all);
    expect(at((await test.ask(`/api/v4/tasks/${String(all[1])}`)).body, 'complete_till')).toBe(2_100_000_000);
  });

  it('are filtered by user, state, type, entity and time, and ordered by when they are due', async () => {
    const other = romashkaOf(test).users[1]?.id;
    const late = await made({ complete_till: 2_200_000_000, task_type_id: 2 });
    const theirs = await made({ responsible_user_id: other });
    const done = await made({ is_completed: true });
    const ofContact = await made({ entity_type: 'contacts', entity_id: contactId(), complete_till: 1 });
    const list = (query: string): Promise<HttpAnswer> => test.ask(`/api/v4/tasks?${query}`);
    expect(ids(await list(`filter[responsible_user_id]=${String(other)}`))).toEqual([theirs]);
    expect(ids(await list('filter[is_completed]=1'))).toEqual([done]);
    expect(ids(await list('filter[is_completed]=0'))).toEqual([late, theirs, ofContact]);
    expect(ids(await list('filter[task_type][]=2'))).toEqual([late]);
    expect(
      ids(await list(`filter[entity_type]=contacts&filter[entity_id][]=${String(contactId())}`)),
    ).toEqual([ofContact]);
    // Without its kind an entity's id says nothing and is ignored.
    // Alone, as amocrm-js asks; the other reading is below.
    expect(ids(await list(`filter[entity_id][]=${String(contactId())}`))).toEqual([ofContact]);
    expect(ids(await list('filter[complete_till][from]=2100000000'))).toEqual([late]);
    expect(ids(await list('order[complete_till]=desc&limit=1'))).toEqual([late]);
    expect((await list('filter[id]=1')).status).toBe(204);
  });

  it.each([
    [{ text: undefined }, { code: 'FieldMissing', path: 'text' }],
    [{ complete_till: undefined }, { code: 'FieldMissing', path: 'complete_till' }],
    [{ task_type_id: 77 }, { code: 'NotSupportedChoice', path: 'task_type_id' }],
    [{ entity_id: 5 }, { code: 'FieldMissing', path: 'entity_type' }],
    [
      { entity_id: 5, entity_type: 'leads' },
      { code: 'NotSupportedChoice', path: 'entity_id' },
    ],
    [{ responsible_user_id: 5 }, { code: 'NotSupportedChoice', path: 'responsible_user_id' }],
  ])('with %j are refused', async (more, error) => {
    expect(firstError(await create(task(more)))).toMatchObject(error);
  });

  it('cannot be deleted', async () => {
    expect((await test.ask(`/api/v4/tasks/${String(await made())}`, { method: 'DELETE' })).status).toBe(405);
  });
});

describe('notes', () => {
  const path = (): string => `/api/v4/contacts/${String(contactId())}/notes`;
  const write = (note_type: string, params: object): Promise<HttpAnswer> =>
    test.ask(path(), { body: [{ note_type, params }] });

  it.each([
    ['common', { text: 'a' }],
    ['service_message', { service: 'Ringside', text: 'a' }],
    ['extended_service_message', { service: 'Ringside', text: 'a' }],
    ['message_cashier', { status: 'created', text: 'a' }],
    ['geolocation', { text: 'a', address: 'b', longitude: '1', latitude: '2' }],
    ['sms_in', { text: 'a', phone: '+7' }],
    ['sms_out', { text: 'a', phone: '+7' }],
    ['attachment', { file_uuid: 'u', version_uuid: 'v', file_name: 'a.pdf' }],
  ])('of the type %s keep their params', async (type, params) => {
    const answer = await write(type, params);
    const id = String(at(answer.body, '_embedded', 'notes', 0, 'id'));
    expect((await test.ask(`/api/v4/contacts/notes/${id}`)).body).toMatchObject({ note_type: type, params });
  });

  it.each([
    ['common', {}, 'params.text'],
    ['service_message', { text: 'a' }, 'params.service'],
    ['message_cashier', { text: 'a', status: 'lost' }, 'params.status'],
    ['sms_in', { text: 'a' }, 'params.phone'],
    ['chat', {}, 'note_type'],
  ])('of the type %s with %j are refused at %s', async (type, params, where) => {
    expect(firstError(await write(type, params))).toMatchObject({ path: where });
  });

  it('are pinned and let go with 204', async () => {
    const id = String(at((await write('common', { text: 'a' })).body, '_embedded', 'notes', 0, 'id'));
    const isPinned = async (): Promise<unknown> =>
      at((await test.ask(`${path()}/${id}?with=is_pinned`)).body, 'is_pinned');
    expect((await test.ask(`${path()}/${id}/pin`, { method: 'POST' })).status).toBe(204);
    expect(await isPinned()).toBe(true);
    expect((await test.ask(`/api/v4/contacts/notes/${id}/unpin`, { method: 'POST' })).status).toBe(204);
    expect(await isPinned()).toBe(false);
    expect((await test.ask(`/api/v4/leads/notes/${id}/pin`, { method: 'POST' })).status).toBe(404);
  });
});
