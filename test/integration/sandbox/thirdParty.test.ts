import { globalAgent, request } from 'node:https';
import { Client } from 'amocrm-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox, SandboxAccount } from '../../../sandbox/sandbox.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import { makeCertificate } from './certificate.ts';
import { at, listAt } from './client.ts';

const HOST = 'romashka.localhost';

let sandbox: Sandbox;
let account: SandboxAccount;
const agentBefore = { ...globalAgent.options };

beforeAll(async () => {
  const tls = await makeCertificate(HOST, 'localhost');
  sandbox = createSandbox({ tls, contacts: 120, requestsPerSecond: null });
  const port = await sandbox.listen(0);
  const [first] = sandbox.accounts;
  if (!first) throw new Error('no account');
  account = first;
  // amocrm-js asks for port 443 of a host by Node's own agent: that agent knows the way to the sandbox, and whom to trust.
  Object.assign(globalAgent.options, { host: '127.0.0.1', port, servername: HOST, ca: tls.cert });
});
afterAll(async () => {
  Object.assign(globalAgent.options, {
    host: undefined,
    port: undefined,
    servername: undefined,
    ca: undefined,
  });
  Object.assign(globalAgent.options, agentBefore);
  globalAgent.destroy();
  await sandbox.close();
});

/** The client, as its README sets it up. */
const client = (auth: { code?: string; bearer?: string }): Client =>
  new Client({
    domain: HOST,
    auth: {
      client_id: account.clientId,
      client_secret: account.clientSecret,
      redirect_uri: account.redirectUri,
      ...auth,
    },
  });

/** What a person does in the browser: allows the integration, and is sent back with a code. */
async function code(): Promise<string> {
  const form = new URLSearchParams({
    client_id: account.clientId,
    account: account.subdomain,
    decision: 'allow',
  }).toString();
  const outgoing = request({
    method: 'POST',
    path: '/oauth',
    headers: {
      host: 'localhost',
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(form)),
    },
  });
  const answered = new Promise<string>((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', (answer) => {
      answer.resume();
      resolve(answer.headers.location ?? '');
    });
  });
  outgoing.end(form);
  return new URL(await answered).searchParams.get('code') ?? '';
}

describe('amocrm-js 3.6.0, unmodified, over TLS', () => {
  it('signs in with a code and refreshes an expired token', async () => {
    const crm = client({ code: await code() });
    await crm.connection.connect();
    const first = crm.token.getValue();
    expect(first?.access_token.split('.')).toHaveLength(3);
    if (!first) return;
    crm.token.setValue({ ...first, expires_at: 1 });
    const answer = await crm.request.get('/api/v4/account');
    expect(at(answer.data, 'subdomain')).toBe('romashka');
    expect(at(answer.data, '_links', 'self', 'href')).toBe(`https://${HOST}/api/v4/account`);
    expect(crm.token.getValue()?.refresh_token).not.toBe(first.refresh_token);
  });

  it('pages through every contact', async () => {
    const crm = client({ bearer: account.longLivedToken });
    const pages = await crm.contacts.get({ limit: 50, page: 1 });
    const ids = new Set(pages.getData().map((one) => one.id));
    while (pages.hasNext()) {
      // oxlint-disable-next-line no-await-in-loop -- page by page
      await pages.next();
      for (const one of pages.getData()) ids.add(one.id);
    }
    expect(ids.size).toBe(120);
  });

  it('creates a contact and a lead, and links them', async () => {
    const crm = client({ bearer: account.longLivedToken });
    const [contact] = await crm.contacts.create([{ name: 'Walter White' }]);
    const [lead] = await crm.leads.create([{ name: 'Caravan', price: 150 }]);
    expect(lead?.id).toBeTypeOf('number');
    const linked = await crm.request.post(`/api/v4/leads/${String(lead?.id)}/link`, [
      { to_entity_id: contact?.id, to_entity_type: 'contacts' },
    ]);
    expect(at(linked.data, '_total_items')).toBe(1);
    const read = await crm.request.get(`/api/v4/leads/${String(lead?.id)}`, { with: 'contacts' });
    expect(listAt(read.data, '_embedded', 'contacts').map((one) => at(one, 'id'))).toEqual([contact?.id]);
  });

  it('reads a lead, changes it and saves the whole model back', async () => {
    const crm = client({ bearer: account.longLivedToken });
    const [made] = await crm.leads.create([{ name: 'Before' }]);
    const lead = await crm.leads.getById(made?.id ?? 0);
    if (!lead) throw new Error('no lead');
    lead.name = 'After';
    await lead.save();
    const again = await crm.leads.getById(made?.id ?? 0);
    expect(again?.name).toBe('After');
  });
});
