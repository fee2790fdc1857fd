import { callSourceFacts } from '../../../preload/constants.ts';
import { isSameRemote } from '../../phone/phoneComparison.ts';
import type { PhoneNumber } from '../../phone/phoneNumber.ts';
import type { CallEvent } from '../tracking/callEvent.ts';
import type { TrackedCall } from '../tracking/trackedCall.ts';
import type { CallRow } from '../../journal/callRows.ts';
import type { Journal } from '../../journal/journal.ts';

/** A recording is often there only once it was copied or converted, long after nobody follows the call any more. */
const RECENT_MS = 24 * 3_600_000;
/** A computer's clock may have been put right by so much since. */
const CLOCK_CHANGE_MS = 30 * 24 * 3_600_000;

interface Asked {
  readonly journal: Pick<Journal, 'calls'>;
  readonly tracked: readonly TrackedCall[];
  /** The account of a tracked call. */
  readonly accountOf: (callId: string) => string | null;
  readonly accounts: readonly string[];
  /** By the computer's clock, Unix ms. */
  readonly now: number;
  readonly parse: (raw: string) => PhoneNumber;
}

/**
 * The call that is over and that an `ended` with a recording means by its id: a tracked one first, else the newest of all accounts. Null
 * where the call goes on, or may. Where a number is told too it has to be the call's. An id that is counted names another call after a
 * restart, so it counts for a day by the computer's clock, whichever way that was changed; an id that never comes again names its call
 * whatever the clock was changed to.
 */
export function endedCall(event: CallEvent, asked: Asked): Pick<CallRow, 'account' | 'id'> | null {
  const { source, sourceCallId: id } = event;
  if (event.kind !== 'ended' || event.recording === undefined || id === null) return null;
  const remote = event.rawNumber.trim() === '' ? null : asked.parse(event.rawNumber);
  const isParty = (number: PhoneNumber): boolean => remote === null || isSameRemote(number, remote);
  const followed = asked.tracked.findLast(
    ({ ids, call }) =>
      ids.some((one) => one.source === source && one.id === id) &&
      (call.state !== 'ended' || isParty(call.number)),
  );
  if (followed !== undefined) {
    const { call } = followed;
    const account = asked.accountOf(call.id);
    // Closed by rule, its end may be told only now.
    const isOver = call.state === 'ended' && call.endReason !== 'unknown';
    return isOver && account !== null ? { account, id: call.id } : null;
  }
  const isRecent = ({ startedAt, endedAt }: CallRow): boolean =>
    callSourceFacts(source)?.countsIds !== true || Math.abs(asked.now - (endedAt ?? startedAt)) <= RECENT_MS;
  return (
    asked.accounts
      .flatMap((account) => asked.journal.calls.since(account, asked.now - CLOCK_CHANGE_MS - RECENT_MS))
      .filter((call) => call.source === source && call.sourceCallId === id)
      .filter((call) => isParty(asked.parse(call.rawNumber)) && isRecent(call))
      .toSorted((one, other) => other.startedAt - one.startedAt)[0] ?? null
  );
}
