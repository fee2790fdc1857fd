import { parsePhoneNumber } from '../../phone/phoneNumber.ts';
import type { Journal } from '../../journal/journal.ts';
import type { MirrorReader } from '../../mirror/mirror.ts';

/** Somebody the agent had a call with. */
interface RecentPerson {
  readonly entity: 'contact' | 'company';
  readonly id: number;
  /** When the last of them began, Unix ms. */
  readonly at: number;
}

interface RecentPeopleDeps {
  readonly journal: Pick<Journal, 'history'>;
  readonly mirror: Pick<MirrorReader, 'lookup'>;
  readonly regionOf: (account: string) => string;
}

/** Calls that are looked at: a day or two of an agent who makes many. */
const CALLS_READ = 150;
const MOST_PEOPLE = 40;

/**
 * With whom the last calls were, the last first, each once: whom the agent chose, else the only one who certainly has the number.
 * Callers nobody or several have the number of are left out.
 */
export function createRecentPeople({ journal, mirror, regionOf }: RecentPeopleDeps) {
  return (account: string): readonly RecentPerson[] => {
    const people = new Map<string, RecentPerson>();
    const numbers = new Set<string>();
    for (const call of journal.history.page(account, 'all', null, CALLS_READ)) {
      if (people.size === MOST_PEOPLE) break;
      const number = call.e164 ?? call.rawNumber;
      if (call.chosen === null && (number === '' || numbers.has(number))) continue;
      if (call.chosen === null) numbers.add(number);
      const who = call.chosen === null ? soleOwner(account, call.rawNumber) : chosenOf(call.chosen);
      if (who === null) continue;
      const key = `${who.entity} ${who.id}`;
      if (!people.has(key)) people.set(key, { ...who, at: call.startedAt });
    }
    return [...people.values()];
  };

  function soleOwner(account: string, rawNumber: string): Omit<RecentPerson, 'at'> | null {
    const owners = mirror
      .lookup(account, parsePhoneNumber(rawNumber, { region: regionOf(account) }))
      .filter(({ certainty }) => certainty === 'certain');
    const [owner] = owners;
    return owners.length === 1 && owner !== undefined ? { entity: owner.entity, id: owner.id } : null;
  }
}

const chosenOf = ({
  entity,
  entityId,
}: {
  readonly entity: 'contact' | 'company';
  readonly entityId: number;
}): Omit<RecentPerson, 'at'> => ({ entity, id: entityId });
