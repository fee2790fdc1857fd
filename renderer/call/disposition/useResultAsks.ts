import { useState } from 'react';
import type { GivenResult, ResultChoice } from './resultChoices.ts';

/** "Call back later": what was promised has a time. */
const CALL_BACK = 2;

/** What a result asks for once it is given. It is saved already: whoever is called away has lost nothing. */
export interface ResultAsks {
  /** The result whose time is asked for; null for none. */
  readonly asking: ResultChoice | null;
  /** @param hasTask a task with a time went with it */
  readonly given: (given: GivenResult, hasTask: boolean) => void;
  readonly done: () => void;
}

/**
 * @param hasNote something is written already
 * @param askNote gives the note the keyboard
 */
export function useResultAsks(
  choices: readonly ResultChoice[],
  hasNote: boolean,
  askNote: () => void,
): ResultAsks {
  const [asking, setAsking] = useState<ResultChoice | null>(null);
  return {
    asking,
    given(given, hasTask) {
      const choice = choices.find(
        (one) => one.given.result === given.result && one.given.outcome === given.outcome,
      );
      const asks = choice?.of?.asks ?? (given.result === CALL_BACK ? ['time'] : []);
      setAsking(choice !== undefined && asks.includes('time') && !hasTask ? choice : null);
      if (asks.includes('note') && !hasNote) askNote();
    },
    done: () => setAsking(null),
  };
}
