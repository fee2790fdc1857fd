import type { CrmResult } from '../amocrm/failures.ts';
import type { OutboxEvent } from './outbox.ts';

/** What the CRM holds after a write. */
export interface Written {
  readonly id: number;
  /** In the transaction that marks the row done. */
  readonly alongside: () => void;
  /** Told after that transaction. */
  readonly events: readonly OutboxEvent[];
}

/** One kind of write of the outbox. A new kind implements these two and gets its place in sendRow.ts. */
export interface Write {
  /**
   * Reads whether the CRM already has what the write would make; null when certainly not.
   *
   * @param unsureSince Unix ms of an earlier attempt whose outcome is unknown, null when none is
   */
  alreadyThere(unsureSince: number | null, signal: AbortSignal): Promise<CrmResult<Written | null>>;
  /** Sends it once. Never aborted: an aborted write has an unknown outcome. */
  send(): Promise<CrmResult<Written>>;
}
