import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { parsePhpQuery } from '../../../sandbox/phpQuery.ts';
import type { SandboxOptions } from '../../../sandbox/options.ts';
import type { HttpAnswer, TestSandbox } from './client.ts';
import { at, firstError, listAt, romashkaOf, send, signIn, startTestSandbox } from './client.ts';

/** A receiver of webhooks that answers with the next of `statuses`, then 200. */
interface Receiver {
  readonly url: string;
  readonly bodies: string[];
  /** Resolves once `count` have come. */
  received(count: number): Promise<void>;
}

let test: TestSandbox | undefined;
let server: Server | undefined;
afterEach(async () => {
  await test?.close();
  server?.closeAllConnections();
  server?.close();
});

async function receiver(statuses: (number | null)[] = []): Promise<Receiver> {
  const bodies: string[] = [];
  const listening = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      bodies.push(`${request.headers['content-type'] ?? ''}\n${body}`);
      const status = statuses.shift();
      // Null: never answered.
      if (status !== null) response.writeHead(status ?? 200).end();
      listening.emit('hook');
    });
  });
  server = listening;
  listening.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    url: `http://127.0.0.1:${String(port)}/hook`,
    bodies,
    async received(count) {
      // oxlint-disable-next-line no-await-in-loop -- waits for one event after the other
      while (bodies.length < count) await once(listening, 'hook');
    },
  };
}

const start = async (options: SandboxOptions = {}): Promise<TestSandbox> => {
  test = await startTestSandbox({ contacts: 30, webhookDelaysMs: [0, 1, 1, 1, 1], ...options });
  return test;
};
const subscribe = (of: TestSandbox, destination: string, ...settings: string[]): Promise<HttpAnswer> =>
  of.ask('/api/v4/webhooks', { body: { destination, settings } });
const newLead = (of: TestSandbox, lead: object = {}): Promise<HttpAnswer> =>
  of.ask('/api/v4/leads', { body: [lead] });
const parsedBody = (body: string | undefined): object => parsePhpQuery(body?.split('\n')[1] ?? '');

/** The statuses of the tries so far, once there are `count`. */
async function tries(of: TestSandbox, count: number): Promise<(number | null)[]> {
  await expect.poll(() => of.sandbox.deliveries().length).toBeGreaterThanOrEqual(count);
  return of.sandbox.deliveries().map((one) => one.status);
}

describe('/api/v4/webhooks', () => {
  it('subscribes, changes, lists by destination and unsubscribes', async () => {
    const of = await start();
    const url = 'https://example.com/hook';
    const made = await subscribe(of, url, 'add_lead');
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ destination: url, settings: ['add_lead'], disabled: false, sort: 1 });
    const again = await subscribe(of, url, 'add_task');
    expect(again.body).toMatchObject({ id: at(made.body, 'id'), settings: ['add_task'] });
    const list = await of.ask(`/api/v4/webhooks?filter[destination]=${encodeURIComponent(url)}`);
    expect(list.body).toMatchObject({
      _total_items: 1,
      _embedded: { webhooks: [{ settings: ['add_task'] }] },
    });
    const unsubscribe = (): Promise<HttpAnswer> =>
      of.ask('/api/v4/webhooks', { method: 'DELETE', body: { destination: url } });
    expect((await unsubscribe()).status).toBe(204);
    expect((await unsubscribe()).status).toBe(404);
  });

  it('refuses codes nobody knows and what is no address', async () => {
    const of = await start();
    expect(firstError(await subscribe(of, 'https://example.com', 'add_lead', 'ring'))).toMatchObject({
      code: 'NotSupportedChoice',
      path: 'settings.1',
    });
    expect(firstError(await subscribe(of, 'file:///etc', 'add_lead'))).toMatchObject({ path: 'destination' });
  });

  it('is for admins only', async () => {
    const of = await start();
    const { access } = await signIn(of, 'romashka', romashkaOf(of).users[1]?.id);
    expect((await of.ask('/api/v4/webhooks', { token: access })).status).toBe(403);
  });

  it('may answer a new one with 200 and refuse an old one', async () => {
    const of = await start({ webhookStatus: 200, webhookAgain: 'refused' });
    expect((await subscribe(of, 'https://example.com', 'add_lead')).status).toBe(200);
    expect((await subscribe(of, 'https://example.com', 'add_lead')).status).toBe(400);
  });
});

describe('a delivery', () => {
  it('is a form as PHP writes it, all texts, with the names of v2', async () => {
    const of = await start();
    const hook = await receiver();
    await subscribe(of, hook.url, 'add_lead', 'status_lead');
    const made = await newLead(of, { name: 'Сделка +1', price: 5, tags_to_add: [{ name: 'vip' }] });
    const id = Number(at(made.body, '_embedded', 'leads', 0, 'id'));
    await hook.received(1);
    expect(hook.bodies[0]).toMatch(/^application\/x-www-form-urlencoded\n/u);
    expect(hook.bodies[0]).toContain(
      'leads%5Badd%5D%5B0%5D%5Bname%5D=%D0%A1%D0%B4%D0%B5%D0%BB%D0%BA%D0%B0+%2B1',
    );
    const lead = romashkaOf(of).leads.get(id);
    expect(parsedBody(hook.bodies[0])).toMatchObject({
      leads: {
        add: [
          {
            id: String(id),
            price: '5',
            date_create: String(lead?.created_at),
            last_modified: String(lead?.updated_at),
            created_user_id: String(lead?.created_by),
            tags: [{ name: 'vip' }],
          },
        ],
      },
      account: {
        subdomain: 'romashka',
        id: '31000001',
        _links: { self: `http://romashka.localhost:${String(of.port)}` },
      },
    });
    const next = romashkaOf(of).pipelines[0]?.statuses[3]?.id;
    await of.ask(`/api/v4/leads/${String(id)}`, { method: 'PATCH', body: { status_id: next } });
    await hook.received(2);
    expect(parsedBody(hook.bodies[1])).toMatchObject({
      leads: {
        status: [
          { status_id: String(next), old_status_id: String(romashkaOf(of).pipelines[0]?.statuses[1]?.id) },
        ],
      },
    });
  });

  it('of a contact carries its type and fields, of a company its leads', async () => {
    const of = await start();
    const hook = await receiver();
    await subscribe(of, hook.url, 'add_contact', 'update_company');
    await of.ask('/api/v4/contacts', {
      body: [
        { name: 'A', custom_fields_values: [{ field_code: 'PHONE', values: [{ value: '+79990001122' }] }] },
      ],
    });
    await hook.received(1);
    expect(parsedBody(hook.bodies[0])).toMatchObject({
      contacts: {
        add: [
          {
            type: 'contact',
            custom_fields: [{ code: 'PHONE', values: [{ value: '+79990001122', enum: '552471' }] }],
          },
        ],
      },
    });
    const company = romashkaOf(of).companies.all()[0]?.id;
    const made = await newLead(of, { _embedded: { companies: [{ id: company }] } });
    const leadId = String(at(made.body, '_embedded', 'leads', 0, 'id'));
    await of.ask(`/api/v4/companies/${String(company)}`, { method: 'PATCH', body: { name: 'B' } });
    await hook.received(2);
    expect(at(parsedBody(hook.bodies[1]), 'contacts', 'update', 0)).toMatchObject({
      type: 'company',
      name: 'B',
    });
    expect(hook.bodies[1]).toContain(`%5Blinked_leads_id%5D%5B${leadId}%5D%5BID%5D=${leadId}`);
  });

  it('of a task has the dates of the account, or of UTC', async () => {
    for (const [taskDates, date] of [
      ['account', '2033-05-18 06:33:20'],
      ['utc', '2033-05-18 03:33:20'],
    ] as const) {
      // oxlint-disable no-await-in-loop -- one sandbox after the other
      const of = await start({ taskDates });
      const hook = await receiver();
      await subscribe(of, hook.url, 'add_task');
      await of.ask('/api/v4/tasks', { body: [{ text: 'a', complete_till: 2_000_000_000 }] });
      await hook.received(1);
      expect(parsedBody(hook.bodies[0])).toMatchObject({
        task: { add: [{ complete_till: date, complete_before: '2000000000', status: '0' }] },
      });
      await of.close();
      server?.close();
      // oxlint-enable no-await-in-loop
    }
  });

  it('of a call is a note of kind 10, unless calls fire none', async () => {
    const call = (of: TestSandbox): Promise<HttpAnswer> =>
      of.ask('/api/v4/calls', {
        body: [
          { direction: 'inbound', duration: 5, source: 'x', phone: of.romashka.showcase.company, uniq: 'u' },
        ],
      });
    const of = await start();
    const hook = await receiver();
    await subscribe(of, hook.url, 'note_company');
    await call(of);
    await hook.received(1);
    const note = at(parsedBody(hook.bodies[0]), 'contacts', 'note', 0);
    expect(note).toMatchObject({ type: 'company', note: { note_type: '10', element_type: '3' } });
    expect(JSON.parse(String(at(note, 'note', 'text')))).toMatchObject({ UNIQ: 'u', DURATION: '5' });
    await of.close();

    const silent = await start({ callsFireNoteHooks: false });
    await subscribe(silent, hook.url, 'note_company', 'add_lead');
    await call(silent);
    await newLead(silent);
    await hook.received(2);
    expect(hook.bodies).toHaveLength(2);
    expect(parsedBody(hook.bodies[1])).toHaveProperty('leads');
  });

  it('of an incoming lead that was accepted says so', async () => {
    const of = await start();
    const hook = await receiver();
    await subscribe(of, hook.url, 'delete_unsorted', 'delete_lead');
    const metadata = { phone: '1', from: '1', called_at: 1, duration: 1 };
    const made = await of.ask('/api/v4/leads/unsorted/sip', {
      body: [{ source_uid: 'a', source_name: 'b', metadata }],
    });
    const uid = String(at(made.body, '_embedded', 'unsorted', 0, 'uid'));
    await of.ask(`/api/v4/leads/unsorted/${uid}/accept`, { method: 'POST' });
    await hook.received(1);
    expect(parsedBody(hook.bodies[0])).toMatchObject({ unsorted: { delete: [{ action: 'accept', uid }] } });
    const lead = Number(at(made.body, '_embedded', 'unsorted', 0, '_embedded', 'leads', 0, 'id'));
    of.sandbox.bin('romashka', { type: 'leads', id: lead });
    await hook.received(2);
    expect(at(parsedBody(hook.bodies[1]), 'leads', 'delete', 0, 'id')).toBe(String(lead));
  });
});

describe('a failed delivery', () => {
  it('is tried three times when the receiver refuses', async () => {
    const of = await start();
    const hook = await receiver([404, 302, 404]);
    await subscribe(of, hook.url, 'add_lead');
    await newLead(of);
    expect(await tries(of, 3)).toEqual([404, 302, 404]);
    await newLead(of);
    expect(await tries(of, 4)).toEqual([404, 302, 404, 200]);
  });

  it('is tried five times when the receiver is broken, and counts as failed when it is silent', async () => {
    const of = await start({ webhookPatienceMs: 1_000 });
    const hook = await receiver([500, null, 499, 503, 500]);
    await subscribe(of, hook.url, 'add_lead');
    await newLead(of);
    expect(await tries(of, 5)).toEqual([500, 0, 499, 503, 500]);
    await newLead(of);
    expect(await tries(of, 6)).toEqual([500, 0, 499, 503, 500, 200]);
  });

  it('too many within two hours disables the webhook until it is saved again', async () => {
    const of = await start({ webhookDelaysMs: [0] });
    const hook = await receiver(Array.from({ length: 101 }, () => 400));
    await subscribe(of, hook.url, 'add_lead');
    await of.ask('/api/v4/leads', { body: Array.from({ length: 101 }, () => ({})) });
    await tries(of, 101);
    const state = async (): Promise<unknown> =>
      at((await of.ask('/api/v4/webhooks')).body, '_embedded', 'webhooks', 0, 'disabled');
    expect(await state()).toBe(true);
    await newLead(of);
    await subscribe(of, hook.url, 'add_lead');
    expect(await state()).toBe(false);
    await newLead(of);
    await hook.received(102);
    expect((await tries(of, 102)).filter((status) => status === 200)).toHaveLength(1);
  });

  it('never leaves this computer', async () => {
    const of = await start();
    await subscribe(of, 'https://example.com/hook', 'add_lead');
    await newLead(of);
    expect(await tries(of, 1)).toEqual([null]);
    const seen = await send(of.port, { path: '/_sandbox/deliveries' });
    expect(listAt(seen.body, 'deliveries')).toHaveLength(1);
  });
});
