import { useEffect, useState } from 'react';
import type { Call } from '../../../preload/contract.ts';

/**
 * A call of the window's account by its id: the one at hand, or asked for when the list does not hold it (it is
 * on a page let go of, or the way back led to it). Null while it is asked for, and without an id.
 */
export function useCall(id: string | null, atHand: Call | null): Call | null {
  const [asked, setAsked] = useState<Call | null>(null);
  const mustAsk = id !== null && atHand === null;
  useEffect(() => {
    if (!mustAsk) return undefined;
    let isWanted = true;
    void window.api.calls.get({ callId: id }).then((answer) => {
      if (isWanted && answer.ok) setAsked(answer.value);
    });
    return () => {
      isWanted = false;
    };
  }, [id, mustAsk]);
  return atHand ?? (asked?.id === id ? asked : null);
}
