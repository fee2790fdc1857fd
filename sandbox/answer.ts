/** What a handler answers: a value, turned into HTTP in one place (exchange.ts), where misbehaviour can bend it. */
export interface Answer {
  readonly status: number;
  /** Exactly as sent: some clients compare it for equality (crm-api.md 2). */
  readonly contentType: string | null;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const HAL = 'application/hal+json';
const PROBLEM = 'application/problem+json';

/** A success with a body. */
export const hal = (body: object, status = 200): Answer => ({
  status,
  contentType: HAL,
  body: JSON.stringify(body),
});

/** 204: an empty list, or an id nobody has (crm-api.md 2.1). */
export const noContent = (): Answer => ({ status: 204, contentType: null, body: '' });

/** An error as the service words it. */
export const problem = (
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  contentType: PROBLEM,
  body: JSON.stringify(body),
  headers,
});

/** An error with the service's usual four keys. */
export const plainProblem = (status: number, title: string, detail: string): Answer =>
  problem(status, { title, type: `https://httpstatus.es/${String(status)}`, status, detail });

/** JSON that is not the service's, e.g. of the sandbox's own controls. */
export const json = (body: unknown, status = 200): Answer => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
});

/** A page. */
export const html = (body: string, status = 200, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  contentType: 'text/html; charset=utf-8',
  body,
  headers,
});

/** 302 to an address. */
export const redirect = (location: string): Answer => ({
  status: 302,
  contentType: null,
  body: '',
  headers: { location },
});
