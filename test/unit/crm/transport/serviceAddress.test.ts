import { fc, runs } from '../../../property.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addressAt, apiPathOf } from '../../../../main/crm/transport/serviceAddress.ts';
import type { CrmClient } from '../../../../main/crm/types/crmClient.ts';
import { createCrmClient } from '../../../../main/crm/createCrmClient.ts';
import {
  baseUrl,
  createExchange,
  type Exchange,
  type WireRequest,
} from '../../../../main/crm/transport/httpExchange.ts';
import { createRateLimiter } from '../../../../main/crm/transport/rateLimiter.ts';
import { exchangeCode, refreshTokens } from '../../../../main/crm/transport/oauthEndpoint.ts';
import type { Pages } from '../../../../main/crm/transport/pagination.ts';
import { createTransport, type Transport } from '../../../../main/crm/transport/transport.ts';
import { systemClock } from '../../../../main/common/clock.ts';
import { ok } from '../../../../main/common/result.ts';
import { everyRequest } from '../everyRequest.ts';
import { everyPage } from '../wireClient.ts';
import { json, openWireServer } from '../wireServer.ts';

const HOST = 'romashka.amocrm.ru';
const ORIGIN = `https://${HOST}`;

/** Spellings of links that lead, or seem to lead, to another host; and some that do not. */
const link = fc
  .tuple(
    fc.constantFrom(
      '',
      'http:',
      'https:',
      'HTTPS:',
      'ht\ntps:',
      ' https:',
      'ftp:',
      'file:',
      'ws:',
      'javascript:',
    ),
    fc.constantFrom('', '/', '//', '///', '\\\\', '/\\', '//\t', '/\r\n/'),
    fc.constantFrom('', 'user:pass@', `${HOST}@`, `${HOST}:443@`, '@', '%40', 'user@'),
    fc.constantFrom(
      HOST,
      HOST.toUpperCase(),
      `${HOST}.`,
      `${HOST}.evil.example`,
      'romashka。amocrm。ru',
      'romаshka.amocrm.ru',
      'other.amocrm.ru',
      'evil.example',
      '127.0.0.1',
      '[::1]',
      '',
    ),
    fc.constantFrom('', ':443', ':80', ':8443', ':0'),
    fc.constantFrom(
      '//evil.example/api/v4/contacts',
      '/\\evil.example/api/v4/contacts',
      '\\\\evil.example/',
      '/\t/evil.example/',
      '/api/..//evil.example/api/v4/contacts',
      '/api/v4/..%2f..%2f/evil.example',
      '/api/v4/contacts',
      '/api/v4/@evil.example/',
      '/api/v4/https://evil.example/',
      '/./api/v4//contacts',
      '/%2f%2fevil.example/',
      '',
    ),
    fc.constantFrom('', '?page=2', '?next=//evil.example', '#//evil.example', '?@evil.example', '?a=%2F%2Fx'),
  )
  .map((parts) => parts.join(''));
const anyLink = fc.oneof({ weight: 4, arbitrary: link }, fc.webUrl(), fc.string());

/** A transport whose requests are kept and answered here. */
function listened(
  answer: (request: WireRequest) => unknown,
  host = HOST,
): { readonly transport: Transport; readonly client: CrmClient; readonly sent: WireRequest[] } {
  const sent: WireRequest[] = [];
  const exchange: Exchange = (request) => {
    sent.push(request);
    const body = answer(request);
    const text = body === null ? '' : JSON.stringify(body);
    const status = body === null ? 204 : 200;
    return Promise.resolve(ok({ status, contentType: 'application/hal+json', retryAfter: null, text }));
  };
  const token = Promise.resolve(ok('secret'));
  const transport = createTransport({
    host,
    tokens: { accessToken: () => token, renew: () => token },
    limiter: createRateLimiter({ clock: systemClock, requestsPerSecond: 1_000_000 }),
    exchange,
    clock: systemClock,
    random: () => 0,
  });
  return { transport, client: createCrmClient(transport), sent };
}

/** Where requests went, with a token or a name beside the host, that are not the account's own. */
function strays(sent: readonly WireRequest[]): readonly string[] {
  return sent.flatMap(({ url, headers }) => {
    const isOwn = url.origin === ORIGIN && url.username === '' && url.password === '';
    return isOwn && headers['authorization'] === 'Bearer secret' ? [] : [url.href];
  });
}

const one = { id: 1, name: 'A', responsible_user_id: 1, updated_at: 1, created_at: 1 };
const items: Record<string, object> = {
  contacts: one,
  companies: one,
  users: { ...one, is_active: true, rights: { is_admin: false } },
  links: { entity_id: 1, entity_type: 'leads', to_entity_id: 2, to_entity_type: 'contacts' },
  unsorted: { uid: 'u', category: 'sip' },
};
const lists: readonly (readonly [name: keyof typeof items, walk: (client: CrmClient) => Promise<unknown>])[] =
  [
    ['contacts', ({ contacts }) => everyPage(contacts.pages() as Pages<unknown>)],
    ['companies', ({ companies }) => everyPage(companies.pages() as Pages<unknown>)],
    ['users', (client) => client.users()],
    ['links', ({ links }) => everyPage(links.pages({ entity: 'lead', id: 1 }) as Pages<unknown>)],
    ['unsorted', ({ unsorted }) => everyPage(unsorted.pages() as Pages<unknown>)],
  ];

describe('the token goes to the account’s own host', () => {
  it.each(lists)('whatever the next link of a page of %s says', async (list, walk) => {
    await fc.assert(
      fc.asyncProperty(anyLink, async (href) => {
        let pages = 0;
        const { client, sent } = listened(() => {
          pages += 1;
          return pages > 1 ? null : { _links: { next: { href } }, _embedded: { [list]: [items[list]] } };
        });
        await walk(client);
        expect(strays(sent)).toEqual([]);
        const path = apiPathOf(href);
        expect(sent.map(({ url }) => `${url.pathname}${url.search}`).slice(1)).toEqual(
          path === null ? [] : [path],
        );
      }),
      { numRuns: runs(300) },
    );
  });

  it('whatever path a request of any kind is given', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyLink,
        fc.constantFrom('get', 'getText', 'POST', 'PATCH', 'DELETE'),
        async (path, how) => {
          const { transport, sent } = listened(() => null);
          if (how === 'get' || how === 'getText') await transport[how](path);
          else await transport.send(how, path, {});
          expect(strays(sent)).toEqual([]);
        },
      ),
      { numRuns: runs(500) },
    );
  });

  it('whatever a list is told to go on from', async () => {
    await fc.assert(
      fc.asyncProperty(anyLink, async (from) => {
        const { client, sent } = listened(() => null);
        await everyPage(client.contacts.pages({ from }) as Pages<unknown>);
        await everyPage(client.companies.pages({ from }) as Pages<unknown>);
        await everyPage(client.leads.pages({ from }) as Pages<unknown>);
        await everyPage(client.unsorted.pages({ from }) as Pages<unknown>);
        await client.notes.list({ entity: 'lead', entityId: 1, types: [], href: from });
        await client.rawPage(from);
        expect(strays(sent)).toEqual([]);
      }),
      { numRuns: runs(100) },
    );
  });

  it.each(everyRequest)('when %s is asked', async (_name, ask) => {
    const { client, sent } = listened(() => ({}));
    await ask(client, {}).catch(() => undefined);
    expect(sent.length).toBeGreaterThan(0);
    expect(strays(sent)).toEqual([]);
    for (const { url } of sent) expect(url.pathname).toMatch(/^\/api\/v\d\//u);
  });

  it('on the wire: the neighbour a link names hears nothing', async () => {
    const neighbour = await openWireServer((_got, response) => {
      json(response, 200, {});
    });
    const own = await openWireServer((_got, response) => {
      const href = `http://romashka.localhost:${String(own.port)}//other.localhost:${String(neighbour.port)}/api/v4/contacts`;
      json(response, 200, { _links: { next: { href } }, _embedded: { contacts: [one] } });
    });
    onTestFinished(async () => {
      await own.close();
      await neighbour.close();
    });
    const token = Promise.resolve(ok('secret'));
    const client = createCrmClient(
      createTransport({
        host: `romashka.localhost:${String(own.port)}`,
        tokens: { accessToken: () => token, renew: () => token },
        limiter: createRateLimiter({ clock: systemClock }),
        exchange: createExchange({ userAgent: 'test' }),
        clock: systemClock,
        random: () => 0,
      }),
    );
    expect(await everyPage(client.contacts.pages())).toMatchObject([
      { ok: true },
      { ok: false, error: { kind: 'malformed', path: '_links.next.href' } },
    ]);
    expect(own.got).toHaveLength(1);
    expect(neighbour.got).toEqual([]);
  });
});

describe('an address', () => {
  it('stays at its base, whatever its path', () => {
    fc.assert(
      fc.property(anyLink, (path) => {
        const url = addressAt(baseUrl(HOST), path);
        expect([url.origin, url.username, url.password, url.hash]).toEqual([ORIGIN, '', '', '']);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('of the API is the same after it was stored', () => {
    fc.assert(
      fc.property(anyLink, (href) => {
        const path = apiPathOf(href);
        if (path === null) return;
        expect(apiPathOf(path)).toBe(path);
        expect(addressAt(baseUrl(HOST), path).href).toBe(`${ORIGIN}${path}`);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('keeps its query as handed out', () => {
    const path = '/api/v4/contacts?page=2&filter[a][]=%2B7&x=%D1%8F&c=QUJD%3D';
    expect(apiPathOf(`https://romashka.amocrm.ru${path}`)).toBe(path);
    expect(addressAt(baseUrl(HOST), path).href).toBe(`${ORIGIN}${path}`);
  });
});

describe('code, refresh token and client secret', () => {
  const integration = { clientId: 'id', clientSecret: 'secret', redirectUri: 'https://a.example/' };
  const exchange = createExchange({ userAgent: 'test', connectMs: 200 });

  it('leave for hosts of the service alone', async () => {
    const foreign = [
      'evil.example',
      'romashka.amocrm.ru.evil.example',
      'evilamocrm.ru',
      'amocrm.ru',
      'romashka.amocrm.ru:8443',
      'user@romashka.amocrm.ru',
      'evil.example/romashka.amocrm.ru',
      'evil.example?.amocrm.ru',
      'evil.example#.amocrm.ru',
      'evil.example\\.amocrm.ru',
      '127.0.0.1',
      '[::1]',
      'localhost.evil.example',
    ];
    const refused = { error: { kind: 'unreachable', because: 'network', maySucceed: false } };
    for (const host of foreign) {
      expect(await exchangeCode(exchange, host, integration, 'code')).toMatchObject(refused);
      expect(await refreshTokens(exchange, host, integration, 'refresh')).toMatchObject(refused);
    }
  });
});
