import { z } from 'zod';
import { ok } from '../result.ts';
import type { RequestOptions } from './client.ts';
import type { CrmResult } from './failures.ts';
import type { Transport } from './transport.ts';

/** More pages than any list read whole here can have (users: 250 a page). */
const MOST_PAGES = 40;

const withNext = z.object({ _links: z.object({ next: z.object({ href: z.string() }) }) });

/**
 * The link to the next page exactly as handed out, null on the last one (facts/amocrm-api 2.3). Whether it
 * stays on the account's host is the transport's check.
 */
export function nextLink(page: unknown): string | null {
  const parsed = withNext.safeParse(page);
  return parsed.success ? parsed.data._links.next.href : null;
}

/**
 * Reads a short list whole, following `_links.next.href` until there is none, a 204 or an empty page.
 * Only for users and pipelines: contacts and leads go through the sync, page by page.
 */
export async function readAllPages<T>(
  transport: Transport,
  path: string,
  options: RequestOptions | undefined,
  readItems: (page: unknown) => CrmResult<readonly T[]>,
): Promise<CrmResult<readonly T[]>> {
  const all: T[] = [];
  let next: string | null = path;
  for (let page = 0; next !== null && page < MOST_PAGES; page += 1) {
    const answer = await transport.get(next, options);
    if (!answer.ok) return answer;
    const items = readItems(answer.value);
    if (!items.ok) return items;
    all.push(...items.value);
    next = items.value.length === 0 ? null : nextLink(answer.value);
  }
  return ok(all);
}
