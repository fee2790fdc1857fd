import { z } from 'zod';
import { fail, ok } from '../../common/result.ts';
import { apiPathOf } from './serviceAddress.ts';
import { checkAnswer } from './responseCheck.ts';
import type { RequestOptions } from '../types/requestOptions.ts';
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

/** 100,000 rows: more than any list read whole here can have, unless the service ignores its filters. */
export const MOST_PAGES = 400;

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

/** What says that an answer without `_embedded` is a page of a list all the same (crm-api.md 2.3). */
const envelope = z.looseObject({ _embedded: z.unknown() });
const ENVELOPE_KEYS = ['_page', '_links', '_total_items', '_page_count'];

/** A page's items as they came, and the name they stand under. */
export interface RawItems {
  readonly list: string;
  readonly items: readonly unknown[];
}

/**
 * The items of one page, which stand in `_embedded` under the first of these names that is there. A 204 has none, nor
 * has a page whose `_embedded` is absent, null or empty (PHP writes `[]`). Any other answer is no page of this list.
 */
export function itemsIn(page: unknown, names: readonly string[]): CrmResult<RawItems> {
  const [first = ''] = names;
  const none = ok({ list: first, items: [] });
  if (page === null) return none;
  const read = envelope.partial().safeParse(page);
  if (!read.success) return fail(notThePage('_embedded'));
  const embedded = read.data._embedded;
  const held =
    embedded === null || embedded === undefined || (Array.isArray(embedded) && embedded.length === 0)
      ? {}
      : embedded;
  if (typeof held !== 'object' || Array.isArray(held)) return fail(notThePage('_embedded'));
  const lists = new Map(Object.entries(held));
  const list = names.find((one) => lists.has(one));
  if (list === undefined) {
    const isPage = lists.size === 0 && ENVELOPE_KEYS.some((key) => Object.hasOwn(read.data, key));
    return isPage ? none : fail(notThePage(`_embedded.${first}`));
  }
  const items: unknown = lists.get(list) ?? [];
  return Array.isArray(items) ? ok({ list, items }) : fail(notThePage(`_embedded.${list}`));
}

const notThePage = (path: string): CrmFailure => ({
  kind: 'malformed',
  path,
  maySucceed: true,
  words: 'not the list that was asked for',
});

/**
 * A reader of the items of one page. An item that cannot be read is left out; where none of several can, the page is
 * not what it should be.
 *
 * @param names of the list in `_embedded`
 */
export function itemsOf<S extends z.ZodType>(
  names: string | readonly string[],
  item: S,
): (page: unknown) => CrmResult<readonly z.output<S>[]> {
  const lists = [names].flat();
  return (page) => {
    const found = itemsIn(page, lists);
    if (!found.ok) return found;
    const { list, items } = found.value;
    const read = items.flatMap((one): z.output<S>[] => {
      const parsed = item.safeParse(one);
      return parsed.success ? [parsed.data] : [];
    });
    if (read.length > 0 || items.length === 0) return ok(read);
    // One odd item is an odd item; where all of several are, it is the page that is not what it should be.
    if (items.length === 1) return ok([]);
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
    if (items.value.length === 0 && isEmptyPage(answer.value)) return;
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

/** Whether a page holds nothing, as against nothing that can be read. */
export function isEmptyPage(page: unknown): boolean {
  const read = envelope.safeParse(page);
  const held = read.success ? read.data._embedded : null;
  return (
    typeof held !== 'object' ||
    held === null ||
    Object.values(held).every((items: unknown) => !Array.isArray(items) || items.length === 0)
  );
}

/**
 * Reads a list until it ends, or so many pages of it. `isWhole` false: there is more, and what is not among these items may be
 * there.
 */
export async function readPages<T>(
  pages: Pages<T>,
  most: number,
): Promise<CrmResult<{ readonly items: readonly T[]; readonly isWhole: boolean }>> {
  const items: T[] = [];
  let read = 0;
  for await (const page of pages) {
    if (!page.ok) return page;
    items.push(...page.value.items);
    read += 1;
    if (read === most && page.value.next !== null) return ok({ items, isWhole: false });
  }
  return ok({ items, isWhole: true });
}

/** A list that is longer than it can be read does not say that something is not there. */
export const TOO_LONG: CrmFailure = {
  kind: 'malformed',
  path: '_links.next',
  maySucceed: true,
  words: 'too long to read',
};

/** Reads a list whole, of which a part would be wrong: users, pipelines, loss reasons, hooks, whoever has a number. */
export async function readWhole<T>(pages: Pages<T>, most = MOST_PAGES): Promise<CrmResult<readonly T[]>> {
  const read = await readPages(pages, most);
  if (!read.ok) return read;
  return read.value.isWhole ? ok(read.value.items) : fail(TOO_LONG);
}

/** Such a list by its path. */
export const readAllPages = <T>(
  transport: Transport,
  walk: Walk<T>,
  options?: RequestOptions,
): Promise<CrmResult<readonly T[]>> => readWhole(walkPages(transport, walk, options));
