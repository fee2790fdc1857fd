import type { AgentWrite, WritesSnapshot, WriteView } from '../../preload/contract.ts';
import type { EntityRef } from '../amocrm/client.ts';
import { fail } from '../result.ts';
import type { Result } from '../result.ts';

/** Why a request for a write changed nothing. `journal`: the disk refused. */
export type WriteRefusal = 'unknownWrite' | 'tooLate' | 'otherKind' | 'nothingToRetry' | 'journal';

/**
 * Everything the agent writes besides a call's result: one journal transaction each, sent by the
 * dispatcher when the CRM can be reached. Nothing here waits for the network.
 */
export interface AgentWrites {
  /**
   * Puts writes into the journal, all or none, in this order.
   *
   * @param callId of the call they belong to (its lane keeps their order), null for a write of its own
   */
  add(
    account: string,
    callId: string | null,
    writes: readonly AgentWrite[],
  ): Result<readonly WriteView[], 'journal'>;
  /** Undone writes, oldest first; or also the newest that are in the CRM. */
  list(account: string, query: { readonly undoneOnly: boolean }): WritesSnapshot;
  /** Sends a failed one again, and over what stood in its way (`changedMeanwhile`, `duplicate`). */
  retry(account: string, id: number): Result<WriteView, WriteRefusal>;
  /** Replaces one by another of its kind; `tooLate` when the CRM may have it. */
  edit(account: string, id: number, write: AgentWrite): Result<WriteView, WriteRefusal>;
  /** Takes one back; `tooLate` when the CRM may have it and has not refused it. */
  discard(account: string, id: number): Result<null, WriteRefusal>;
  /** Writes to lay over a card: undone ones about this entity, oldest first. */
  pendingOn(account: string, about: EntityRef): readonly WriteView[];
  /** Undone `newContact` and `createLead`. */
  pendingNew(account: string): readonly WriteView[];
  /** Undone `createTask`, `completeTask` and `moveTask`. */
  pendingTasks(account: string): readonly WriteView[];
}

/** The seam first: nothing is kept yet. */
export const noWritesYet: AgentWrites = {
  add: () => fail('journal'),
  list: () => ({ version: 0, writes: [] }),
  retry: () => fail('unknownWrite'),
  edit: () => fail('unknownWrite'),
  discard: () => fail('unknownWrite'),
  pendingOn: () => [],
  pendingNew: () => [],
  pendingTasks: () => [],
};
