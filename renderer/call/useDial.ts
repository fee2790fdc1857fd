import { useState } from 'react';
import type { CodeMeaning } from '../../preload/contract.ts';
import { useAsk, type AskFailure } from '../state/ask.ts';

/** How dialling went: taken by the softphone, or why not. */
export type DialResult = 'dialled' | 'notConnected' | 'refused' | 'badNumber' | 'noDialer';

/** A code the agent typed, which is dialled when they say so once more. */
export interface AskedCode {
  readonly code: string;
  readonly meaning: CodeMeaning;
}

/** Dials through the agent's own softphone, and remembers how that went. */
export function useDial(): {
  /** A number of the CRM or of a call; of a task, with its id, so that the call's result is what came of it. */
  readonly dial: (number: string, taskId?: number) => void;
  /** What the agent typed; of a code they are asked first, and the same text again is their yes. */
  readonly dialTyped: (text: string) => void;
  readonly result: DialResult | null;
  readonly asked: AskedCode | null;
  /** The text is another one now: what was asked is not about it. */
  readonly forget: () => void;
  readonly failure: AskFailure;
} {
  const [result, setResult] = useState<DialResult | null>(null);
  const [question, setQuestion] = useState<(AskedCode & { readonly text: string }) | null>(null);
  const [ask, failure] = useAsk();
  const forget = (): void => {
    setResult(null);
    setQuestion(null);
  };
  return {
    dial(number, taskId) {
      forget();
      ask(window.api.calls.dial({ number, ...(taskId === undefined ? {} : { taskId }) }), (answer) => {
        setResult(answer.outcome === 'dialled' ? 'dialled' : answer.reason);
      });
    },
    dialTyped(text) {
      const confirmed = question?.text === text;
      forget();
      ask(window.api.calls.dialTyped({ text, confirmed }), (answer) => {
        if (answer.outcome === 'asks') setQuestion({ ...answer, text });
        else setResult(answer.outcome === 'dialled' ? 'dialled' : answer.reason);
      });
    },
    result,
    asked: question,
    forget,
    failure,
  };
}
