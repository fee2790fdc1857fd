import {
  CALL_CONTROLS,
  callSourceFacts,
  SOURCE_NAMES,
  type CallControlName,
} from '../../preload/constants.ts';
import type { Call, CallAction, ControlFailureCode, PhoneState, SourceName } from '../../preload/contract.ts';
import { assertNever, fail, type Result } from '../common/result.ts';
import { gateNumber } from '../phone/dialString.ts';
import type { PhoneNumber } from '../phone/phoneNumber.ts';
import type { CallSource, SourceControls } from '../sources/callSource.ts';

/** What the agent does with calls through their phone: each by the first source that tells of the call, is heard, and can. */
export interface CallControl {
  /** What can be done with a call; null for nothing at all. Asked with every change of the pop: nothing waits. */
  of(call: ControlledCall): PhoneState | null;
  perform(callId: string, action: CallAction): Promise<Result<null, ControlFailureCode>>;
}

export type ControlledCall = Pick<Call, 'id' | 'state' | 'direction'>;
export type SourceHands = Pick<CallSource, keyof SourceControls | 'lacks'>;

interface CallControlDeps {
  /** The call as it is now; null for one that nobody knows. */
  readonly callOf: (callId: string) => ControlledCall | null;
  /** The ids by which sources know a call that goes on. */
  readonly idsOf: (callId: string) => readonly { readonly source: string; readonly id: string }[];
  /** A source that is connected; null when it is not. */
  readonly controlsOf: (name: SourceName) => SourceHands | null;
  readonly parse: (rawNumber: string) => PhoneNumber;
  /** What can be done with calls is something else now. */
  readonly changed: () => void;
}

interface Marks {
  readonly muted: boolean;
  readonly consulting: string | null;
}
const NO_MARKS: Marks = { muted: false, consulting: null };

/** What each state of a call has use for. */
const IN_STATE: Readonly<Record<Call['state'], readonly CallControlName[]>> = {
  ringing: ['answer', 'hangUp'],
  dialing: ['hangUp'],
  talking: ['hold', 'mute', 'park', 'transfer', 'consult', 'hangUp'],
  ended: [],
};
/** While a colleague is asked the caller waits: they are joined, or the caller comes back, before anything else. */
const WHILE_CONSULTING: readonly CallControlName[] = ['mute', 'consult'];

export function createCallControl(deps: CallControlDeps): CallControl {
  const marks = new Map<string, Marks>();

  /** Who can do something with a call, the agent's own phone before a switchboard; and the id it knows the call by. */
  function handsFor(callId: string, name: CallControlName): { hands: SourceHands; id: string } | null {
    const ids = deps.idsOf(callId);
    for (const source of SOURCE_NAMES) {
      const known = ids.findLast((one) => one.source === source);
      if (known === undefined || callSourceFacts(source)?.can.includes(name) !== true) continue;
      const hands = deps.controlsOf(source);
      if (hands?.[name] !== undefined && hands.lacks?.().includes(name) !== true)
        return { hands, id: known.id };
    }
    return null;
  }

  function mark(callId: string, change: Partial<Marks>): void {
    marks.set(callId, { ...(marks.get(callId) ?? NO_MARKS), ...change });
    // Of calls that are over nothing is kept.
    for (const id of marks.keys()) if (deps.idsOf(id).length === 0) marks.delete(id);
    deps.changed();
  }

  function of(call: ControlledCall): PhoneState | null {
    if (call.state === 'ended') return null;
    const able = CALL_CONTROLS.filter((name) => handsFor(call.id, name) !== null);
    if (able.length === 0) return null;
    const { muted, consulting } = marks.get(call.id) ?? NO_MARKS;
    const useful = consulting === null ? IN_STATE[call.state] : WHILE_CONSULTING;
    return {
      able,
      now: able.filter(
        (name) => useful.includes(name) && !(name === 'answer' && call.direction === 'outbound'),
      ),
      muted,
      consulting,
    };
  }

  return {
    of,
    async perform(callId, action) {
      const call = deps.callOf(callId);
      const name = action.do === 'complete' || action.do === 'cancel' ? 'consult' : action.do;
      if (call === null || of(call)?.now.includes(name) !== true) return fail('cannot');
      const found = handsFor(callId, name);
      if (found === null) return fail('cannot');
      const { hands, id } = found;
      const done = await perform(hands, id, action);
      if (done.ok) noteDone(callId, action);
      return done;
    },
  };

  async function perform(
    hands: SourceHands,
    id: string,
    action: CallAction,
  ): Promise<Result<null, ControlFailureCode>> {
    switch (action.do) {
      case 'answer':
      case 'hangUp':
      case 'park':
        return (await hands[action.do]?.(id)) ?? fail('cannot');
      case 'hold':
      case 'mute':
        return (await hands[action.do]?.(id, action.on)) ?? fail('cannot');
      case 'transfer': {
        const to = gateNumber(deps.parse(action.to));
        return to.ok ? ((await hands.transfer?.(id, to.value)) ?? fail('cannot')) : to;
      }
      case 'consult': {
        const to = gateNumber(deps.parse(action.to));
        return to.ok ? ((await hands.consult?.begin(id, to.value)) ?? fail('cannot')) : to;
      }
      case 'complete':
      case 'cancel':
        return (await hands.consult?.[action.do](id)) ?? fail('cannot');
      default:
        return assertNever(action);
    }
  }

  function noteDone(callId: string, action: CallAction): void {
    if (action.do === 'mute') mark(callId, { muted: action.on });
    if (action.do === 'consult') mark(callId, { consulting: action.to });
    if (action.do === 'complete' || action.do === 'cancel') mark(callId, { consulting: null });
  }
}
