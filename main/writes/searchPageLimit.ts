import type { CrmResult } from '../crm/types/crmFailure.ts';
import type { Pages } from '../crm/transport/pagination.ts';
import { fail, ok } from '../common/result.ts';

/** 100,000 rows of a list: more only when the service ignores its filters in a very large account. */
const MOST_PAGES = 400;

/**
 * Looks through a list until it is found or the list ends. A list too long to be read is a failure: what
 * was not seen may be there, and must not be sent again on a guess.
 */
export async function searchPages<T>(
  pages: Pages<T>,
  isIt: (item: T) => boolean,
): Promise<CrmResult<T | null>> {
  let read = 0;
  for await (const page of pages) {
    if (!page.ok) return page;
    const found = page.value.items.find(isIt);
    if (found !== undefined) return ok(found);
    read += 1;
    if (read === MOST_PAGES && page.value.next !== null) {
      return fail({ kind: 'malformed', path: '_links.next', maySucceed: true, words: 'too long to search' });
    }
  }
  return ok(null);
}
