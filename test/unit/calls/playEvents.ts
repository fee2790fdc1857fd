import type { CallEvent } from '../../../main/calls/event.ts';
import { type CallChange, type CallsState, type LiveCall, NO_CALLS } from '../../../main/calls/liveCall.ts';
import { parsePhoneNumber } from '../../../main/calls/phoneNumber.ts';
import { advance } from '../../../main/calls/stateMachine.ts';

/** Plays events (seconds, kind, number and the rest) and keeps every change and the last shape of each call. */
export function play(...events: readonly Played[]) {
  return playFrom(NO_CALLS, ...events);
}

type Played = Partial<CallEvent> & { readonly s: number; readonly kind: CallEvent['kind'] };

/** The same, from a state that knows something already. */
export function playFrom(before: CallsState, ...events: readonly Played[]) {
  let state = before;
  const changes: CallChange[] = [];
  let ids = 0;
  for (const { s, ...event } of events) {
    const at = 1_700_000_000_000 + s * 1_000;
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
      now: at,
      newId: () => `call ${(ids += 1)}`,
      parse: (raw) => parsePhoneNumber(raw, { region: 'RU' }),
      isSettled: () => false,
    });
    state = step.state;
    changes.push(...step.changes);
  }
  const calls = new Map<string, LiveCall>();
  for (const { call } of changes) calls.set(call.id, call);
  return { state, changes, kinds: changes.map(({ kind }) => kind), calls: [...calls.values()] };
}
