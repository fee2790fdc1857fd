import type { Call, PhoneState, PopEntry, PopSnapshot } from '../../preload/contract.ts';

/**
 * What the pop shows, as a value: the calls on it, which one is in focus, and a version that grows with
 * every change. Pure; windows/ shows it, calls/callController.ts changes it.
 */
export interface PopModel {
  readonly version: number;
  readonly entries: readonly PopEntry[];
  readonly focused: string | null;
}

export const emptyPop: PopModel = { version: 0, entries: [], focused: null };

/** Adds a call, or changes what is known of it. A new call takes the focus unless the agent is talking. */
export function withEntry(pop: PopModel, entry: PopEntry): PopModel {
  const known = pop.entries.some((other) => other.call.id === entry.call.id);
  const entries = known
    ? pop.entries.map((other) => (other.call.id === entry.call.id ? entry : other))
    : [...pop.entries, entry];
  const focused = known || isTalking(pop) ? (pop.focused ?? entry.call.id) : entry.call.id;
  return { version: pop.version + 1, entries, focused };
}

/** Takes a call off the pop; the focus goes to the call that is on longest, a live one first. */
export function withoutEntry(pop: PopModel, callId: string): PopModel {
  if (entryOf(pop, callId) === null) return pop;
  const entries = pop.entries.filter((entry) => entry.call.id !== callId);
  const next = entries.find((entry) => entry.call.state !== 'ended') ?? entries[0];
  const focused = pop.focused === callId ? (next?.call.id ?? null) : pop.focused;
  return { version: pop.version + 1, entries, focused };
}

/** The agent turns to another call of the pop. */
export function focusEntry(pop: PopModel, callId: string): PopModel {
  if (entryOf(pop, callId) === null || pop.focused === callId) return pop;
  return { ...pop, version: pop.version + 1, focused: callId };
}

export function entryOf(pop: PopModel, callId: string): PopEntry | null {
  return pop.entries.find((entry) => entry.call.id === callId) ?? null;
}

/** The call the pop shows, null when it shows none. */
export function focusedEntry(pop: PopModel): PopEntry | null {
  return pop.focused === null ? null : entryOf(pop, pop.focused);
}

/**
 * The snapshot a pop window gets.
 * @param phoneOf what can be done with a call through its phone
 * @param fieldsOf what the agent wants to see of callers of an account
 */
export function popSnapshot(
  pop: PopModel,
  beside: Omit<PopSnapshot, 'version' | 'calls' | 'focused'>,
  phoneOf: (call: Call) => PhoneState | null = () => null,
  fieldsOf: (account: string) => NonNullable<PopEntry['fields']> = () => [],
): PopSnapshot {
  const calls = pop.entries.map((entry) => {
    const phone = phoneOf(entry.call);
    const fields = fieldsOf(entry.account.key);
    return {
      ...entry,
      ...(phone === null ? {} : { phone }),
      ...(fields.length === 0 ? {} : { fields }),
    };
  });
  return { version: pop.version, calls, focused: pop.focused, ...beside };
}

function isTalking(pop: PopModel): boolean {
  return focusedEntry(pop)?.call.state === 'talking';
}
