import type { Caller, PopEntry } from '../../preload/contract.ts';
import { attempt } from '../journal/journalError.ts';
import type { CallViews } from '../calls/history/callViews.ts';
import type { PopPort } from '../calls/popPort.ts';

interface PopGateDeps {
  readonly pop: PopPort;
  readonly callViews: Pick<CallViews, 'get'>;
  /** Whether a call shows as it is now (popRules.ts, quiet hours). Asked with its start and each change. */
  readonly shows: (entry: PopEntry) => boolean;
  /** Milliseconds with fractions, monotonic: a call that waited is timed from when it may show. */
  readonly monotonic: () => number;
}

/** Puts the rules of when the pop shows before it: a call that must not show yet, or at all, waits here and loses nothing. */
export function createPopGate({ pop, callViews, shows, monotonic }: PopGateDeps): PopPort {
  const waiting = new Map<string, PopEntry>();

  /** What the agent wrote meanwhile (in the list) is in the journal; everything else is ahead of it by a turn. */
  function asItIsNow(entry: PopEntry): PopEntry {
    const written = attempt(() => callViews.get(entry.call.id));
    if (!written.ok || written.value === null) return entry;
    const { note, chosen, result, log } = written.value;
    return { ...entry, call: { ...entry.call, note, chosen, result, log } };
  }

  return {
    callStarted(entry, reportedAt) {
      if (shows(entry)) pop.callStarted(entry, reportedAt);
      else if (entry.call.state !== 'ended') waiting.set(entry.call.id, entry);
    },
    callChanged(callId, change) {
      const entry = waiting.get(callId);
      // The agent may have fetched it from the list.
      if (entry === undefined || pop.callerOf(callId) !== null) {
        waiting.delete(callId);
        return pop.callChanged(callId, change);
      }
      const next = change(entry);
      if (next.call.state === 'ended') waiting.delete(callId);
      else if (shows(next)) {
        waiting.delete(callId);
        pop.callStarted(asItIsNow(next), monotonic());
      } else waiting.set(callId, next);
    },
    journalChanged: (callId) => {
      pop.journalChanged(callId);
    },
    callerOf: (callId): Caller | null => pop.callerOf(callId) ?? waiting.get(callId)?.caller ?? null,
  };
}
