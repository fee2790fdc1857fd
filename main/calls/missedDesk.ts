import type { Match, MissedCaller } from '../../preload/contract.ts';
import type { CrmClient } from '../amocrm/client.ts';
import type { CrmEvent } from '../amocrm/events.ts';
import type { ServiceClock } from '../amocrm/serviceClock.ts';
import type { Clock } from '../clock.ts';
import type { MissedRow } from '../journal/history.ts';
import type { Journal } from '../journal/journal.ts';
import type { MirrorReader } from '../mirror/mirror.ts';
import { missedCallers } from './missedCallers.ts';
import { parsePhoneNumber } from './phoneNumber.ts';
import { lineOf, variantsOf } from './phoneVariants.ts';

/**
 * Callers who were missed and whom nobody has called back: not from here (the journal), and not from another
 * desk either. Of those the CRM's events tell; they are read while somebody waits for a call, and only then.
 */
export interface MissedDesk {
  /** The latest missed first. Who looks at them has the CRM asked anew. */
  list(account: string): readonly MissedCaller[];
  /** How many callers wait. */
  count(account: string): number;
  /** Reads the CRM's events of all accounts now, and then every minute. */
  start(): void;
  stop(): void;
}

interface MissedDeskDeps {
  readonly journal: Journal;
  readonly mirror: Pick<MirrorReader, 'lookup'>;
  readonly clock: Clock;
  /** The accounts signed in, with the region of their numbers. */
  readonly accounts: () => readonly { readonly key: string; readonly region: string }[];
  readonly clientOf: (account: string) => Pick<CrmClient, 'events'> | null;
  /** The clock of the account's CRM; without, it is taken to show what the desk's does. */
  readonly serviceClockOf?: (account: string) => Pick<ServiceClock, 'now'> | null;
  /** The agent at the CRM. */
  readonly userOf: (account: string) => number | null;
  /** Somebody was called back from another desk. */
  readonly changed: (account: string) => void;
  /** This caller was, by another desk. */
  readonly calledBack: (account: string, who: Pick<Match, 'entity' | 'id' | 'name'>) => void;
  readonly logError: (message: string, error: unknown) => void;
}

const MINUTE = 60_000;
const POLL_MS = MINUTE;
/** The CRM is not asked more often than this, however often the list is looked at. */
const REST_MS = 5_000;
/** Who was missed longer ago has called again or gone elsewhere. */
const REMEMBERED_MS = 30 * 24 * 60 * MINUTE;
/** Read again each time: the caller may have come into the mirror after the event of his call. */
const OVERLAP_MS = 10 * MINUTE;
/** Pages of 100 calls read at a time. Of more at once some are passed over: their callers stay in the list. */
const MOST_PAGES = 40;
/** So far the desk's clock is taken to be wrong while the CRM has not told its own. */
const UNKNOWN_SKEW_MS = 25 * 60 * MINUTE;
const HEARD_UNTIL = 'calledBackHeardUntil';

export function createMissedDesk(deps: MissedDeskDeps): MissedDesk {
  const { journal, mirror, clock } = deps;
  let cancel: (() => void) | null = null;
  const stopping = new AbortController();

  // A line may have two spellings, of which one was missed and the other called back.
  const open = (account: string) =>
    missedCallers(
      journal.history
        .missed(account, clock.now() - REMEMBERED_MS)
        .filter((row) => canBeCalledBack(row, regionOf(account)))
        .map((row) => ({ ...row, number: lineOf(row.number) })),
      (line) => {
        const times = variantsOf(line).map((number) => journal.history.lastContact(account, number));
        return times.reduce((last, at) => (at !== null && at > (last ?? 0) ? at : last), null);
      },
    );
  /** As many as `open` has, from indexes alone: it is asked after every change of a call. */
  const waitingLines = (account: string): ReadonlySet<string> => {
    const region = regionOf(account);
    const waiting = journal.history
      .missedNumbers(account, clock.now() - REMEMBERED_MS)
      .filter(({ number }) => canBeCalledBack({ number, rawNumber: number }, region))
      // The same line in another spelling may have been reached.
      .filter(({ number, at }) =>
        variantsOf(lineOf(number)).every(
          (variant) => variant === number || (journal.history.lastContact(account, variant) ?? 0) <= at,
        ),
      );
    return new Set(waiting.map(({ number }) => lineOf(number)));
  };
  const regionOf = (account: string): string =>
    deps.accounts().find(({ key }) => key === account)?.region ?? 'RU';
  const certainly = (account: string, rawNumber: string): readonly Match[] =>
    mirror
      .lookup(account, parsePhoneNumber(rawNumber, { region: regionOf(account) }))
      .filter(({ certainty }) => certainty === 'certain');

  /** The CRM's clock less the desk's, ms: a missed call has the desk's time, a colleague's call the CRM's. */
  const skewOf = (account: string): number => {
    const span = deps.serviceClockOf?.(account)?.now() ?? null;
    return span === null ? 0 : (span.earliest + span.latest) / 2 - clock.now();
  };

  /** Reads who was called since the last time; true when a missed caller was. */
  async function hear(account: string): Promise<boolean> {
    const waiting = open(account);
    const client = waiting.length === 0 ? null : deps.clientOf(account);
    if (client === null) return false;
    const firstMissed = Math.min(...waiting.map(({ lastAt }) => lastAt)) + skewOf(account);
    // Its first answer tells the CRM's time; until then the desk's clock may be off by a day.
    const isUnknown = deps.serviceClockOf?.(account)?.now() === null;
    const missedFrom = isUnknown ? firstMissed - UNKNOWN_SKEW_MS : firstMissed;
    const heardUntil = Number(journal.memory.get(account, HEARD_UNTIL) ?? 0);
    const from = Math.max(missedFrom, heardUntil - OVERLAP_MS);
    // Looked up at the first call that may be theirs: in most minutes nobody is called, and many may wait.
    const known = new Map<string, readonly Match[]>();
    const matchesOf = (rawNumber: string): readonly Match[] => {
      const matches = known.get(rawNumber) ?? certainly(account, rawNumber);
      known.set(rawNumber, matches);
      return matches;
    };
    const pages = client.events.pages(
      { types: ['outgoing_call'], createdFrom: Math.floor(from / 1000) },
      { priority: 'background', signal: stopping.signal },
    );
    let isNews = false;
    let read = 0;
    let newest = heardUntil;
    for await (const page of pages) {
      // Their order is the service's own: only the whole list tells until when everything was heard.
      if (!page.ok || stopping.signal.aborted) return isNews;
      for (const event of page.value.items) {
        const at = event.created_at * 1000;
        newest = Math.max(newest, at);
        const deskAt = Math.round(at - skewOf(account));
        for (const caller of waiting) {
          if (deskAt <= caller.lastAt) continue;
          const who = matchesOf(caller.rawNumber).find((match) => isAbout(event, match));
          if (who === undefined) continue;
          if (event.created_by !== deps.userOf(account)) deps.calledBack(account, who);
          journal.history.putCalledBack(account, caller.number, deskAt);
          isNews = true;
        }
      }
      read += 1;
      if (read === MOST_PAGES) break;
    }
    if (!stopping.signal.aborted && newest !== heardUntil) {
      journal.memory.put(account, HEARD_UNTIL, String(newest));
    }
    return isNews;
  }

  const heardAt = new Map<string, number>();
  const hearing = new Set<string>();

  async function hearNow(account: string): Promise<void> {
    if (hearing.has(account) || stopping.signal.aborted) return;
    hearing.add(account);
    heardAt.set(account, clock.monotonic());
    try {
      if (await hear(account)) deps.changed(account);
    } catch (error) {
      // The disk refused: the CRM is asked again in a minute.
      deps.logError('reading who was called back failed', error);
    } finally {
      hearing.delete(account);
    }
  }

  function later(delayMs: number): void {
    if (stopping.signal.aborted) return;
    cancel = clock.schedule(delayMs, () => {
      void Promise.all(deps.accounts().map(({ key }) => hearNow(key))).finally(() => later(POLL_MS));
    });
  }

  return {
    list(account) {
      if (clock.monotonic() >= (heardAt.get(account) ?? Number.NEGATIVE_INFINITY) + REST_MS)
        void hearNow(account);
      return open(account).map(({ rawNumber, ...caller }) => {
        const matches = certainly(account, rawNumber);
        const who = matches.length === 1 ? matches[0] : undefined;
        return {
          ...caller,
          name: who?.name ?? caller.name,
          who: who === undefined ? null : { entity: who.entity, id: who.id },
        };
      });
    },
    count: (account) => waitingLines(account).size,
    start() {
      later(0);
    },
    stop() {
      stopping.abort();
      cancel?.();
    },
  };
}

/** Whoever withheld their number cannot be called back, and a colleague calls again. */
function canBeCalledBack(
  { number, rawNumber }: Pick<MissedRow, 'number' | 'rawNumber'>,
  region: string,
): boolean {
  // Most have an international form; the others are few.
  return number.startsWith('+') || parsePhoneNumber(rawNumber, { region }).kind === 'external';
}

/** A call of the CRM is about a person, his company or one of his open leads. */
function isAbout(event: CrmEvent, match: Match): boolean {
  return event.entity_type === 'lead'
    ? match.leads.some(({ id }) => id === event.entity_id)
    : event.entity_type === match.entity && event.entity_id === match.id;
}
