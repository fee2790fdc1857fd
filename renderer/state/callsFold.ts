import type { Call, CallsSnapshot, Events } from '../../preload/contract.ts';

/**
 * Puts one event into the snapshot it follows: the new snapshot, the same one when the event is
 * older than it, or `gap` when an event between them was missed and the list must be read again.
 */
export function foldCall(snapshot: CallsSnapshot, event: Events['calls']): CallsSnapshot | 'gap' {
  if (event.version <= snapshot.version) return snapshot;
  if (event.version !== snapshot.version + 1) return 'gap';
  const calls = event.call === null ? snapshot.calls : withCall(snapshot.calls, event.call);
  return { version: event.version, calls, summary: event.summary };
}

/** The snapshot without a call that is another account's now; as {@link foldCall} else. */
export function foldGone(snapshot: CallsSnapshot, event: Events['callGone']): CallsSnapshot | 'gap' {
  if (event.version <= snapshot.version) return snapshot;
  if (event.version !== snapshot.version + 1) return 'gap';
  const calls = snapshot.calls.filter(({ id }) => id !== event.callId);
  return { version: event.version, calls, summary: event.summary };
}

/** The list with a call replaced in its place, or put where its start time belongs (newest first). */
function withCall(calls: readonly Call[], call: Call): Call[] {
  const known = calls.some((other) => other.id === call.id);
  if (known) return calls.map((other) => (other.id === call.id ? call : other));
  const at = calls.findIndex((other) => other.startedAt <= call.startedAt);
  return at === -1 ? [...calls, call] : [...calls.slice(0, at), call, ...calls.slice(at)];
}
