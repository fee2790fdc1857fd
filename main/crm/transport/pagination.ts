import { z } from 'zod';
import { fail, ok } from '../../common/result.ts';
import { apiPathOf } from './serviceAddress.ts';
import { checkAnswer } from './responseCheck.ts';
import type { RequestOptions } from '../types/crmClient.ts';
import type { CrmFailure, CrmResult } from '../types/crmFailure.ts';
import type { Transport } from './transport.ts';

/** One page of a list. `next` is the path to go on from; null on the last page. */
export interface CrmPage<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/**
 * A list of the CRM, one page at a time: a page is asked for when the one before was taken, and leaving the
 * loop asks for nothing more. A failure is the last thing it gives; the list can be gone on with from the
 * `next` of the last good page. Each call of a list is walked once.
 */
export type Pages<T> = AsyncIterable<CrmResult<CrmPage<T>>>;

/** More pages than any list read whole here can have (users: 250 a page). */
const MOST_PAGES = 40;

const withNext = z.object({ _links: z.object({ next: z.object({ href: z.string() }) }) });

/**
 * The path of the next page, query exactly as handed out; null on the last one (crm-api.md 2.3). A link that
 * leads out of the API is `malformed`: there is more, and nobody may go there.
 */
export function nextLink(page: unknown): CrmResult<string | null> {
  const parsed = withNext.safeParse(page);
  if (!parsed.success) return ok(null);
  const path = apiPathOf(parsed.data._links.next.href);
  return path === null ? fail(strayLink('leads elsewhere')) : ok(path);
}

const strayLink = (words: string): CrmFailure => ({
  kind: 'malformed',
  path: '_links.next.href',
  maySucceed: true,
  words,
});

/**
 * A reader of the items of one page, which stand in `_embedded` under the list's name; a 204 has none. An item that
 * cannot be read is left out; where none can, the page is not what it should be.
 */
export function itemsOf<S extends z.ZodType>(
  list: string,
  item: S,
): (page: unknown) => CrmResult<readonly z.output<S>[]> {
  const schema = z.object({ _embedded: z.object({ [list]: z.array(z.unknown()) }) });
  return (page) => {
    if (page === null) return ok([]);
    const checked = checkAnswer(schema, page);
    if (!checked.ok) return checked;
    const items = checked.value._embedded[list] ?? [];
    const read = items.flatMap((one): z.output<S>[] => {
      const parsed = item.safeParse(one);
      return parsed.success ? [parsed.data] : [];
    });
    if (read.length > 0 || items.length === 0) return ok(read);
    const wrong = checkAnswer(z.object({ _embedded: z.object({ [list]: z.array(item) }) }), page);
    return wrong.ok ? ok([]) : wrong;
  };
}

export interface Walk<T> {
  /** Path of the first page, or the `next` of an earlier one. */
  readonly from: string;
  readonly read: (page: unknown) => CrmResult<readonly T[]>;
  /** Filters may be ignored by the service (crm-api.md 2.5), so that what comes is filtered again. */
  readonly wanted?: (item: T) => boolean;
}

/** Walks a list until there is no next link, a 204 or an empty page (crm-api.md 2.3). */
export async function* walkPages<T>(
  transport: Transport,
  { from, read, wanted = () => true }: Walk<T>,
  options?: RequestOptions,
): AsyncGenerator<CrmResult<CrmPage<T>>, void, undefined> {
  const seen = new Set<string>();
  let href: string | null = from;
  while (href !== null) {
    seen.add(href);
    const answer = await transport.get(href, options);
    if (!answer.ok) {
      yield answer;
      return;
    }
    const items = read(answer.value);
    if (!items.ok) {
      yield items;
      return;
    }
    if (items.value.length === 0) return;
    const next = nextLink(answer.value);
    // A page that leads back would be read for ever.
    if (next.ok && next.value !== null && seen.has(next.value)) {
      yield fail(strayLink('leads back'));
      return;
    }
    href = next.ok ? next.value : null;
    yield ok({ items: items.value.filter(wanted), next: href });
    if (!next.ok) yield next;
  }
}

/** Reads a short list whole: users, pipelines, loss reasons, hooks. All others are walked page by page. */
export async function readAllPages<T>(
  transport: Transport,
  walk: Walk<T>,
  options?: RequestOptions,
): Promise<CrmResult<readonly T[]>> {
  const all: T[] = [];
  let pages = 0;
  for await (const page of walkPages(transport, walk, options)) {
    if (!page.ok) return page;
    all.push(...page.value.items);
    pages += 1;
    if (pages === MOST_PAGES) break;
  }
  return ok(all);
}
