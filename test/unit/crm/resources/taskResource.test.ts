import { describe, expect, it } from 'vitest';
import { ok } from '../../../../main/common/result.ts';
import { everyItem, nothing, openWireClient, page, reply, valueOf } from '../wireClient.ts';

const task = (id: number, more: object = {}) => ({
  id,
  text: 'Перезвонить',
  task_type_id: 1,
  responsible_user_id: 5,
  entity_type: 'contacts',
  entity_id: 11,
  is_completed: false,
  complete_till: 500,
  duration: 0,
  result: [],
  created_at: 1,
  updated_at: 100,
  ...more,
});
const written = (id: number) => reply({ id, updated_at: 1 });

describe('tasks', () => {
  it('are listed mine and open, the next to do first, and filtered again', async () => {
    const { client, asked } = await openWireClient(
      page('tasks', [task(1), task(2, { responsible_user_id: 6 }), task(3, { is_completed: true })]),
    );
    const mine = await everyItem(client.tasks.pages({ responsibleUserId: 5, isCompleted: false }));
    expect(mine.map(({ id }) => id)).toEqual([1]);
    expect(asked[0]?.path).toBe(
      '/api/v4/tasks?filter[responsible_user_id]=5&filter[is_completed]=0&order[complete_till]=asc&limit=50',
    );
  });

  it('are listed of one entity, named with its kind', async () => {
    const { client, asked } = await openWireClient(
      page('tasks', [task(1), task(2, { entity_type: 'leads' }), task(3, { entity_id: 12 })]),
    );
    const about = { entity: 'contact', id: 11 } as const;
    expect((await everyItem(client.tasks.pages({ about, limit: 250 }))).map(({ id }) => id)).toEqual([1]);
    expect(asked[0]?.path).toBe(
      '/api/v4/tasks?filter[entity_type]=contacts&filter[entity_id][]=11&order[complete_till]=asc&limit=250',
    );
  });

  it('have no result in each of the forms the service has for none', async () => {
    const answers = [[], null, undefined, { text: null }, { text: 'ok' }].map((result) =>
      reply(task(1, { result })),
    );
    const { client } = await openWireClient(...answers);
    const results: unknown[] = [];
    for (let time = 0; time < 5; time += 1) results.push(valueOf(await client.tasks.get(1))?.result);
    expect(results).toEqual([null, null, null, null, 'ok']);
  });

  it('are read about nothing, and as null when there is none', async () => {
    const { client } = await openWireClient(
      reply(task(1, { entity_type: null, entity_id: null, text: null, duration: null })),
      nothing,
      reply({ title: 'Not Found' }, 404),
    );
    expect(valueOf(await client.tasks.get(1))).toMatchObject({
      entity_type: null,
      entity_id: null,
      text: '',
    });
    expect(await client.tasks.get(2)).toEqual(ok(null));
    expect(await client.tasks.get(2)).toEqual(ok(null));
  });

  it('are created, completed with a result and moved, each with the keys given only', async () => {
    const { client, asked } = await openWireClient(
      page('tasks', [{ id: 1 }]),
      page('tasks', [{ id: 2 }]),
      ...Array.from({ length: 4 }, () => written(1)),
    );
    const about = { entity: 'lead', id: 3 } as const;
    expect(await client.tasks.create({ text: 'a', complete_till: 9 })).toEqual(ok({ id: 1 }));
    await client.tasks.create({
      text: 'b',
      complete_till: 9,
      about,
      task_type_id: 2,
      responsible_user_id: 5,
    });
    await client.tasks.complete(1, 'Договорились');
    await client.tasks.complete(1, null);
    await client.tasks.change(1, { complete_till: 10 });
    await client.tasks.change(1, { responsible_user_id: 6, text: 'c' });
    expect(asked.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['POST', '/api/v4/tasks', [{ text: 'a', complete_till: 9 }]],
      [
        'POST',
        '/api/v4/tasks',
        [
          {
            text: 'b',
            complete_till: 9,
            task_type_id: 2,
            responsible_user_id: 5,
            entity_type: 'leads',
            entity_id: 3,
          },
        ],
      ],
      ['PATCH', '/api/v4/tasks/1', { is_completed: true, result: { text: 'Договорились' } }],
      ['PATCH', '/api/v4/tasks/1', { is_completed: true }],
      ['PATCH', '/api/v4/tasks/1', { complete_till: 10 }],
      ['PATCH', '/api/v4/tasks/1', { responsible_user_id: 6, text: 'c' }],
    ]);
  });
});
