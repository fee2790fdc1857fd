import { monotonicTime } from '../../../../main/common/clock.ts';
import type { Identity, Phase, Way } from '../../../../main/calls/tracking/transitionTable.ts';
import type { CallDirection, CallEvent, CallEventKind } from '../../../../main/calls/tracking/callEvent.ts';
import { type CallsState, NO_CALLS } from '../../../../main/calls/tracking/trackedCall.ts';
import { parsePhoneNumber } from '../../../../main/phone/phoneNumber.ts';
import { advance, expire, nextExpiry } from '../../../../main/calls/tracking/callStateMachine.ts';

/** Each cell of the table played on the machine: a call in that state, ten seconds of silence, and the event. */
const NUMBER = '89161234567';
const SECOND = 1_000;

const PHASES: readonly Phase[] = ['ringing', 'dialing', 'talking', 'queued', 'over', 'closed'];
const IDENTITIES: readonly Identity[] = ['known', 'new', 'different', 'none'];
const WAYS: readonly Way[] = ['same', 'other', 'open'];

/** What brings a call into a state, told by a hook by the id `a`, or by none. */
const STORY: Readonly<Record<Phase, readonly CallEventKind[]>> = {
  ringing: ['ringing'],
  dialing: ['dialing'],
  talking: ['ringing', 'answered'],
  queued: ['ringing', 'queued', 'ended'],
  over: ['ringing', 'ended'],
  closed: ['ringing'],
};

interface CallsAtPhase {
  readonly state: CallsState;
  readonly at: number;
}

/** The rows of an event: a state each, with what happens for each id and way. */
export function cellsOf(kind: CallEventKind): readonly string[] {
  return PHASES.map((phase) => {
    const cells = IDENTITIES.map((identity) =>
      WAYS.map((way) => outcome(kind, phase, identity, way)).join(' | '),
    );
    return `${phase}: ${cells.join(' ; ')}`;
  });
}

function outcome(kind: CallEventKind, phase: Phase, identity: Identity, way: Way): string {
  const { state, at } = callsAt(phase, identity);
  const direction: CallDirection = phase === 'dialing' ? 'outbound' : 'inbound';
  const other: CallDirection = direction === 'inbound' ? 'outbound' : 'inbound';
  const sourceCallId = { known: 'a', new: 'n', different: 'b', none: null }[identity];
  const reportedBy = { same: direction, other, open: null }[way];
  const { changes } = tell(state, at + 10 * SECOND, { kind, sourceCallId, direction: reportedBy });
  const facts = changes.map((one) => (one.call.id === 'call' ? one.kind : `new ${one.kind}`)).join('+');
  // A call of its own, or one of which only the end is heard.
  return facts === '' ? '-' : facts.replace('new started+new ended', 'missed').replace('new started', 'new');
}

function callsAt(phase: Phase, identity: Identity): CallsAtPhase {
  // Only a call with an id can be known, or be another one than an id says.
  const isNamed = identity === 'known' || identity === 'different';
  const direction = phase === 'dialing' ? 'outbound' : 'inbound';
  let state = NO_CALLS;
  let at = SECOND;
  for (const kind of STORY[phase]) {
    const isQueue = phase === 'queued' && kind !== 'ringing';
    const one = state.tracked[0];
    // Only a switchboard tells that a caller waits; here it is the hook, which the machine takes as well.
    if (isQueue && one !== undefined && kind === 'queued')
      state = { ...state, tracked: [{ ...one, queued: { by: 'asterisk', since: at } }] };
    else if (!isQueue)
      ({ state } = tell(state, at, { kind, sourceCallId: isNamed ? 'a' : null, direction }, 'call'));
    at += 10 * SECOND;
  }
  if (phase !== 'closed') return { state, at: at - 10 * SECOND };
  const due = nextExpiry(state) ?? 0;
  return { state: expire(state, due).state, at: due };
}

function tell(
  state: CallsState,
  at: number,
  event: Pick<CallEvent, 'kind' | 'sourceCallId' | 'direction'>,
  id = 'another',
) {
  return advance(
    state,
    { source: 'hook', rawNumber: NUMBER, line: null, at, ...event },
    {
      now: monotonicTime(at),
      newId: () => id,
      parse: (raw) => parsePhoneNumber(raw, { region: 'RU' }),
      isSettled: () => false,
    },
  );
}
