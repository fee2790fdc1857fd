import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientRequest, KnownIds } from '../../conformance/clientRequest.ts';
import { CLIENT_REQUESTS } from '../../conformance/clientRequests.ts';
import type { HttpAnswer, TestSandbox } from './client.ts';
import { at, keysAt, romashkaOf, startTestSandbox, textAt } from './client.ts';

let test: TestSandbox;
let ids: KnownIds;

beforeAll(async () => {
  test = await startTestSandbox({ contacts: 30 });
  ids = await known();
});
afterAll(() => test.close());

/** Makes what the requests name. */
async function known(): Promise<KnownIds> {
  const account = romashkaOf(test);
  const [pipeline] = account.pipelines;
  const [admin = 0, agent = 0] = account.users.map((user) => user.id);
  const stage = pipeline?.statuses[2]?.id ?? 0;
  const made = async (path: string, key: string, body: object): Promise<number> =>
    Number(at((await test.ask(`/api/v4/${path}`, { body: [body] })).body, '_embedded', key, 0, 'id'));
  const phone = '79160001122';
  const contact = await made('contacts', 'contacts', {
    name: 'Anna',
    custom_fields_values: [{ field_code: 'PHONE', values: [{ value: `+${phone}` }] }],
  });
  const entity = { entity_id: contact, entity_type: 'contacts' };
  const call = { source: 'PBX', duration: 5, phone, uniq: 'c1' };
  const waiting = await test.ask('/api/v4/leads/unsorted/sip', {
    body: [
      {
        source_uid: 'x',
        source_name: 'x',
        metadata: { phone: '79160009999', from: '79160009999', called_at: 1, duration: 0 },
      },
    ],
  });
  return {
    contact,
    company: await made('companies', 'companies', { name: 'Birch' }),
    lead: await made('leads', 'leads', { name: 'Deal', pipeline_id: pipeline?.id, status_id: stage }),
    note: await made('contacts/notes', 'notes', {
      entity_id: contact,
      note_type: 'common',
      params: { text: 'A' },
    }),
    callNote: await made('contacts/notes', 'notes', {
      entity_id: contact,
      note_type: 'call_in',
      params: call,
    }),
    task: await made('tasks', 'tasks', { text: 'Ring', complete_till: 4_000_000_000, ...entity }),
    unsorted: textAt(waiting.body, '_embedded', 'unsorted', 0, 'uid'),
    admin,
    agent,
    pipeline: pipeline?.id ?? 0,
    stage,
    phone,
  };
}

const sent = ({ path, method, body, headers }: ClientRequest): Promise<HttpAnswer> =>
  test.ask(path(ids), {
    ...(method && { method }),
    ...(body && { body: body(ids) }),
    ...(headers && { headers: headers(ids) }),
  });

describe("what the service's clients send is taken", () => {
  it.each(CLIENT_REQUESTS)('$name', async (one) => {
    const answer = await sent(one);
    expect([answer.status, answer.text]).toEqual([one.status, answer.text]);
    expect(answer.body ?? {}).toMatchObject(one.answer?.(ids) ?? {});
  });

  it('and the links of one entity hold no more than where they lead', async () => {
    await test.ask(`/api/v4/leads/${String(ids.lead)}/link`, {
      body: [{ to_entity_id: ids.contact, to_entity_type: 'contacts' }],
    });
    const links = await test.ask(`/api/v4/leads/${String(ids.lead)}/links`);
    expect(keysAt(links.body, '_embedded', 'links', 0)).toEqual([
      'to_entity_id',
      'to_entity_type',
      'metadata',
    ]);
  });
});
