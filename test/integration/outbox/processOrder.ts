/** Where a process dies by its own hand. Deaths while the request is on the wire come from outside. */
export type KillStep =
  'beforeResultCommit' | 'afterResultCommit' | 'beforeLease' | 'afterLease' | 'afterAnswer' | 'afterDone';

/** What an agentProcess.ts is to do. */
export interface ProcessOrder {
  readonly file: string;
  readonly host: string;
  readonly token: string;
  readonly account: string;
  readonly callId: string;
  /** Press the key; false for a second start, which finds what the first left. */
  readonly log: boolean;
  readonly createContact: { readonly name: string; readonly phone: string } | null;
  readonly settleMs: number;
  readonly dieAt: KillStep | null;
}
