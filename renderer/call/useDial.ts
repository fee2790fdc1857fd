import { useState } from 'react';
import { useAsk, type AskFailure } from '../state/ask.ts';

/** How dialling went: taken by the softphone, or why not. */
export type DialResult = 'dialled' | 'notConnected' | 'refused' | 'badNumber' | 'noDialer';

/** Dials through the agent's own softphone, and remembers how that went. */
export function useDial(): {
  readonly dial: (number: string) => void;
  readonly result: DialResult | null;
  readonly failure: AskFailure;
} {
  const [result, setResult] = useState<DialResult | null>(null);
  const [ask, failure] = useAsk();
  return {
    dial(number) {
      ask(window.api.calls.dial({ number }), (answer) => {
        setResult(answer.outcome === 'dialled' ? 'dialled' : answer.reason);
      });
    },
    result,
    failure,
  };
}
