import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { PROTOCOL } from '../../../webhooks/relayProtocol.ts';
import { makeCertificate } from '../sandbox/certificate.ts';

/**
 * An office: every way out goes by a proxy, and TLS ends at an authority that only the system's store has. The store is
 * the file that Linux keeps, named by SSL_CERT_FILE, which Node's reader of the system's store follows as well.
 */
interface Office {
  readonly proxy: string;
  readonly store: string;
  /** First lines of what the proxy was asked. */
  readonly asked: readonly string[];
  /** Requests that came to the service. */
  readonly served: readonly string[];
  /** The proxy's answer to a CONNECT; 200 lets it through. */
  refuseWith(status: number): void;
  close(): Promise<void>;
}

let office: Office;

async function openOffice(): Promise<Office> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ringside-office-'));
  const identity = await makeCertificate('romashka.amocrm.ru', 'relay.example');
  const store = path.join(folder, 'store.pem');
  writeFileSync(store, identity.cert);
  const served: string[] = [];
  const service = createTlsServer(identity, (request, response) => {
    served.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.writeHead(200, { 'content-type': 'application/hal+json' }).end('{"ok":true}');
  });
  const sockets = new WebSocketServer({ server: service });
  sockets.on('connection', (socket, request) => {
    served.push(`socket ${request.url ?? ''}`);
    socket.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL, accounts: [], ackWithinMs: 30_000 }));
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const asked: string[] = [];
  let status = 200;
  const proxy = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.writeHead(400).end();
  });
  proxy.on('connect', (request, client) => {
    asked.push(`CONNECT ${request.url ?? ''} ${String(request.headers.authorization)}`);
    client.on('error', () => undefined);
    if (status !== 200) {
      client.end(`HTTP/1.1 ${String(status)} No\r\nContent-Length: 2\r\n\r\nno`);
      return;
    }
    const up = connect((service.address() as AddressInfo).port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      up.pipe(client).pipe(up);
    });
    up.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    proxy: `PROXY 127.0.0.1:${String((proxy.address() as AddressInfo).port)}`,
    store,
    asked,
    served,
    refuseWith: (next) => void (status = next),
    async close() {
      sockets.close();
      service.closeAllConnections();
      proxy.closeAllConnections();
      await Promise.all([service, proxy].map((one) => new Promise((closed) => one.close(closed))));
      rmSync(folder, { recursive: true });
    },
  };
}

beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const PROBE = fileURLToPath(new URL('probe.ts', import.meta.url));

/** What a process of this office gets to see. */
async function probe(what: 'exchange' | 'relay', trusts: boolean, way = office.proxy): Promise<unknown> {
  const env = {
    ...process.env,
    SSL_CERT_FILE: trusts ? office.store : '/dev/null',
    SSL_CERT_DIR: '/nowhere',
  };
  const { stdout } = await promisify(execFile)(process.execPath, [PROBE, what, way], { env });
  return JSON.parse(stdout);
}

describe('in an office', () => {
  it('the CRM is reached by the system’s proxy, with an authority that only the system knows', async () => {
    expect(await probe('exchange', true)).toMatchObject({ ok: true, value: { status: 200 } });
    // By CONNECT alone, and the proxy is shown no token.
    expect(office.asked).toEqual(['CONNECT romashka.amocrm.ru:443 undefined']);
    expect(office.served).toEqual(['POST /api/v4/calls']);
  });

  it('so is the relay', async () => {
    expect(await probe('relay', true)).toEqual({ kind: 'live', accounts: [] });
    expect(office.asked).toEqual(['CONNECT relay.example:443 undefined']);
    expect(office.served).toEqual(['socket /desktop']);
  });

  it('the second proxy of a PAC file is asked when the first does not answer', async () => {
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((closed) => gone.close(closed));
    const ways = `PROXY 127.0.0.1:${String(port)}; ${office.proxy}`;
    expect(await probe('exchange', true, ways)).toMatchObject({ ok: true, value: { status: 200 } });
    expect(office.served).toEqual(['POST /api/v4/calls']);
    expect(await probe('relay', true, ways)).toEqual({ kind: 'live', accounts: [] });
  });

  it('the second is not asked when the first forbids the CRM', async () => {
    const asked: string[] = [];
    const strict = createServer().on('connect', (request, client) => {
      asked.push(request.url ?? '');
      client.end('HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno');
    });
    await new Promise<void>((resolve) => strict.listen(0, '127.0.0.1', resolve));
    const { port } = strict.address() as AddressInfo;
    const answer = await probe('exchange', true, `PROXY 127.0.0.1:${String(port)}; ${office.proxy}`);
    await new Promise((closed) => strict.close(closed));
    expect(answer).toMatchObject({ error: { kind: 'network', way: 'proxyRefused' } });
    expect([asked, office.asked]).toEqual([['romashka.amocrm.ru:443'], []]);
  });

  it('where only SOCKS leads out it is said, which is not spoken', async () => {
    expect(await probe('exchange', true, 'SOCKS5 127.0.0.1:1')).toMatchObject({
      error: { kind: 'network', maySucceed: false, way: 'socksOnly' },
    });
    expect(office.served).toEqual([]);
  });

  it('with an authority that nobody knows nothing is sent, and it is said why', async () => {
    const way = 'certificateUnknown';
    expect(await probe('exchange', false)).toMatchObject({
      error: { kind: 'network', maySucceed: false, way },
    });
    expect(office.served).toEqual([]);
  });

  it.each([403, 407])(
    'a proxy that refuses (%i) is not taken for the CRM, and it is said why',
    async (status) => {
      office.refuseWith(status);
      const way = 'proxyRefused';
      expect(await probe('exchange', true)).toMatchObject({
        error: { kind: 'network', maySucceed: false, way },
      });
      expect(office.served).toEqual([]);
    },
  );

  it('a proxy that does not reach the CRM is a network that does not', async () => {
    office.refuseWith(502);
    const answer = await probe('exchange', true);
    expect(answer).toMatchObject({ error: { kind: 'network', maySucceed: false } });
    expect(answer).not.toHaveProperty('error.way');
  });
});
