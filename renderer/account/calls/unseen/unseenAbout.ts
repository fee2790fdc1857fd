import type { UnseenCall } from '../../../../preload/contract.ts';

/** Whom a call can have been with. */
export interface UnseenWith {
  /** The number as it stands on the card. */
  readonly number: string;
  readonly words: string;
  readonly target: UnseenCall['target'];
}

/** What is known before the agent says anything. */
export interface UnseenAbout {
  /** The card it is logged from, null without one. */
  readonly name: string | null;
  /** The numbers of the card. */
  readonly numbers: readonly UnseenWith[];
  /** Whose call it was with a number that is not among them; null: whoever the CRM finds by it. */
  readonly target: UnseenCall['target'];
  /** What stands in the field for such a number. */
  readonly typed: string;
}
