import { useCallback, useState } from 'react';
import type { Answer, RequestError } from '../../preload/contract.ts';

/** Why the last request did not work, null when it did. */
export type AskFailure = RequestError['code'] | null;

/** Asks, and hands the value on when it worked. */
export type Ask = <T>(question: Promise<Answer<T>>, then?: (value: T) => void) => void;

/** Sends requests and remembers the last failure, for one {@link FailureLine} to show. */
export function useAsk(): readonly [Ask, AskFailure] {
  const [failure, setFailure] = useState<AskFailure>(null);
  const ask = useCallback<Ask>((question, then) => {
    void question.then((answer) => {
      setFailure(answer.ok ? null : answer.error.code);
      if (answer.ok) then?.(answer.value);
    });
  }, []);
  return [ask, failure];
}
