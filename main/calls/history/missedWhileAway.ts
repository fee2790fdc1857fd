import { WHILE_AWAY } from '../../../preload/constants.ts';
import type { ServiceClock } from '../../crm/transport/serviceClock.ts';
import { wallTime, type Clock } from '../../common/clock.ts';
import { attempt } from '../../journal/journalError.ts';
import type { Journal } from '../../journal/journal.ts';
import { isSameOrInternal } from '../../phone/phoneMatching.ts';
import { parsePhoneNumber, type PhoneNumber } from '../../phone/phoneNumber.ts';
import type { RoutedCall } from '../matching/callRouting.ts';
import { soleName } from '../callEntry.ts';
import type { CallViews } from './callViews.ts';

/** A caller the switchboard's own records tell of. */
export interface AwayCall {
  readonly source: string;
  readonly line: string;
  readonly number: string;
  /** Unix ms. */
  readonly startedAt: number;
  readonly endedAt: number;
}

interface MissedWhileAwayDeps {
  readonly journal: Journal;
  readonly callViews: Pick<CallViews, 'tell'>;
  readonly clock: Clock;
  readonly newId: () => string;
  /** The account of a call by its line and number, and who is known by it; null when no account takes it. */
  readonly route: (call: AwayCall) => RoutedCall | null;
  readonly ignores: (number: PhoneNumber, region: string) => boolean;
  readonly serviceClockOf: (account: string) => Pick<ServiceClock, 'at' | 'isSure'> | null;
}

/** A call that was seen here as well began about then: two clocks and a network share are between the two. */
const NEAR_MS = 2 * 60_000;
const MOST_NEAR = 200;

/**
 * Callers who were missed while Ringside was not there: listed with the missed ones, never popped, and told to the CRM by the same
 * rule. What is here already, heard or read, is not added again.
 */
export function createMissedWhileAway(deps: MissedWhileAwayDeps): (call: AwayCall) => void {
  const { journal } = deps;
  return (call) => {
    const routed = deps.route(call);
    if (routed === null || call.startedAt > deps.clock.now()) return;
    const { account, found } = routed;
    const { number, caller } = found;
    if (number.kind !== 'external' || deps.ignores(number, account.region)) return;
    const around = { startedAt: call.endedAt + NEAR_MS, id: '' };
    const isHere = journal.history
      .page(account.key, 'all', around, MOST_NEAR)
      .some(
        (one) =>
          (one.endedAt ?? one.startedAt) > call.startedAt - NEAR_MS &&
          isSameOrInternal(parsePhoneNumber(one.rawNumber, { region: account.region }), number),
      );
    if (isHere) return;
    const service = deps.serviceClockOf(account.key);
    const span = service?.isSure() === true ? service.at(wallTime(call.startedAt)) : null;
    const id = deps.newId();
    const added = attempt(() =>
      journal.calls.addPast({
        account: account.key,
        id,
        source: WHILE_AWAY,
        sourceCallId: null,
        direction: 'inbound',
        line: call.line,
        rawNumber: number.raw,
        e164: number.e164,
        display: number.display,
        state: 'ended',
        endReason: 'missed',
        startedAt: call.startedAt,
        answeredAt: null,
        endedAt: call.endedAt,
        callerName: soleName(caller),
        serviceAt: span === null ? null : Math.round((span.earliest + span.latest) / 2),
        note: '',
        chosen: null,
      }),
    );
    if (added.ok) deps.callViews.tell(id);
  };
}
