import type { GivenResult, ResultChoice } from '../../call/disposition/resultChoices.ts';

/** What only the open call knows to do: its form may be open. */
export interface CallWays {
  readonly give: (given: GivenResult) => void;
  /** The results it may be given. */
  readonly results: readonly ResultChoice[];
  readonly toggleForm: () => void;
  /** Calls the number. */
  readonly dial: () => void;
  readonly move: () => void;
  /** Shows what the team says in such calls, or puts it away. */
  readonly script: () => void;
}
