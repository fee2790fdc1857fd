import type { CallStatus } from '../../../preload/contract.ts';

/** What only the open call knows to do: its form may be open. */
export interface CallWays {
  readonly give: (result: CallStatus) => void;
  readonly toggleForm: () => void;
  /** Calls the number. */
  readonly dial: () => void;
  readonly move: () => void;
}
