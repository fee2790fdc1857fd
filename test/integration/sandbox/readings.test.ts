import { afterEach, describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../../../sandbox/options.ts';
import type { TestSandbox } from './client.ts';
import { askTokens, at, authorize, keysAt, listAt, romashkaOf, send, startTestSandbox } from './client.ts';

let now = Date.UTC(2026, 3, 1);
let test: TestSandbox;
afterEach(() => test.close());

const start = async (options: SandboxOptions = {}): Promise<void> => {
  test = await startTestSandbox({ contacts: 30, now: () => now, ...options });
};
const contactPath = (): string => `/api/v4/contacts/${String(romashkaOf(test).contacts.all()[12]?.id)}`;

describe('where nobody is sure of the service', () => {
  it.each([
    ['taken', 'http://127.0.0.1:47823/oauth', 200],
    ['refused', 'http://127.0.0.1:47823/oauth', 400],
    ['refused', 'https://example.com/oauth', 200],
  ] as const)('plain http redirects are %s: %s gets %i', async (loopbackRedirects, redirectUri, status) => {
    await start({ loopbackRedirects, redirectUri });
    const path = `/oauth?client_id=${test.romashka.clientId}`;
    expect((await send(test.port, { path })).status).toBe(status);
  });

  it.each([
    [undefined, 400],
    [401, 401],
  ] as const)('a used code is %s: %s', async (codeErrorStatus, status) => {
    await start(codeErrorStatus ? { codeErrorStatus } : {});
    const code = await authorize(test.port, test.romashka, { account: 'romashka' });
    const exchange = async (): Promise<number> =>
      (await askTokens(test.port, test.romashka, 'romashka', { grant_type: 'authorization_code', code }))
        .status;
    expect([await exchange(), await exchange()]).toEqual([200, status]);
  });

  it.each([
    [true, '1'],
    [false, undefined],
  ])('a 429 tells how long to wait: %s', async (tellsRetryAfter, header) => {
    await start({ tellsRetryAfter, requestsPerSecond: 1 });
    await test.ask('/api/v4/account');
    const refused = await test.ask('/api/v4/account');
    expect(refused.status).toBe(429);
    expect(refused.headers['retry-after']).toBe(header);
    expect(at(refused.body, 'retry_after')).toBe(header === undefined ? undefined : 1);
  });

  it.each([
    [false, 'node', 200],
    [true, 'node', 403],
    [true, 'Ringside/1.0', 200],
  ])('bare user agents blocked: %s; "%s" gets %i', async (blocksBareUserAgent, agent, status) => {
    await start({ blocksBareUserAgent });
    expect((await test.ask('/api/v4/account', { headers: { 'user-agent': agent } })).status).toBe(status);
  });

  it.each([
    [0, 200],
    [5, 204],
  ])('the index of query lags %i s', async (searchLagSeconds, status) => {
    await start({ searchLagSeconds });
    await test.ask('/api/v4/contacts', { body: [{ name: 'Совсем Новый' }] });
    const query = `/api/v4/contacts?query=${encodeURIComponent('совсем')}`;
    expect((await test.ask(query)).status).toBe(status);
    now += 5_000;
    expect((await test.ask(query)).status).toBe(200);
  });

  it.each([
    ['taken', 200, undefined],
    ['refused', 400, 'Last modified date is older than in database'],
  ] as const)('an updated_at older than the stored one is %s', async (staleUpdates, status, detail) => {
    await start({ staleUpdates });
    const answer = await test.ask(contactPath(), { method: 'PATCH', body: { name: 'A', updated_at: 1 } });
    expect(answer.status).toBe(status);
    expect(at(answer.body, 'detail')).toBe(detail);
    expect((await test.ask(contactPath(), { method: 'PATCH', body: { name: 'B' } })).status).toBe(200);
  });

  it.each([
    ['204', 204, undefined],
    ['thin', 200, true],
  ] as const)('a deleted contact reads as %s', async (deletedReads, status, isDeleted) => {
    await start({ deletedReads });
    const id = romashkaOf(test).contacts.all()[12]?.id;
    const binned = await send(test.port, {
      path: '/_sandbox/bin',
      body: { account: 'romashka', type: 'contacts', id },
    });
    expect(binned.status).toBe(204);
    const answer = await test.ask(contactPath());
    expect(answer.status).toBe(status);
    expect(at(answer.body, 'is_deleted')).toBe(isDeleted);
    const list = await test.ask(`/api/v4/contacts?filter[id]=${String(id)}`);
    expect(list.status).toBe(204);
  });

  it.each([200, 400] as const)('calls of which some found nobody are %i', async (mixedCallsStatus) => {
    await start({ mixedCallsStatus });
    const call = (phone: string): object => ({ direction: 'inbound', duration: 0, source: 'x', phone });
    const { certain, unknown } = test.romashka.showcase;
    const answer = await test.ask('/api/v4/calls', { body: [call(certain), call(unknown)] });
    expect(answer.status).toBe(mixedCallsStatus);
    expect(answer.body).toMatchObject({ _total_items: 1, errors: [{ request_id: '1' }] });
    expect(test.sandbox.calls('romashka')).toHaveLength(1);
  });

  it.each([
    ['newest', ['B', 'A']],
    ['oldest', ['A', 'B']],
  ] as const)('the events feed begins with the %s', async (eventOrder, names) => {
    await start({ eventOrder });
    await test.ask('/api/v4/leads', { body: [{ name: 'A' }, { name: 'B' }] });
    const answer = await test.ask(
      `/api/v4/events?with=lead_name&filter[created_at][from]=${String(now / 1_000)}`,
    );
    expect(
      listAt(answer.body, '_embedded', 'events').map((one) => at(one, '_embedded', 'entity', 'name')),
    ).toEqual(names);
  });

  it('an account whose filter is off answers all leads, whatever is asked', async () => {
    await start({ apiFilter: false });
    const answer = await test.ask('/api/v4/leads?limit=250&filter[id]=1&filter[statuses][0][status_id]=1');
    expect(listAt(answer.body, '_embedded', 'leads')).toHaveLength(romashkaOf(test).leads.all().length);
  });

  it.each([
    ['bare', ['to_entity_id', 'to_entity_type', 'metadata']],
    ['named', ['entity_id', 'entity_type', 'to_entity_id', 'to_entity_type', 'metadata']],
  ] as const)('the links of one entity are %s', async (linkAnswers, keys) => {
    await start({ linkAnswers });
    const lead = romashkaOf(test)
      .leads.all()
      .find((one) => one.contacts.length > 0);
    const links = await test.ask(`/api/v4/leads/${String(lead?.id)}/links`);
    expect(keysAt(links.body, '_embedded', 'links', 0)).toEqual(keys);
  });

  it.each([
    ['alone', 1],
    ['besideType', 2],
  ] as const)('filter[entity_id] of tasks counts %s', async (tasksOfEntityId, count) => {
    await start({ tasksOfEntityId });
    const [one, other] = romashkaOf(test).contacts.all();
    for (const contact of [one, other]) {
      const task = { text: 'A', complete_till: 1, entity_type: 'contacts', entity_id: contact?.id };
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await test.ask('/api/v4/tasks', { body: [task] });
    }
    const answer = await test.ask(`/api/v4/tasks?filter[entity_id]=${String(one?.id)}`);
    expect(listAt(answer.body, '_embedded', 'tasks')).toHaveLength(count);
  });

  it.each([
    ['merged', { text: 'Here', address: 'B', longitude: '1', latitude: '2' }, 200],
    ['replaced', { text: 'Here', address: 'A', longitude: '1', latitude: '2' }, 400],
  ] as const)('params of a changed note are %s', async (changedParams, params, status) => {
    await start({ changedParams });
    const notes = `${contactPath()}/notes`;
    const place = { text: 'Here', address: 'A', longitude: '1', latitude: '2' };
    const made = await test.ask(notes, { body: [{ note_type: 'geolocation', params: place }] });
    const path = `${notes}/${String(at(made.body, '_embedded', 'notes', 0, 'id'))}`;
    const changed = await test.ask(path, { method: 'PATCH', body: { params: { address: 'B' } } });
    expect(changed.status).toBe(status);
    expect((await test.ask(path)).body).toMatchObject({ params });
  });

  it.each([
    ['changed', 200],
    ['refused', 403],
  ] as const)("another author's note is %s for an agent who is no admin", async (foreignNotes, status) => {
    await start({ foreignNotes });
    const made = await test.ask(`${contactPath()}/notes`, {
      body: [{ note_type: 'common', params: { text: 'A' } }],
    });
    const path = `/api/v4/contacts/notes/${String(at(made.body, '_embedded', 'notes', 0, 'id'))}`;
    const agent = String(romashkaOf(test).users[1]?.id);
    const sent = { method: 'PATCH', body: { params: { text: 'B' } } };
    expect((await test.ask(path, { ...sent, headers: { 'x-context-user-id': agent } })).status).toBe(status);
    expect((await test.ask(path, sent)).status).toBe(200);
  });

  it.each([
    ['changed', 200],
    ['refused', 403],
  ] as const)('the note of a logged call is %s, also for an admin', async (loggedCalls, status) => {
    await start({ loggedCalls });
    const call = { direction: 'inbound', duration: 5, source: 'pbx', phone: '+79991234567', call_status: 4 };
    const phone = romashkaOf(test)
      .contacts.all()[0]
      ?.custom_fields_values?.find(({ field_code: code }) => code === 'PHONE')?.values[0]?.value;
    const logged = await test.ask('/api/v4/calls', { body: [{ ...call, phone }] });
    const note = romashkaOf(test).notes.get(Number(at(logged.body, '_embedded', 'calls', 0, 'id')));
    const path = `/api/v4/${note?.entity_type ?? ''}/notes/${String(note?.id)}`;
    const sent = { method: 'PATCH', body: { params: { ...note?.params, call_status: 2 } } };
    expect((await test.ask(path, sent)).status).toBe(status);
  });

  it.each([
    ['romashka', 'first', 200, 2],
    ['northwind', 'first', 200, 1],
    ['northwind', 'refused', 400, 0],
  ] as const)('of several stages, on %s: %s', async (subdomain, severalStages, status, stages) => {
    await start({ severalStages, contacts: 300 });
    const account = test.sandbox.store.accounts.find((one) => one.account.subdomain === subdomain);
    const [pipeline] = account?.pipelines ?? [];
    const wanted = [pipeline?.statuses[1]?.id, pipeline?.statuses[2]?.id];
    const query = wanted
      .map(
        (id, index) =>
          `filter[statuses][${String(index)}][pipeline_id]=${String(pipeline?.id)}&filter[statuses][${String(index)}][status_id]=${String(id)}`,
      )
      .join('&');
    const answer = await send(test.port, {
      host: `${subdomain}.localhost`,
      token: account?.longLivedToken ?? '',
      path: `/api/v4/leads?limit=250&${query}`,
    });
    expect(answer.status).toBe(status);
    const found = new Set(listAt(answer.body, '_embedded', 'leads').map((lead) => at(lead, 'status_id')));
    expect(found).toEqual(new Set(wanted.slice(0, stages)));
  });
});
