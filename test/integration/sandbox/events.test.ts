import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpAnswer, TestSandbox } from './client.ts';
import { at, listAt, romashkaOf, startTestSandbox, textAt } from './client.ts';

let now = Date.UTC(2026, 3, 1);
let test: TestSandbox;
beforeEach(async () => {
  test = await startTestSandbox({ contacts: 30, now: () => now });
});
afterEach(() => test.close());

/** What came since the test began, unless the query says since when; the demo's own history lies before. */
const SINCE = `filter[created_at][from]=${String(Date.UTC(2026, 3, 1) / 1_000)}`;
const feed = (query = ''): Promise<HttpAnswer> =>
  test.ask(`/api/v4/events?${query.includes('created_at') ? query : `${SINCE}&${query}`}`);
const events = (answer: HttpAnswer): readonly unknown[] => listAt(answer.body, '_embedded', 'events');
const typesOf = (answer: HttpAnswer): unknown[] => events(answer).map((one) => at(one, 'type'));
const newLead = async (lead: object = {}): Promise<number> =>
  Number(at((await test.ask('/api/v4/leads', { body: [lead] })).body, '_embedded', 'leads', 0, 'id'));
const patchLead = (id: number, body: object): Promise<HttpAnswer> =>
  test.ask(`/api/v4/leads/${String(id)}`, { method: 'PATCH', body });
const stages = (): { pipeline: number; first: number; second: number } => {
  const [pipeline] = romashkaOf(test).pipelines;
  return {
    pipeline: pipeline?.id ?? 0,
    first: pipeline?.statuses[1]?.id ?? 0,
    second: pipeline?.statuses[2]?.id ?? 0,
  };
};

describe('the events feed', () => {
  it("has the demo's history: its people, deals and calls, newest first, each call with its note", async () => {
    const answer = await test.ask('/api/v4/events?limit=100&filter[type]=incoming_call,outgoing_call');
    const calls = romashkaOf(test)
      .notes.all()
      .filter((note) => note.note_type.startsWith('call_'));
    expect(events(answer)).toHaveLength(calls.length);
    const [newest] = events(answer);
    expect(at(newest, 'value_after', 0, 'note', 'id')).toBe(calls.at(-1)?.id);
    const times = events(answer).map((one) => Number(at(one, 'created_at')));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    const people = await test.ask('/api/v4/events?limit=100&filter[type]=contact_added');
    expect(events(people)).toHaveLength(30);
    expect(new Set(romashkaOf(test).events.map((event) => event.id)).size).toBe(
      romashkaOf(test).events.length,
    );
  });

  it('is empty until something happens, and tells of a lead in the singular', async () => {
    expect((await feed()).status).toBe(204);
    const id = await newLead();
    const [event] = events(await feed());
    expect(event).toMatchObject({
      type: 'lead_added',
      entity_id: id,
      entity_type: 'lead',
      created_by: romashkaOf(test).account.agent_id,
      created_at: now / 1_000,
      value_after: [],
      value_before: [],
      account_id: 31_000_001,
      _embedded: { entity: { id } },
    });
    expect(textAt(event, 'id')).toMatch(/^[0-9a-z]{26}$/u);
    const one = await test.ask(`/api/v4/events/${textAt(event, 'id')}`);
    expect(one.body).toMatchObject({ type: 'lead_added' });
    expect((await test.ask('/api/v4/events/nobody')).status).toBe(204);
  });

  it('names the note of each call, to be read there', async () => {
    const call = (direction: string): object => ({
      direction,
      duration: 5,
      source: 'x',
      phone: test.romashka.showcase.certain,
    });
    await test.ask('/api/v4/calls', { body: [call('inbound'), call('outbound')] });
    const answer = await feed('filter[type]=incoming_call,outgoing_call');
    expect(typesOf(answer)).toEqual(['outgoing_call', 'incoming_call']);
    const [, incoming] = events(answer);
    const noteId = at(incoming, 'value_after', 0, 'note', 'id');
    const note = await test.ask(`/api/v4/leads/notes/${String(noteId)}`);
    expect(note.body).toMatchObject({ note_type: 'call_in', entity_id: at(incoming, 'entity_id') });
  });

  it('tells of the stage before and after, and is filtered by either', async () => {
    const { pipeline, first, second } = stages();
    const id = await newLead();
    await patchLead(id, { status_id: second });
    const stage = (side: string, status: number): string =>
      `filter[value_${side}][leads_statuses][0][pipeline_id]=${String(pipeline)}&filter[value_${side}][leads_statuses][0][status_id]=${String(status)}`;
    const answer = await feed(stage('after', second));
    expect(events(answer)).toMatchObject([
      {
        type: 'lead_status_changed',
        value_before: [{ lead_status: { id: first, pipeline_id: pipeline } }],
        value_after: [{ lead_status: { id: second, pipeline_id: pipeline } }],
      },
    ]);
    expect(typesOf(await feed(stage('before', first)))).toEqual(['lead_status_changed']);
    expect((await feed(stage('after', first))).status).toBe(204);
  });

  it('tells of responsible, price, name, tags and fields that changed, and of nothing else', async () => {
    const id = await newLead({ name: 'A' });
    const other = romashkaOf(test).users[1]?.id;
    await patchLead(id, {
      name: 'B',
      price: 10,
      responsible_user_id: other,
      tags_to_add: [{ name: 'x' }],
      custom_fields_values: [{ field_id: 771_909, values: [{ value: 'да' }] }],
    });
    await patchLead(id, { name: 'B' });
    expect(new Set(typesOf(await feed('filter[entity]=lead')))).toEqual(
      new Set([
        'lead_added',
        'sale_field_changed',
        'entity_responsible_changed',
        'name_field_changed',
        'entity_tag_added',
        'custom_field_771909_value_changed',
      ]),
    );
    const given = await feed(`filter[value_after][responsible_user_id]=${String(other)}`);
    expect(typesOf(given)).toEqual(['entity_responsible_changed']);
    const field = await feed('filter[type][]=custom_field_value_changed');
    expect(at(events(field)[0], 'value_after', 0, 'custom_field_value', 'text')).toBe('да');
  });

  it('tells of contacts, notes, links and tasks', async () => {
    const answer = await test.ask('/api/v4/contacts', { body: [{ name: 'Новый' }] });
    const contact = Number(at(answer.body, '_embedded', 'contacts', 0, 'id'));
    await newLead({ _embedded: { contacts: [{ id: contact }] } });
    await test.ask(`/api/v4/contacts/${String(contact)}/notes`, {
      body: [{ note_type: 'common', params: { text: 'a' } }],
    });
    const added = await test.ask('/api/v4/tasks', { body: [{ text: 'a', complete_till: 1 }] });
    const task = String(at(added.body, '_embedded', 'tasks', 0, 'id'));
    await test.ask(`/api/v4/tasks/${task}`, { method: 'PATCH', body: { is_completed: true } });
    expect(typesOf(await feed(`filter[entity]=contact&filter[entity_id]=${String(contact)}`))).toEqual([
      'common_note_added',
      'entity_linked',
      'contact_added',
    ]);
    expect(typesOf(await feed('filter[entity]=task'))).toEqual(['task_completed', 'task_added']);
    const named = await feed('filter[type]=contact_added&with=contact_name');
    expect(at(events(named)[0], '_embedded', 'entity', 'name')).toBe('Новый');
  });

  it('is filtered by time, both ways of saying it, and by author', async () => {
    await newLead();
    now += 60_000;
    await newLead();
    const at60 = String(now / 1_000);
    expect(typesOf(await feed(`filter[created_at][from]=${at60}`))).toHaveLength(1);
    expect(typesOf(await feed(`filter[created_at]=${at60},${at60}`))).toHaveLength(1);
    expect((await feed('filter[created_by]=1')).status).toBe(204);
  });

  it('gives no more than 100 a page and takes no more than ten ids', async () => {
    expect((await feed('limit=101')).status).toBe(422);
    expect((await feed('filter[created_by]=1,2,3,4,5,6,7,8,9,10,11')).status).toBe(400);
    expect((await feed('filter[entity_id]=1')).status).toBe(400);
  });

  it('names its types in the language asked for', async () => {
    const types = async (code: string): Promise<HttpAnswer> =>
      test.ask(`/api/v4/events/types?language_code=${code}`);
    const first = '_embedded';
    expect(at((await types('ru')).body, first, 'events_types', 0)).toMatchObject({
      key: 'lead_added',
      lang: 'Новая сделка',
    });
    expect(at((await types('en')).body, first, 'events_types', 0, 'lang')).toBe('New lead');
  });
});
