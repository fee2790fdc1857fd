import type { Answer } from './answer.ts';
import { html, plainProblem, problem } from './answer.ts';

/** One thing wrong with one item of a batch (crm-api.md 2.1). `path` is relative to the item. */
export interface ValidationError {
  readonly code: string;
  readonly path: string;
  readonly detail: string;
}

/** The items of a batch that were refused, with their request ids. */
export interface RefusedItem {
  readonly request_id: string;
  readonly errors: readonly ValidationError[];
}

/** 400 with the paths of what is wrong. */
export const validationProblem = (items: readonly RefusedItem[]): Answer =>
  problem(400, {
    'validation-errors': items,
    title: 'Bad Request',
    type: 'https://httpstatus.es/400',
    status: 400,
    detail: 'Request validation failed',
  });

/** 400 without paths: not JSON, an object where an array was due, nothing at all. */
export const badRequest = (detail: string): Answer => plainProblem(400, 'Bad Request', detail);

/** What a request that could not even be read is answered; an error that is not the client's is a bug of ours: 500. */
export function problemOf(error: unknown): Answer {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500;
  if (status === 413) return plainProblem(413, 'Payload Too Large', 'Request body is too large');
  return typeof status === 'number' && status < 500 ? badRequest('Syntax error') : serverError(500);
}

/** 401 of the API: token missing, expired, revoked, of another account. */
export const unauthorized = (language: 'ru' | 'en'): Answer =>
  plainProblem(
    401,
    'Unauthorized',
    language === 'ru' ? 'Неверный логин или пароль' : 'Invalid user name or password',
  );

/** 403 in JSON: signed in, but may not. */
export const forbidden = (detail: string): Answer => plainProblem(403, 'Forbidden', detail);

/** 404 of a route that is not there. */
export const notFound = (method: string, url: string): Answer =>
  plainProblem(404, 'Not Found', `Cannot ${method} ${url}`);

/** 405: e.g. contacts and leads cannot be deleted through v4. */
export const methodNotAllowed = (method: string): Answer =>
  plainProblem(405, 'Method Not Allowed', `Method ${method} is not allowed for this resource`);

/** 422 of a page that is too long. */
export const limitTooLarge = (limit: number): Answer =>
  plainProblem(422, 'Unprocessable Entity', `Limit ${String(limit)} per page`);

/** 402: the tariff has lapsed (crm-api.md 2.1). */
export const paymentRequired = (): Answer =>
  plainProblem(402, 'Payment Required', 'The subscription of the account has ended');

/** 429; how long to wait stands in body and header, as UNCERTAIN as that is, or nowhere. */
export const tooManyRequests = (retryAfterSeconds: number | null): Answer =>
  problem(
    429,
    {
      title: 'Too Many Requests',
      status: 429,
      detail: 'You have sent too many requests in a given amount of time. Please try again later.',
      ...(retryAfterSeconds !== null && { retry_after: retryAfterSeconds }),
    },
    retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) },
  );

/** 5xx as the service's own servers word it. */
export const serverError = (status: 500 | 502 | 504): Answer =>
  problem(status, {
    title: status === 504 ? 'Gateway Timeout' : 'ErrInternalServer',
    type: `https://httpstatus.es/${String(status)}`,
    status,
    detail: 'Something went wrong',
    trace_id: 'sandbox',
  });

/** 403 of the web server in front: the address or account is blocked. Not JSON. */
export const blocked = (): Answer => {
  const page =
    '<html>\r\n<head><title>403 Forbidden</title></head>\r\n<body>\r\n<center><h1>403 Forbidden</h1></center>\r\n' +
    '<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n';
  return { ...html(page, 403), contentType: 'text/html' };
};

const OAUTH_TYPE = 'https://developers.amocrm.ru/v3/errors/OAuthProblemJson';

/** A bad grant at the token endpoint, with the reason as `hint` (crm-api.md 1.5). */
export const badGrant = (hint: string, status: 400 | 401 = 401): Answer =>
  problem(status, {
    hint,
    title: 'Некорректный запрос',
    type: OAUTH_TYPE,
    status,
    detail: 'В запросе отсутствует ряд параметров или параметры невалидны',
  });

/** Wrong client, secret or redirect URI at the token endpoint (crm-api.md 1.5). */
export const badClient = (): Answer =>
  problem(401, {
    title: 'Некорректный клиент',
    type: OAUTH_TYPE,
    status: 401,
    detail: 'Авторизация клиента не прошла',
  });
