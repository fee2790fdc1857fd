import type { Answer } from './answer.ts';
import { plainProblem } from './answer.ts';
import type { MisbehaviourOrder } from './misbehaviour.ts';
import {
  badGrant,
  blocked,
  forbidden,
  paymentRequired,
  serverError,
  tooManyRequests,
  unauthorized,
} from './problem.ts';

/** What a network with a sign-in page of its own puts in place of any answer. */
export const PORTAL: Answer = {
  status: 200,
  contentType: 'text/html',
  body: '<!doctype html><title>Wi-Fi</title><p>Please sign in to this network</p>',
};

/** The answer of an ordered failure, with what the order lays over it; null for what is none. */
export function badAnswer(
  order: MisbehaviourOrder,
  asked: { readonly path: string; readonly retryAfterSeconds: number | null },
): Answer | null {
  const plain = plainAnswer(order, asked);
  if (!plain) return null;
  const headers = lowered({ ...plain.headers, ...order.headers });
  return {
    ...plain,
    body: order.body ?? plain.body,
    contentType:
      headers['content-type'] ?? plain.contentType ?? (order.body === undefined ? null : 'text/html'),
    headers,
  };
}

function plainAnswer(
  { what, status = 200 }: MisbehaviourOrder,
  { path, retryAfterSeconds }: { readonly path: string; readonly retryAfterSeconds: number | null },
): Answer | null {
  switch (what) {
    case 'answer':
      return { status, contentType: null, body: '' };
    case '302':
      // A name nobody can own (RFC 2606): whoever follows it gets nowhere.
      return proxied(302, 'Found', { location: 'https://elsewhere.invalid/sign-in' });
    case '401':
      return unauthorized('en');
    case '402':
      return paymentRequired();
    case '403':
      return forbidden('Not enough rights');
    case '403html':
      return blocked();
    case '404':
      return plainProblem(404, 'Not Found', `Cannot find ${path}`);
    case '429':
      return tooManyRequests(retryAfterSeconds);
    case '500':
    case '502':
    case '504':
      return serverError(STATUSES[what]);
    case 'revoked':
      return path.startsWith('/oauth2/') ? badGrant('Token has been revoked') : unauthorized('en');
    default:
      return what in PROXIED ? proxiedOf(what) : null;
  }
}

const STATUSES = { '500': 500, '502': 502, '504': 504 } as const;

/** What does not come from the service but from a proxy, a balancer or a filter before it: HTML, not problem+json. */
const PROXIED: Readonly<Record<string, string>> = {
  '408': 'Request Timeout',
  '409': 'Conflict',
  '421': 'Misdirected Request',
  '423': 'Locked',
  '425': 'Too Early',
  '451': 'Unavailable For Legal Reasons',
  '499': 'Client Closed Request',
  '503': 'Service Unavailable',
};

const proxiedOf = (status: string): Answer => proxied(Number(status), PROXIED[status] ?? '');

const proxied = (status: number, title: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  contentType: 'text/html',
  body: `<html>\r\n<head><title>${String(status)} ${title}</title></head>\r\n<body>\r\n<center><h1>${String(status)} ${title}</h1></center>\r\n</body>\r\n</html>\r\n`,
  headers,
});

const lowered = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]));

/** A list whose next page is somewhere else; anything that is no JSON object stays as it is. */
export function withNextLink(answer: Answer, href: string): Answer {
  let body: unknown;
  try {
    body = JSON.parse(answer.body);
  } catch {
    return answer;
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return answer;
  const links: unknown = Reflect.get(body, '_links');
  const kept = typeof links === 'object' && links !== null ? links : {};
  return { ...answer, body: JSON.stringify({ ...body, _links: { ...kept, next: { href } } }) };
}
