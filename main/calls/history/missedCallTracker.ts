import type { Match, MissedCaller } from '../../../preload/contract.ts';
import type { CrmClient } from '../../crm/types/crmClient.ts';
import type { CrmEvent } from '../../crm/resources/eventResource.ts';
import type { ServiceClock } from '../../crm/transport/serviceClock.ts';
import { wallTime } from '../../common/clock.ts';
import type { Clock } from '../../common/clock.ts';
import type { MissedRow } from '../../journal/tables/callHistoryTable.ts';
import type { Journal } from '../../journal/journal.ts';
import type { MirrorReader } from '../../mirror/mirror.ts';
import { missedCallers } from './missedCallers.ts';
import { parsePhoneNumber } from '../../phone/phoneNumber.ts';
import { lineOf, variantsOf } from '../../phone/phoneVariants.ts';

/**
 * Callers who were missed and whom nobody has called back: not from here (the journal), and not from another
 * computer either. Of those the CRM's events tell; they are read while somebody waits for a call, and only then.
 */
export interface MissedCallTracker {
  /** The latest missed first; whoever withheld their number comes last. */
  list(account: string): readonly MissedCaller[];
  /** Somebody looks at them: the CRM is asked anew. */
  refresh(account: string): void;
  /** How many callers wait. */
  count(account: string): number;
  /** Reads the CRM's events of all accounts now, and then every minute. */
  start(): void;
  stop(): void;
}

interface MissedCallTrackerDeps {
  readonly journal: Journal;
  readonly mirror: Pick<MirrorReader, 'lookup'>;
  readonly clock: Clock;
  /** The accounts signed in, with the region of their numbers. */
  readonly accounts: () => readonly { readonly key: string; readonly region: string }[];
  readonly clientOf: (account: string) => Pick<CrmClient, 'events'> | null;
  /** The clock of the account's CRM; without, it is taken to show what the computer's does. */
  readonly serviceClockOf?: (account: string) => Pick<ServiceClock, 'now' | 'at' | 'isSure'> | null;
  /** The agent at the CRM. */
  readonly userOf: (account: string) => number | null;
  /** Somebody was called back from another computer. */
  readonly changed: (account: string) => void;
  /** This caller was, by a colleague. */
  readonly calledBack: (account: string, who: Pick<Match, 'entity' | 'id' | 'name'>) => void;
  readonly logError: (message: string, error: unknown) => void;
}

const MINUTE = 60_000;
const POLL_MS = MINUTE;
/** The CRM is not asked more often than this, however often the list is looked at. */
const REST_MS = 5_000;
/** Who was missed longer ago has called again or gone elsewhere. */
const REMEMBERED_MS = 30 * 24 * 60 * MINUTE;
/** Read again each time: the caller may have come into the mirror after the event of their call. */
const OVERLAP_MS = 10 * MINUTE;
/** Pages of 100 calls read at a time; of more the time is read in parts. */
const MOST_PAGES = 40;
/** So far the computer's clock is taken to be wrong while the CRM has not told its own. */
const UNKNOWN_SKEW_MS = 25 * 60 * MINUTE;
/** Whoever withheld their number is told of for a day: there is nothing to be done. */
const WITHHELD_MS = 24 * 60 * MINUTE;
const HEARD_UNTIL = 'calledBackHeardUntil';

export function createMissedCallTracker(deps: MissedCallTrackerDeps): MissedCallTracker {
  const { journal, mirror, clock } = deps;
  let cancel: (() => void) | null = null;
  const stopping = new AbortController();

  // A line may have two spellings, of which one was missed and the other called back.
  const open = (account: string) =>
    missedCallers(
      journal.history
        .missed(account, rememberedSince(account))
        .filter((row) => canBeCalledBack(row, regionOf(account)))
        .map((row) => ({ ...row, number: lineOf(row.number) })),
      (line) => {
        const settled = variantsOf(line).map((number) => journal.history.lastContact(account, number));
        return settled.reduce((last, seq) => (seq !== null && seq > (last ?? seq - 1) ? seq : last), null);
      },
    );
  /** All who withheld their number within a day as one, who cannot be called back. */
  const withheld = (account: string): readonly MissedCaller[] => {
    const since = clock.now() - WITHHELD_MS;
    const rows = [
      ...journal.history.missedWithheld(account, since),
      ...journal.history
        .missed(account, since)
        .filter(
          ({ rawNumber }) => parsePhoneNumber(rawNumber, { region: regionOf(account) }).kind === 'anonymous',
        ),
    ].toSorted((one, other) => other.seq - one.seq);
    const [latest] = rows;
    if (latest === undefined) return [];
    return [
      {
        number: null,
        display: '',
        name: null,
        who: null,
        callId: latest.id,
        times: rows.length,
        firstAt: rows.at(-1)?.startedAt ?? latest.startedAt,
        lastAt: latest.startedAt,
      },
    ];
  };
  /** As many as `open` has, from indexes alone: it is asked after every change of a call. */
  const waitingLines = (account: string): ReadonlySet<string> => {
    const region = regionOf(account);
    const waiting = journal.history
      .missedNumbers(account, rememberedSince(account))
      .filter(({ number }) => canBeCalledBack({ number, rawNumber: number }, region))
      // The same line in another spelling may have been reached.
      .filter(({ number, seq }) =>
        variantsOf(lineOf(number)).every(
          (variant) => variant === number || (journal.history.lastContact(account, variant) ?? seq - 1) < seq,
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

  /** By whichever clock is behind: the other may be wrong by a month, and nobody is forgotten for that. */
  const rememberedSince = (account: string): number => {
    const now = clock.now();
    return Math.min(now, deps.serviceClockOf?.(account)?.now()?.earliest ?? now) - REMEMBERED_MS;
  };

  /** When a call was missed by the CRM's clock, as a colleague's call is told; else the nearest that is known. */
  const serviceAtOf = (account: string, { serviceAt, startedAt }: MissedRow): number => {
    if (serviceAt !== null) return serviceAt;
    const span = deps.serviceClockOf?.(account)?.at(wallTime(startedAt)) ?? null;
    return span === null ? startedAt : (span.earliest + span.latest) / 2;
  };

  /** What is known by now of calls that were missed before the CRM had told the time: the computer's clock may be put right later. */
  function keepServiceTimes(account: string, calls: readonly MissedRow[]): void {
    if (deps.serviceClockOf?.(account)?.isSure() !== true) return;
    for (const call of calls)
      if (call.serviceAt === null) journal.history.putServiceAt(account, call.id, serviceAtOf(account, call));
  }

  /** Reads who was called since the last time; true when a missed caller was. */
  async function hear(account: string): Promise<boolean> {
    const waiting = open(account);
    const client = waiting.length === 0 ? null : deps.clientOf(account);
    if (client === null) return false;
    const calls = waiting.flatMap((caller) => caller.calls);
    keepServiceTimes(account, calls);
    const firstMissed = Math.min(...calls.map((call) => serviceAtOf(account, call)));
    // Its first answer tells the CRM's time; until then the computer's clock may be off by a day.
    const span = deps.serviceClockOf?.(account)?.now();
    const missedFrom = span === null ? firstMissed - UNKNOWN_SKEW_MS : firstMissed;
    // The CRM's clock was ahead when it told of the last call, perhaps: nothing was heard of what is to come.
    const readUntil = Math.min(
      Number(journal.memory.get(account, HEARD_UNTIL) ?? 0),
      span?.latest ?? Number.POSITIVE_INFINITY,
    );
    // Looked up at the first call that may be theirs: in most minutes nobody is called, and many may wait.
    const known = new Map<string, readonly Match[]>();
    const matchesOf = (rawNumber: string): readonly Match[] => {
      const matches = known.get(rawNumber) ?? certainly(account, rawNumber);
      known.set(rawNumber, matches);
      return matches;
    };
    let isNew = false;
    const take = (event: CrmEvent): void => {
      const at = event.created_at * 1000;
      for (const caller of waiting) {
        const settled = caller.calls.findLast((call) => serviceAtOf(account, call) < at);
        if (settled === undefined) continue;
        const who = matchesOf(caller.rawNumber).find((match) => isAbout(event, match));
        if (who === undefined) continue;
        const isLast = settled === caller.calls.at(-1);
        if (isLast && event.created_by !== deps.userOf(account)) deps.calledBack(account, who);
        journal.history.putCalledBack(account, caller.number, at, settled.seq);
        isNew = true;
      }
    };
    let from = Math.floor(Math.max(missedFrom, readUntil - OVERLAP_MS) / 1000);
    let to: number | null = null;
    for (;;) {
      const read = await readEvents(client, from, to, take);
      if (read === null) return isNew;
      // The service ignores what it is asked for (crm-api.md 2.5): no part of the time is shorter to read.
      if (!read.isWhole && !read.isAsAsked) return isNew;
      if (!read.isWhole && (to === null || to > from)) {
        // Too many for one reading, and their order is the service's own: the earlier half of the time first.
        to = from + Math.floor(((to ?? read.newest) - from) / 2);
        continue;
      }
      if (read.newest > 0) journal.memory.put(account, HEARD_UNTIL, String((to ?? read.newest) * 1000));
      if (to === null) return isNew;
      from = to + 1;
      to = null;
    }
  }

  /** Reads calls between two moments (Unix s); null when that cannot be done now, or must not any more. */
  async function readEvents(
    client: Pick<CrmClient, 'events'>,
    from: number,
    to: number | null,
    take: (event: CrmEvent) => void,
  ): Promise<{ readonly newest: number; readonly isWhole: boolean; readonly isAsAsked: boolean } | null> {
    const pages = client.events.pages(
      { types: ['outgoing_call'], createdFrom: from, ...(to === null ? {} : { createdTo: to }) },
      { priority: 'background', signal: stopping.signal },
    );
    let newest = 0;
    let read = 0;
    let isAsAsked = true;
    for await (const page of pages) {
      if (!page.ok || stopping.signal.aborted) return null;
      for (const event of page.value.items) {
        newest = Math.max(newest, event.created_at);
        take(event);
      }
      read += 1;
      isAsAsked &&= page.value.items.length > 0 || page.value.next === null;
      if (read === MOST_PAGES && page.value.next !== null) return { newest, isWhole: false, isAsAsked };
    }
    return stopping.signal.aborted ? null : { newest, isWhole: true, isAsAsked };
  }

  const reportedAt = new Map<string, number>();
  const trackReachability = new Set<string>();

  async function hearNow(account: string): Promise<void> {
    if (trackReachability.has(account) || stopping.signal.aborted) return;
    trackReachability.add(account);
    reportedAt.set(account, clock.monotonic());
    try {
      if (await hear(account)) deps.changed(account);
    } catch (error) {
      // The disk refused: the CRM is asked again in a minute.
      deps.logError('reading who was called back failed', error);
    } finally {
      trackReachability.delete(account);
    }
  }

  function later(delayMs: number): void {
    if (stopping.signal.aborted) return;
    cancel = clock.schedule(delayMs, () => {
      void Promise.all(deps.accounts().map(({ key }) => hearNow(key))).finally(() => later(POLL_MS));
    });
  }

  return {
    refresh(account) {
      if (clock.monotonic() >= (reportedAt.get(account) ?? Number.NEGATIVE_INFINITY) + REST_MS)
        void hearNow(account);
    },
    list(account) {
      const callers = open(account).map(({ rawNumber, calls: _calls, ...caller }) => {
        const matches = certainly(account, rawNumber);
        const who = matches.length === 1 ? matches[0] : undefined;
        return {
          ...caller,
          name: who?.name ?? caller.name,
          who: who === undefined ? null : { entity: who.entity, id: who.id },
        };
      });
      return [...callers, ...withheld(account)];
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

/** A call of the CRM is about a person, their company or one of their open leads. */
function isAbout(event: CrmEvent, match: Match): boolean {
  return event.entity_type === 'lead'
    ? match.leads.some(({ id }) => id === event.entity_id)
    : event.entity_type === match.entity && event.entity_id === match.id;
}
