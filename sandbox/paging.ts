import type { Answer } from './answer.ts';
import { hal, noContent } from './answer.ts';
import { asObject, formatPhpQuery, parsePhpQuery, textAt } from './phpQuery.ts';
import type { PhpObject } from './phpQuery.ts';
import { limitTooLarge } from './problem.ts';
import type { ApiContext } from './route.ts';

/** Where in a list a request wants to read. */
export interface PageRequest {
  /** From 1. */
  readonly page: number;
  readonly limit: number;
  /** The query, without the cursor it may have come in. */
  readonly query: PhpObject;
}

const DEFAULT_LIMIT = 50;
const LARGEST_LIMIT = 250;

/** Reads `page` and `limit` (crm-api.md 2.3), or a cursor of ours; an answer when the limit is too large. */
export function pageRequestOf({ query }: ApiContext, largest = LARGEST_LIMIT): PageRequest | Answer {
  const cursor = textAt(query, 'cursor');
  const real =
    cursor === undefined ? query : parsePhpQuery(Buffer.from(cursor, 'base64url').toString('utf8'));
  const limit = wholeNumber(textAt(real, 'limit'), DEFAULT_LIMIT);
  if (limit > largest) return limitTooLarge(largest);
  return { page: wholeNumber(textAt(real, 'page'), 1), limit, query: real };
}

/** True when reading the page failed and there is an answer already. */
export const isAnswer = (value: PageRequest | Answer): value is Answer => 'status' in value;

const wholeNumber = (text: string | undefined, otherwise: number): number => {
  const number = Number(text);
  return text !== undefined && Number.isInteger(number) && number > 0 ? number : otherwise;
};

/**
 * The page of a list as the service answers it: no totals; 204 when it is empty; `next` whenever the page is full, which on the last
 * page can lead to a 204 (crm-api.md 2.3).
 */
export function pageOf<T>(
  context: ApiContext,
  request: PageRequest,
  key: string,
  rows: readonly T[],
  render: (row: T) => object,
): Answer {
  const { page, limit } = request;
  const shown = rows.slice((page - 1) * limit, page * limit);
  if (shown.length === 0) return noContent();
  const links = {
    self: { href: linkTo(context, request.query, page, limit) },
    ...(shown.length === limit && { next: { href: nextLink(context, request) } }),
    ...(page > 1 && {
      first: { href: linkTo(context, request.query, 1, limit) },
      prev: { href: linkTo(context, request.query, page - 1, limit) },
    }),
  };
  return hal({ _page: page, _links: links, _embedded: { [key]: shown.map(render) } });
}

function linkTo(context: ApiContext, query: PhpObject, page: number, limit: number): string {
  return `${context.origin}${context.path}?${queryFor(query, page, limit)}`;
}

const queryFor = (query: PhpObject, page: number, limit: number): string =>
  formatPhpQuery({ ...asObject(query), page: String(page), limit: String(limit) });

function nextLink(context: ApiContext, { page, limit, query }: PageRequest): string {
  if (context.settings.nextLinks === 'page') return linkTo(context, query, page + 1, limit);
  const cursor = Buffer.from(queryFor(query, page + 1, limit)).toString('base64url');
  return `${context.origin}${context.path}?cursor=${cursor}`;
}
