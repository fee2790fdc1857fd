import type { CrmFailure } from '../../crm/types/crmFailure.ts';
import type { MirrorWriter } from '../mirrorWriter.ts';
import type { PlaceName } from '../mirrorRecords.ts';

/** The stored places of an account's lists, whose links may be of no use any more. */
export interface StoredLinks {
  /** A walk of this list ended with a failure. When it keeps failing at one link, the list begins again. */
  failed(name: PlaceName, failure: CrmFailure): void;
}

/** Failures in a row after which a link is given up; kinds that say nothing of the link are left out. */
const MOST: Partial<Record<CrmFailure['kind'], number>> = {
  notFound: 3,
  entityNotFound: 3,
  validation: 3,
  rejected: 3,
  forbidden: 3,
  malformed: 3,
  // A service that is broken for half an hour must not make a long first sync begin again.
  server: 12,
};

/**
 * A link is kept over restarts, so that one which leads nowhere (the service forgot it, an answer was wrong) would
 * hold its list for ever. Counted in memory: a restart gives it its tries again.
 */
export function createStoredLinks(
  key: string,
  writer: Pick<MirrorWriter, 'place' | 'savePlace'>,
): StoredLinks {
  const failing = new Map<PlaceName, { readonly href: string; readonly times: number }>();
  return {
    failed(name, failure) {
      const place = writer.place(key, name);
      const most = MOST[failure.kind];
      if (place.nextHref === null || most === undefined) return;
      const before = failing.get(name);
      const times = before?.href === place.nextHref ? before.times + 1 : 1;
      failing.set(name, { href: place.nextHref, times });
      if (times < most) return;
      failing.delete(name);
      writer.savePlace(key, name, { ...place, nextHref: null, newest: null, walked: 0 });
    },
  };
}
