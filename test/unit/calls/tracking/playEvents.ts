import { monotonicTime } from '../../../../main/common/clock.ts';
import type { CallEvent } from '../../../../main/calls/tracking/callEvent.ts';
import {
  type CallChange,
  type CallsState,
  type LiveCall,
  NO_CALLS,
} from '../../../../main/calls/tracking/trackedCall.ts';
import { parsePhoneNumber } from '../../../../main/phone/phoneNumber.ts';
import { advance } from '../../../../main/calls/tracking/callStateMachine.ts';

/** Second 0 of what is played, Unix ms. */
export const START = 1_700_000_000_000;

/** Plays events (seconds, kind, number and the rest) and keeps every change and the last shape of each call. */
export function play(...events: readonly Played[]) {
  return playFrom(NO_CALLS, ...events);
}

type Played = Partial<CallEvent> & { readonly s: number; readonly kind: CallEvent['kind'] };

/** The same, from a state that knows something already. */
export function playFrom(before: CallsState, ...events: readonly Played[]) {
  return playOn(before, false, events);
}

/** The same, when every call has its result already. */
export function playSettled(before: CallsState, ...events: readonly Played[]) {
  return playOn(before, true, events);
}

function playOn(before: CallsState, isSettled: boolean, events: readonly Played[]) {
  let state = before;
  const changes: CallChange[] = [];
  let ids = before.tracked.length;
  for (const { s, ...event } of events) {
    const at = START + s * 1_000;
    const full: CallEvent = {
      source: 'hook',
      sourceCallId: null,
      direction: null,
      rawNumber: '',
      line: null,
      ...event,
      at,
    };
    const step = advance(state, full, {
      now: monotonicTime(at),
      newId: () => `call ${(ids += 1)}`,
      parse: (raw) => parsePhoneNumber(raw, { region: 'RU' }),
      isSettled: () => isSettled,
    });
    state = step.state;
    changes.push(...step.changes);
  }
  const calls = new Map<string, LiveCall>();
  for (const { call } of changes) calls.set(call.id, call);
  return { state, changes, kinds: changes.map(({ kind }) => kind), calls: [...calls.values()] };
}

/** Calls as `start answer end reason`, in seconds. */
export function times(calls: readonly LiveCall[]): readonly string[] {
  const seconds = (at: number | null): string => (at === null ? '-' : String((at - START) / 1_000));
  return calls.map(
    (call) =>
      `${seconds(call.startedAt)} ${seconds(call.answeredAt)} ${seconds(call.endedAt)} ${call.endReason}`,
  );
}
