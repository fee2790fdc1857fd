import type { Caller, PopEntry } from '../../preload/contract.ts';

/** The pop as calls know it; pop/ implements it. */
export interface PopPort {
  /** A call began. @param reportedAt when it was heard, monotonic ms: the time from ring to name counts from there */
  callStarted(entry: PopEntry, reportedAt: number): void;
  callChanged(callId: string, change: (entry: PopEntry) => PopEntry): void;
  /** What the agent wrote about the call is another than before. */
  journalChanged(callId: string): void;
  /** Who is shown for the call, null when it is not on the pop. */
  callerOf(callId: string): Caller | null;
}
