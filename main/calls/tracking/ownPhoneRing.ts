import type { CallChange, CallsState, ExpectedDial } from './trackedCall.ts';
import type { PhoneNumber } from '../../phone/phoneNumber.ts';
import { isSameRemote } from '../../phone/phoneComparison.ts';
import { type ReportedEvent, SAME_CALL_MS, isLive, isFromNumber } from './callCorrelation.ts';

/**
 * Who dials through a switchboard hears their own phone ring first, with the customer's number on it. That ring is the call
 * they make. It is expected once of each source, and only until that call is answered or over: the customer who calls back
 * a moment later is a caller.
 */

/** So long a switchboard may take to ring the agent's own phone for a call they asked for. */
const EXPECTED_MS = 60_000;

/** Says that a switchboard was asked to call this number for the agent. To be said before it is asked. @param now monotonic */
export function expectDial(state: CallsState, number: PhoneNumber, now: number): CallsState {
  const others = withoutDial(state, number).expected.filter((one) => one.forgottenAt > now);
  return {
    ...state,
    expected: [
      ...others,
      { number, until: now + EXPECTED_MS, forgottenAt: now + 2 * EXPECTED_MS, rungBy: [] },
    ],
  };
}

/** The switchboard refused: nothing of the kind will ring. */
export function withoutDial(state: CallsState, number: PhoneNumber): CallsState {
  return { ...state, expected: state.expected.filter((one) => !isSameRemote(one.number, number)) };
}

/** What an event about the agent's own phone is: the beginning of the expected call, or its handset lifted. */
export function ownPhone(state: CallsState, reported: ReportedEvent): 'ring' | 'lifted' | null {
  const expected = expectedBy(state, reported);
  const { event, at } = reported;
  if (expected === undefined || event.direction === 'outbound') return null;
  const rung = expected.rungBy.find(({ source }) => source === event.source);
  const callsIn = state.tracked.some(
    (one) => isLive(one) && one.call.direction === 'inbound' && isFromNumber(one, reported),
  );
  if (callsIn) return null;
  if (event.kind === 'ringing') {
    if (rung === undefined) return at < expected.until ? 'ring' : null;
    const isNamed =
      event.sourceCallId !== null &&
      state.tracked.some(({ ids }) =>
        ids.some(({ id, source }) => id === event.sourceCallId && source === event.source),
      );
    return isNamed || at - rung.at <= SAME_CALL_MS ? 'ring' : null;
  }
  // The agent lifted their own handset: the other side still rings. A source that told of no ring tells of the customer.
  const isOwn = event.kind === 'answered' && (event.direction === 'inbound' || rung !== undefined);
  return isOwn ? 'lifted' : null;
}

/** The state after this source told of the own phone's ring. */
export function ownPhoneRang(state: CallsState, reported: ReportedEvent): CallsState {
  const expected = expectedBy(state, reported);
  if (expected === undefined) return state;
  const others = expected.rungBy.filter(({ source }) => source !== reported.event.source);
  const reportedBy = { ...expected, rungBy: [...others, { source: reported.event.source, at: reported.at }] };
  return { ...state, expected: state.expected.map((one) => (one === expected ? reportedBy : one)) };
}

/** What is still expected after these changes: nothing more of a call that is answered or over. */
export function stillExpected(
  expected: readonly ExpectedDial[],
  changes: readonly CallChange[],
): readonly ExpectedDial[] {
  const done = changes.filter(
    ({ kind, call }) => call.direction === 'outbound' && (kind === 'answered' || kind === 'ended'),
  );
  if (done.length === 0) return expected;
  return expected.filter((one) => !done.some(({ call }) => isSameRemote(call.number, one.number)));
}

function expectedBy(state: CallsState, { number }: ReportedEvent): ExpectedDial | undefined {
  return state.expected.find((one) => isSameRemote(one.number, number));
}
