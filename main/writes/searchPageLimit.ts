import type { CrmResult } from '../crm/types/crmFailure.ts';
import { MOST_PAGES, TOO_LONG, type Pages } from '../crm/transport/pagination.ts';
import { fail, ok } from '../common/result.ts';

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
    if (read === MOST_PAGES && page.value.next !== null) return fail(TOO_LONG);
  }
  return ok(null);
}
