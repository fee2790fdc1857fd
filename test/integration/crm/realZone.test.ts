import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCrmClient } from '../../../main/crm/createCrmClient.ts';
import { createExchange, type Exchange } from '../../../main/crm/transport/httpExchange.ts';
import { createRateLimiter } from '../../../main/crm/transport/rateLimiter.ts';
import { exchangeCode } from '../../../main/crm/transport/oauthEndpoint.ts';
import { createTransport } from '../../../main/crm/transport/transport.ts';
import { systemClock } from '../../../main/common/clock.ts';
import { createNetwork } from '../../../main/network/systemNetwork.ts';
import { ok } from '../../../main/common/result.ts';
import { startSandbox, type Started } from '../../../sandbox/announcement.ts';
import { identityFor } from '../../../sandbox/certificates.ts';
import { parseCommandLine } from '../../../sandbox/commandLine.ts';
import { everyItem, valueOf } from './sandboxClient.ts';

const HOST = 'romashka.amocrm.ru';

let folder: string;
let started: Extract<Started, { ok: true }>;
let way: Server;
let exchange: Exchange;

/** `npm run sandbox -- --tls --domain amocrm.ru`, and a way to it: a proxy that leads every name to its port. */
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'ringside-zone-'));
  const command = parseCommandLine([
    ...'--port 0 --contacts 30 --tls --domain amocrm.ru --ca-dir'.split(' '),
    folder,
  ]);
  if (typeof command === 'string') throw new Error(command);
  const found = await startSandbox(command, identityFor);
  if (!found.ok) throw new Error(found.message);
  started = found;
  const { port, tls } = found.announcement;
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(tls?.ca ?? '', 'utf8')]);
  way = createServer().on('connect', (_request, client) => {
    const up = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      up.pipe(client).pipe(up);
    });
    client.on('error', () => up.destroy());
    up.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve));
  const proxy = `PROXY 127.0.0.1:${String((way.address() as AddressInfo).port)}`;
  exchange = createExchange({
    userAgent: 'Ringside/0.1.0 (+desktop; test)',
    network: createNetwork({
      resolveProxy: () => Promise.resolve(proxy),
      trustSystem: () => undefined,
      report: () => undefined,
    }),
  });
});
afterAll(async () => {
  way.closeAllConnections();
  way.close();
  await started.sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a person does in the browser: allows the integration, and is sent back with a code. */
async function code(clientId: string): Promise<string> {
  const answer = await fetch(`https://localhost:${String(started.announcement.port)}/oauth`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ client_id: clientId, account: 'romashka', decision: 'allow' }),
  });
  return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

describe('the zone itself, over TLS and by its names', () => {
  it('is signed in to, read and written, as the live service is', async () => {
    const [account] = started.sandbox.accounts;
    if (account === undefined) throw new Error('no account');
    expect(account.host).toBe(HOST);
    const pair = await exchangeCode(exchange, HOST, account, await code(account.clientId));
    expect(pair).toMatchObject({ ok: true, value: { expiresIn: 86_400 } });
    if (!pair.ok) return;
    const token = Promise.resolve(ok(pair.value.accessToken));
    const client = createCrmClient(
      createTransport({
        host: HOST,
        tokens: { accessToken: () => token, renew: () => token },
        limiter: createRateLimiter({ clock: systemClock, requestsPerSecond: 5 }),
        exchange,
        clock: systemClock,
        random: () => 0,
      }),
    );
    expect(valueOf(await client.account())).toMatchObject({ subdomain: 'romashka' });
    expect(await everyItem(client.contacts.pages({ limit: 50 }))).toHaveLength(30);
    const { id } = valueOf(await client.contacts.create({ name: 'Anna', phones: ['+79160020001'] }));
    const call = {
      direction: 'inbound',
      duration: 5,
      phone: '89160020001',
      uniq: 'zone',
      call_status: 4,
      created_at: 1_700_000_000,
    } as const;
    expect(valueOf(await client.calls.add(call))).toMatchObject({ entity_type: 'contact', entity_id: id });
    const { notes } = valueOf(
      await client.notes.list({ entity: 'contact', entityId: id, types: ['call_in'] }),
    );
    expect(notes.map(({ uniq }) => uniq)).toEqual(['zone']);
  });
});
