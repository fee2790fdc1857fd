import type { CallsState, LiveCall } from './trackedCall.ts';
import { NO_CALLS } from './trackedCall.ts';

/** The calls in mind. The call controller keeps them; who acts on a call through its phone asks here which one that is. */
export interface LiveCalls {
  now(): CallsState;
  become(next: CallsState): void;
  /** A call of this run, as long as it may still be corrected; null for any other. */
  get(callId: string): LiveCall | null;
  /** The ids by which sources know a call that goes on, the latest of each source last; none of another. */
  idsOf(callId: string): readonly { readonly source: string; readonly id: string }[];
}

export function createLiveCalls(): LiveCalls {
  let calls = NO_CALLS;
  const find = (callId: string) => calls.tracked.find(({ call }) => call.id === callId);
  return {
    now: () => calls,
    become(next) {
      calls = next;
    },
    get: (callId) => find(callId)?.call ?? null,
    idsOf(callId) {
      const one = find(callId);
      return one === undefined || one.call.state === 'ended' ? [] : one.ids;
    },
  };
}
