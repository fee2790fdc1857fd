import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../main/common/clock.ts';
import type { AddressKind } from '../../../main/recordings/recordingAddress.ts';
import {
  createRecordingFetch,
  MOST_BYTES,
  type FetchRecording,
} from '../../../main/recordings/recordingFetch.ts';
import { createRecordingLinks } from '../../../main/recordings/recordingLinks.ts';
import { createRecordings } from '../../../main/recordings/recordings.ts';
import { makeCertificate } from '../sandbox/certificate.ts';
import type { TlsIdentity } from '../../../sandbox/options.ts';

/**
 * Real servers with TLS. The one at 127.0.0.1 stands for the internet and the one at 127.0.0.2 for the office's network:
 * what addresses mean is another test's (recordingAddress.test.ts).
 */
const WAV = Buffer.from('RIFF....WAVEfmt and some sound');
const kindOf = (address: string): AddressKind =>
  (({ '127.0.0.1': 'public', '127.0.0.2': 'office' }) as const)[address] ?? 'never';
let identity: TlsIdentity;
let world: Server;
let office: Server;
let asked: { readonly url: string; readonly headers: IncomingMessage['headers'] }[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let fetch: FetchRecording;

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const at = (server: Server, path = '/a.wav'): string => `https://localhost:${portOf(server)}${path}`;
const start = (host: string): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer({ key: identity.key, cert: identity.cert }, (request, response) => {
      asked.push({ url: request.url ?? '', headers: request.headers });
      answer(request, response);
    });
    server.listen(0, host, () => {
      resolve(server);
    });
  });

beforeAll(async () => {
  identity = await makeCertificate('localhost');
});
beforeEach(async () => {
  asked = [];
  answer = (_, response) => response.writeHead(200, { 'content-type': 'audio/wav' }).end(WAV);
  [world, office] = [await start('127.0.0.1'), await start('127.0.0.2')];
  fetch = createRecordingFetch({
    network: { agentFor: async () => undefined },
    clock: systemClock,
    ca: identity.cert,
    kindOf,
    // One name for both: its port says which is meant.
    resolve: ((_host: string, _options: unknown, done: (...all: unknown[]) => void) => {
      done(null, [{ address: nameMeans, family: 4 }]);
    }) as never,
  });
  nameMeans = '127.0.0.1';
});
afterEach(() => {
  for (const server of [world, office]) {
    server.closeAllConnections();
    server.close();
  }
});
let nameMeans = '127.0.0.1';

describe('a recording', () => {
  it('is read whole, and nothing tells its server who asks', async () => {
    const found = await fetch(at(world).replace('https://', 'https://user:secret@'), null);
    expect(found).toMatchObject({ ok: true, value: { type: 'audio/wav' } });
    expect(found.ok && Buffer.from(found.value.bytes).equals(WAV)).toBe(true);
    expect(Object.keys(asked[0]?.headers ?? {}).toSorted()).toEqual([
      'accept',
      'connection',
      'host',
      'user-agent',
    ]);
  });

  it('is read from the office’s network where the link itself leads there', async () => {
    nameMeans = '127.0.0.2';
    expect(await fetch(at(office), null)).toMatchObject({ ok: true });
  });

  it.each([
    [404, 'audio/wav', 'gone'],
    [410, 'audio/wav', 'gone'],
    [401, 'audio/wav', 'denied'],
    [200, 'text/html; charset=utf-8', 'denied'],
    [200, 'application/json', 'notSound'],
    [500, 'audio/wav', 'unreachable'],
  ] as const)('answered with %i %s is %s', async (status, type, reason) => {
    answer = (_, response) => response.writeHead(status, { 'content-type': type }).end('no sound');
    expect(await fetch(at(world), null)).toEqual({ ok: false, error: reason });
  });

  it('that is no sound in spite of its name, too large by its own word, or larger than it said, is not played', async () => {
    answer = (_, response) => response.writeHead(200, { 'content-type': 'audio/wav' }).end('<script>');
    expect(await fetch(at(world), null)).toEqual({ ok: false, error: 'notSound' });
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': String(MOST_BYTES + 1) });
      response.flushHeaders();
    };
    expect(await fetch(at(world), null)).toEqual({ ok: false, error: 'tooLarge' });
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'audio/wav' });
      const piece = Buffer.alloc(8 * 1024 * 1024);
      const more = (): void => {
        while (response.write(piece)) if (response.destroyed) return;
        response.once('drain', more);
      };
      more();
    };
    expect(await fetch(at(world), null)).toEqual({ ok: false, error: 'tooLarge' });
  });
});

describe('a hostile link', () => {
  it('to this computer, or to a name that means it, is not asked', async () => {
    nameMeans = '127.0.0.9';
    expect(await fetch(at(world), null)).toEqual({ ok: false, error: 'notAsked' });
    expect(await fetch(`https://127.0.0.9:${portOf(world)}/`, null)).toEqual({
      ok: false,
      error: 'notAsked',
    });
    expect(asked).toEqual([]);
  });

  it('that redirects from outside into the office’s network, to plain http, or round and round, is not followed', async () => {
    const redirectTo = (location: string): void => {
      answer = (_, response) => response.writeHead(302, { location }).end();
    };
    redirectTo(`https://127.0.0.2:${portOf(office)}/router?reboot=1`);
    expect(await fetch(at(world), null)).toEqual({ ok: false, error: 'notAsked' });
    redirectTo(`http://localhost:${portOf(world)}/a.wav`);
    expect(await fetch(at(world), null)).toEqual({ ok: false, error: 'notAsked' });
    expect(asked.map(({ url }) => url)).toEqual(['/a.wav', '/a.wav']);
    redirectTo('/again');
    expect(await fetch(at(world), null)).toEqual({ ok: false, error: 'notAsked' });
    expect(asked.length).toBeLessThan(10);
  });

  it('is followed where it stays outside', async () => {
    answer = (request, response) =>
      request.url === '/a.wav'
        ? response.writeHead(302, { location: '/b.wav' }).end()
        : response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(WAV);
    expect(await fetch(at(world), null)).toMatchObject({ ok: true, value: { type: 'audio/wav' } });
  });
});

describe('the recording of a note', () => {
  const memory = new Map<string, string>();
  const links = createRecordingLinks();
  const recordings = (now: number) =>
    createRecordings({
      links,
      fetch,
      plainOriginOf: () => null,
      memory: {
        get: (account, key) => memory.get(`${account} ${key}`) ?? null,
        put: (account, key, value) => void memory.set(`${account} ${key}`, value),
        delete: (account, key) => void memory.delete(`${account} ${key}`),
      },
      clock: { now: () => now as never },
    });
  const note = (link: string | null) =>
    ({
      id: 7,
      entity_id: 1,
      note_type: 'call_in',
      created_at: 1,
      updated_at: 1,
      uniq: null,
      text: null,
      duration: 5,
      isPinned: false,
      link,
    }) as const;

  it('is asked for by the note, of its own account alone', async () => {
    links.seen('a', [note(at(world))]);
    expect(await recordings(1).read('a', 7)).toMatchObject({ ok: true });
    expect(await recordings(1).read('b', 7)).toEqual({
      ok: false,
      error: { reason: 'unknown', since: null },
    });
    links.seen('a', [note(null)]);
    expect(await recordings(1).read('a', 7)).toMatchObject({ ok: false, error: { reason: 'unknown' } });
  });

  it('that is gone says since when that is known, until it is there again', async () => {
    links.seen('a', [note(at(world))]);
    answer = (_, response) => response.writeHead(404).end();
    expect(await recordings(1_000).read('a', 7)).toEqual({
      ok: false,
      error: { reason: 'gone', since: 1_000 },
    });
    expect(await recordings(9_000).read('a', 7)).toEqual({
      ok: false,
      error: { reason: 'gone', since: 1_000 },
    });
    answer = (_, response) => response.writeHead(200, { 'content-type': 'audio/wav' }).end(WAV);
    expect(await recordings(10_000).read('a', 7)).toMatchObject({ ok: true });
    answer = (_, response) => response.writeHead(404).end();
    expect(await recordings(20_000).read('a', 7)).toMatchObject({ error: { since: 20_000 } });
  });
});
