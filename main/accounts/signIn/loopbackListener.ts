import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Clock } from '../../common/clock.ts';
import { limitConnections } from '../../common/connectionLimits.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { checkCallback, type CallbackRules } from './oauthCallback.ts';
import type { Speech } from '../../common/language.ts';
import { DONE_PAGE_CSP, donePage, type SignInOutcome } from './signInDonePage.ts';
import type { RedirectUri } from './redirectUri.ts';
import type { CheckedHost } from '../platformZones.ts';

export type LoopbackOutcome =
  | { readonly kind: 'code'; readonly code: string; readonly host: CheckedHost }
  | { readonly kind: 'denied' }
  | { readonly kind: 'foreignHost'; readonly referer: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'cancelled' };

export interface Loopback {
  /** Settles once. The clean page is still served for a moment afterwards. */
  readonly outcome: Promise<LoopbackOutcome>;
  /** Ends it (`cancelled` unless it had ended); resolves when the port is free. */
  close(): Promise<void>;
}

export interface LoopbackOptions {
  readonly redirect: RedirectUri;
  readonly state: string;
  readonly checkReferer: CallbackRules['checkReferer'];
  /** Milliseconds the listener waits. */
  readonly lifetimeMs: number;
  readonly speech: Speech;
  readonly clock: Clock;
}

/** Node takes the first of several; a request that names two is none of a browser's. */
function onlyHost(request: IncomingMessage): string | undefined {
  const hosts = request.headersDistinct['host'] ?? [];
  return hosts.length === 1 ? hosts[0] : undefined;
}

/** As it came; several of one name are one text, which then is no value we know. */
function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join() : value;
}

/** Time for the browser to follow the redirect to the clean page. */
const FAREWELL_MS = 10_000;
const SLOW_CLIENT_MS = 3000;
/** Cookies of every other program on this host name come along, so headers may be long. */
const MAX_HEADER_BYTES = 32_768;
const MAX_CONNECTIONS = 64;

/**
 * Listens for one callback on 127.0.0.1 and ::1 at the port of the redirect URI, and on no other port. A request
 * that is not the callback of this sign-in is answered 4xx and changes nothing. The callback is
 * answered with a redirect, so that neither code nor state stays in the browser's history.
 */
export async function openLoopback(options: LoopbackOptions): Promise<Result<Loopback, 'portInUse'>> {
  const { redirect, checkReferer, speech, clock } = options;
  const donePath = redirect.path === '/done' ? '/finished' : '/done';
  let state: string | null = options.state;
  let signInOutcome: SignInOutcome | null = null;
  let settle: (outcome: LoopbackOutcome) => void = () => undefined;
  const outcome = new Promise<LoopbackOutcome>((resolve) => {
    settle = resolve;
  });

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    request.resume();
    response.setHeader('cache-control', 'no-store');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('connection', 'close');
    const url = request.url ?? '';
    const asked = {
      method: request.method ?? '',
      url,
      host: onlyHost(request),
      fetchMode: headerOf(request, 'sec-fetch-mode'),
      fetchDest: headerOf(request, 'sec-fetch-dest'),
      purpose: headerOf(request, 'sec-purpose'),
    };
    if (
      signInOutcome !== null &&
      url === donePath &&
      asked.method === 'GET' &&
      asked.host === redirect.host
    ) {
      response.setHeader('content-security-policy', DONE_PAGE_CSP);
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(donePage(signInOutcome, speech), () => void stop());
      return;
    }
    const check = checkCallback(asked, { redirect, state, checkReferer });
    if (check.kind === 'refuse') {
      if (check.status === 405) response.setHeader('allow', 'GET');
      response.writeHead(check.status).end();
      return;
    }
    signInOutcome = check.kind === 'code' ? 'arrived' : check.kind === 'denied' ? 'denied' : 'refused';
    response.writeHead(303, { location: donePath }).end();
    end(check);
  };

  /** One for each loopback address: a browser may take `localhost` for either. */
  const servers: Server[] = [];
  const listen = (host: string): Promise<Listening> => {
    const server = createServer(
      {
        maxHeaderSize: MAX_HEADER_BYTES,
        headersTimeout: SLOW_CLIENT_MS,
        requestTimeout: SLOW_CLIENT_MS,
        connectionsCheckingInterval: 1000,
      },
      answer,
    );
    limitConnections(server, { most: MAX_CONNECTIONS });
    server.setTimeout(2 * SLOW_CLIENT_MS);
    return new Promise((resolve) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        resolve(NO_SUCH_ADDRESS.has(error.code ?? '') ? 'noSuchAddress' : 'taken');
      });
      server.listen({ host, port: redirect.port, exclusive: true }, () => {
        servers.push(server);
        resolve('listening');
      });
    });
  };

  const closed = (server: Server): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeIdleConnections();
      // A client that reads slowly does not keep the port.
      const cancelForce = clock.schedule(SLOW_CLIENT_MS, () => {
        server.closeAllConnections();
      });
      server.once('close', cancelForce);
    });

  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    cancelTimer();
    stopped ??= Promise.all(servers.map(closed)).then(() => undefined);
    return stopped;
  };

  /** The state is used up with the first real answer; the page is served a little longer. */
  const end = (result: LoopbackOutcome): void => {
    if (state === null) return;
    state = null;
    cancelTimer();
    settle(result);
    if (result.kind === 'expired' || result.kind === 'cancelled') void stop();
    else cancelTimer = clock.schedule(FAREWELL_MS, () => void stop());
  };
  let cancelTimer = clock.schedule(options.lifetimeMs, () => {
    end({ kind: 'expired' });
  });

  const four = await listen('127.0.0.1');
  // Who else listens at ::1 would get the code that was meant for us; a computer without IPv6 has no such address.
  const six = four === 'listening' ? await listen('::1') : four;
  if (four !== 'listening' || six === 'taken') {
    await stop();
    return fail('portInUse');
  }
  return ok({
    outcome,
    close() {
      end({ kind: 'cancelled' });
      for (const server of servers) server.closeAllConnections();
      return stop();
    },
  });
}

type Listening = 'listening' | 'taken' | 'noSuchAddress';
/** A computer whose IPv6 is switched off. */
const NO_SUCH_ADDRESS: ReadonlySet<string> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);
