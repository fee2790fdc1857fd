import { afterEach, describe, expect, it } from 'vitest';
import { wordsOf } from '../../../sandbox/model.ts';
import type { SandboxOptions } from '../../../sandbox/options.ts';
import type { HttpAnswer, TestSandbox } from './client.ts';
import { at, listAt, romashkaOf, send, signIn, startTestSandbox } from './client.ts';

let test: TestSandbox;
afterEach(() => test.close());

const start = async (options: SandboxOptions = {}): Promise<void> => {
  test = await startTestSandbox({ contacts: 60, ...options });
};

describe('an agent who is no admin', () => {
  /** Requests of the second user, and a contact of theirs and one of somebody else. */
  async function agent(options: SandboxOptions): Promise<{
    ask: (path: string, sent?: { method?: string; body?: object }) => Promise<HttpAnswer>;
    own: string;
    others: string;
    id: number;
  }> {
    await start(options);
    const id = romashkaOf(test).users[1]?.id ?? 0;
    const { access } = await signIn(test, 'romashka', id);
    const pathOf = (isOwn: boolean): string => {
      const contact = romashkaOf(test)
        .contacts.all()
        .find((one) => (one.responsible_user_id === id) === isOwn);
      return `/api/v4/contacts/${String(contact?.id)}`;
    };
    return {
      ask: (path, sent = {}) => test.ask(path, { token: access, ...sent }),
      own: pathOf(true),
      others: pathOf(false),
      id,
    };
  }

  it('sees everything in the demo, but neither users nor webhooks', async () => {
    const { ask, others } = await agent({});
    expect((await ask(others)).status).toBe(200);
    expect((await ask('/api/v4/users')).status).toBe(403);
    expect(at((await ask('/api/v4/account')).body, 'current_user_id')).toBe(romashkaOf(test).users[1]?.id);
  });

  it('with rights to own entities neither lists, reads, changes nor annotates those of others', async () => {
    const { ask, own, others, id } = await agent({ agentRights: 'own' });
    const list = await ask('/api/v4/contacts?limit=250');
    const owners = listAt(list.body, '_embedded', 'contacts').map((one) => at(one, 'responsible_user_id'));
    expect(new Set(owners)).toEqual(new Set([id]));
    expect((await ask(own)).status).toBe(200);
    const refused = [await ask(others), await ask(others, { method: 'PATCH', body: { name: 'x' } })];
    const note = { note_type: 'common', params: { text: 'a' } };
    refused.push(await ask(`${others}/notes`), await ask(`${others}/notes`, { body: [note] }));
    refused.push(await ask(`${others}/links`));
    expect(refused.map((one) => one.status)).toEqual([403, 403, 403, 403, 403]);
    expect((await ask(`${own}/notes`, { body: [note] })).status).toBe(200);
    expect(refused[0]?.headers['content-type']).toBe('application/problem+json');
    const task = await test.ask('/api/v4/tasks', { body: [{ text: 'a', complete_till: 1 }] });
    const taskPath = `/api/v4/tasks/${String(at(task.body, '_embedded', 'tasks', 0, 'id'))}`;
    expect((await ask(taskPath, { method: 'PATCH', body: { is_completed: true } })).status).toBe(403);
    const users = await test.ask('/api/v4/users');
    expect(
      listAt(users.body, '_embedded', 'users')
        .slice(0, 2)
        .map((one) => at(one, 'rights', 'leads', 'view')),
    ).toEqual(['A', 'M']);
  });
});

describe('a lapsed tariff', () => {
  it('answers 402 to everything until it is paid', async () => {
    await start();
    test.sandbox.misbehave({ what: '402', path: '/api/', times: null });
    const answer = await test.ask('/api/v4/leads');
    expect(answer.status).toBe(402);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(at(answer.body, 'title')).toBe('Payment Required');
    expect((await test.ask('/api/v4/tasks', { body: [{ text: 'a', complete_till: 1 }] })).status).toBe(402);
    expect(romashkaOf(test).tasks.all()).toHaveLength(0);
    test.sandbox.behave();
    expect((await test.ask('/api/v4/leads')).status).toBe(200);
  });
});

describe('customers', () => {
  const call = (phone: string): Promise<HttpAnswer> =>
    test.ask('/api/v4/calls', { body: [{ direction: 'inbound', duration: 1, source: 'x', phone }] });

  it('are none unless asked for', async () => {
    await start();
    expect((await test.ask('/api/v4/customers')).status).toBe(204);
    expect(at((await test.ask('/api/v4/account')).body, 'customers_mode')).toBe('unavailable');
  });

  it('get the calls of a contact who has exactly one customer and no open lead', async () => {
    await start({ customers: true, contacts: 300 });
    const [customer] = romashkaOf(test).customers.all();
    const contact = romashkaOf(test).contacts.get(customer?.contacts[0]?.id ?? 0);
    const phone = wordsOf(contact?.custom_fields_values?.[0]?.values[0]);
    const attached = async (): Promise<unknown> =>
      at((await call(phone)).body, '_embedded', 'calls', 0, 'entity_type');
    expect(await attached()).toBe('customer');
    const popup = await test.ask('/api/v2/events', {
      body: { add: [{ type: 'phone_call', phone_number: phone }] },
    });
    expect(at(popup.body, '_embedded', 'items', 0)).toMatchObject({
      element_type: 12,
      element_id: customer?.id,
    });
    const notes = await test.ask(`/api/v4/customers/${String(customer?.id)}/notes`);
    expect(listAt(notes.body, '_embedded', 'notes')).toHaveLength(1);
    expect(test.sandbox.calls('romashka')).toMatchObject([
      { entity_type: 'customers', entity_id: customer?.id },
    ]);
    const read = await test.ask(`/api/v4/contacts/${String(contact?.id)}?with=customers`);
    expect(listAt(read.body, '_embedded', 'customers').map((one) => at(one, 'id'))).toEqual([customer?.id]);
    // With a lead beside the customer neither is the only one: the contact itself.
    await test.ask('/api/v4/leads', { body: [{ _embedded: { contacts: [{ id: contact?.id }] } }] });
    expect(await attached()).toBe('contact');
  });
});

describe('the page at the root', () => {
  const press = (act: string, headers: Readonly<Record<string, string>> = {}): Promise<HttpAnswer> =>
    send(test.port, {
      method: 'POST',
      path: '/_sandbox/act',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: `act=${act}`,
    });

  it('shows what the CRM received', async () => {
    await start();
    await test.ask('/api/v4/calls', {
      body: [{ direction: 'inbound', duration: 7, source: 'x', phone: test.romashka.showcase.certain }],
    });
    await test.ask('/api/v4/leads', { body: [{ name: '<b>Лид</b>' }] });
    await test.ask('/api/v4/tasks', { body: [{ text: 'Перезвонить завтра', complete_till: 1 }] });
    const { text } = await send(test.port, { path: '/' });
    expect(text).toContain(test.romashka.showcase.certain);
    expect(text).toContain('&#60;b&#62;Лид');
    expect(text).toContain('Перезвонить завтра');
    expect(text).toContain('POST /api/v4/tasks');
  });

  it('misbehaves and behaves again at a button', async () => {
    await start();
    const pressed = await press('lapsed');
    expect([pressed.status, pressed.headers.location]).toEqual([303, '/']);
    expect((await test.ask('/api/v4/leads')).status).toBe(402);
    await press('behave');
    expect((await test.ask('/api/v4/leads')).status).toBe(200);
    expect((await press('nothing')).status).toBe(400);
  });

  it('takes no presses from pages elsewhere', async () => {
    await start();
    expect((await press('lapsed', { origin: 'https://example.com' })).status).toBe(403);
    expect((await test.ask('/api/v4/leads')).status).toBe(200);
  });
});
