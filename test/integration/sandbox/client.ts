import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { Sandbox, SandboxAccount } from '../../../sandbox/sandbox.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import type { SandboxOptions } from '../../../sandbox/options.ts';

/** What came back. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The text as JSON, undefined when it is none. */
  readonly body: unknown;
}

export interface Sent {
  readonly method?: string;
  /** Default: the www host. */
  readonly host?: string;
  readonly path: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a text is sent as it is. */
  readonly body?: unknown;
}

/** One request over a connection of its own; rejects when the connection ends early. */
export function send(port: number, sent: Sent): Promise<HttpAnswer> {
  const { method = sent.body === undefined ? 'GET' : 'POST', host = 'localhost', path } = sent;
  const payload = typeof sent.body === 'string' ? sent.body : JSON.stringify(sent.body);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        agent: false,
        headers: {
          host: `${host}:${String(port)}`,
          ...(sent.token !== undefined && { authorization: `Bearer ${sent.token}` }),
          // Node would send the body of a DELETE without its length, which is none.
          ...(payload !== undefined && { 'content-length': String(Buffer.byteLength(payload)) }),
          ...(typeof sent.body === 'object' && { 'content-type': 'application/json' }),
          ...sent.headers,
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, body: parsed(text) });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(payload);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A sandbox on a port of its own, and requests to its Russian account with the admin's token. */
export interface TestSandbox {
  readonly sandbox: Sandbox;
  readonly port: number;
  readonly romashka: SandboxAccount;
  readonly northwind: SandboxAccount;
  /** A request to the API of romashka. */
  ask(path: string, sent?: Omit<Sent, 'path'>): Promise<HttpAnswer>;
  close(): Promise<void>;
}

/** Starts one; without a request limit unless the options set it. */
export async function startTestSandbox(options: SandboxOptions = {}): Promise<TestSandbox> {
  const sandbox = createSandbox({ requestsPerSecond: null, ...options });
  const port = await sandbox.listen(0);
  const account = (subdomain: string): SandboxAccount => {
    const found = sandbox.accounts.find((one) => one.subdomain === subdomain);
    if (!found) throw new Error(`no account ${subdomain}`);
    return found;
  };
  const romashka = account('romashka');
  return {
    sandbox,
    port,
    romashka,
    northwind: account('northwind'),
    ask: (path, sent = {}) =>
      send(port, { host: 'romashka.localhost', token: romashka.longLivedToken, path, ...sent }),
    close: () => sandbox.close(),
  };
}

/** What stands at a path of keys and places, e.g. `at(body, '_embedded', 'contacts', 0, 'id')`. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    const next: unknown = Reflect.get(inner, key);
    return next;
  }, value);
}

/** The list at a path; empty when there is none. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The text at a path; throws when there is none. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path);
  if (typeof found !== 'string') throw new Error(`no text at ${path.join('.')}`);
  return found;
}

/** Signs in as a browser and a client would: the form of the authorize page, then the code for tokens. */
export async function signIn(
  { port, sandbox }: TestSandbox,
  subdomain: string,
  user?: number,
): Promise<{ access: string; refresh: string }> {
  const code = await authorize(port, sandbox.accounts[0], {
    account: subdomain,
    ...(user !== undefined && { user: String(user) }),
  });
  const answer = await askTokens(port, sandbox.accounts[0], subdomain, {
    grant_type: 'authorization_code',
    code,
  });
  return { access: textAt(answer.body, 'access_token'), refresh: textAt(answer.body, 'refresh_token') };
}

/** Sends the form of the authorize page and answers the code of the redirect. */
export async function authorize(
  port: number,
  account: SandboxAccount | undefined,
  form: Readonly<Record<string, string>>,
): Promise<string> {
  const answer = await send(port, {
    method: 'POST',
    path: '/oauth',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ client_id: account?.clientId ?? '', decision: 'allow', ...form }).toString(),
  });
  return new URL(answer.headers.location ?? '').searchParams.get('code') ?? '';
}

/** A request to the token endpoint of an account, with the right client unless the body says otherwise. */
export const askTokens = (
  port: number,
  account: SandboxAccount | undefined,
  subdomain: string,
  body: Readonly<Record<string, string>>,
): Promise<HttpAnswer> =>
  send(port, {
    host: `${subdomain}.localhost`,
    path: '/oauth2/access_token',
    body: {
      client_id: account?.clientId,
      client_secret: account?.clientSecret,
      redirect_uri: account?.redirectUri,
      ...body,
    },
  });

/** What the Russian account holds, to be compared with what it answers. */
export function romashkaOf({ sandbox }: TestSandbox): Sandbox['store']['accounts'][number] {
  const [account] = sandbox.store.accounts;
  if (!account) throw new Error('no account');
  return account;
}

/** The code and path of the first validation error of an answer. */
export const firstError = (answer: HttpAnswer): unknown =>
  at(answer.body, 'validation-errors', 0, 'errors', 0);

/** The keys of the object at a path, in their order. */
export function keysAt(value: unknown, ...path: readonly (string | number)[]): readonly string[] {
  const found = at(value, ...path);
  return typeof found === 'object' && found !== null ? Object.keys(found) : [];
}
