import type { CrmFailure } from '../crm/types/crmFailure.ts';
import type { Result } from '../common/result.ts';
import type { OutboxEvent } from './outboxEvent.ts';
import { mayBeWritten, type Obstacle } from './classifyFailure.ts';

/** What the CRM holds after a write. */
export interface Written {
  readonly id: number | null;
  /** Where the service itself put it, as a key of the journal; null when we said where. */
  readonly placed?: string | null;
  /** In the transaction that marks the row done. */
  readonly alongside?: () => void;
  /** Told after that transaction. */
  readonly events?: readonly OutboxEvent[];
}

/** A call that the PBX is to log and has not yet. */
export interface AwaitsPbx {
  /** Unix ms at which to look again. */
  readonly lookAgainAt: number;
}

/** What was to be told is no more so: the row goes, and the call has no result. */
export interface NotNeeded {
  readonly notNeeded: true;
}

/** A send that did not work. */
export interface Unsent {
  readonly failure: Obstacle;
  /** The CRM may hold it, or a part of it, all the same. */
  readonly mayBeThere: boolean;
}

/** One kind of write of the outbox. A new kind implements these two and gets its place in sendRow.ts. */
export interface Write {
  /**
   * Reads whether the CRM already has what the write would make; null when certainly not. An obstacle it
   * shows (somebody else changed it meanwhile) is a failure like the CRM's own.
   *
   * @param sentFrom Unix seconds by the CRM's clock before which no attempt of unknown outcome can have been carried
   *   out, null when none is unknown
   */
  alreadyThere(
    sentFrom: number | null,
    signal: AbortSignal,
  ): Promise<Result<Written | AwaitsPbx | NotNeeded | null, Obstacle>>;
  /**
   * Sends it once, as it is at this moment: the agent may have changed it while the CRM was read, and what is made
   * before the first wait is made at the lease. Never aborted: an aborted write has an unknown outcome.
   */
  send(): Promise<Result<Written, Unsent>>;
}

/** The outcome of a single request that writes. */
export function sent<T>(
  result: Result<T, CrmFailure>,
  written: (value: T) => Written,
): Result<Written, Unsent> {
  return result.ok
    ? { ok: true, value: written(result.value) }
    : { ok: false, error: { failure: result.error, mayBeThere: mayBeWritten(result.error) } };
}
