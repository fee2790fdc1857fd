import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, RequestError } from '../../../preload/contract.ts';
import { useCardsChange } from '../../state/cardsChange.ts';

/** Cards passed with the arrows are not worth the CRM's time; the one that is looked at is. */
const LOOKED_AT_MS = 350;

/**
 * A card as the copy has it, read again as things change; the CRM is asked once it has been looked at for a
 * moment, and by `refresh`. `read` stays the same for one card.
 */
export function useCard<Card>(read: (refresh: boolean) => Promise<Answer<Card>>): {
  readonly card: Card | null;
  readonly failure: RequestError['code'] | null;
  readonly refresh: () => void;
} {
  const [card, setCard] = useState<Card | null>(null);
  const [failure, setFailure] = useState<RequestError['code'] | null>(null);
  const newest = useRef(0);

  const load = useCallback(
    (refresh: boolean): void => {
      const mine = ++newest.current;
      void read(refresh).then((answer) => {
        if (newest.current !== mine) return;
        setFailure(answer.ok ? null : answer.error.code);
        if (answer.ok) setCard(answer.value);
      });
    },
    [read],
  );
  useEffect(() => {
    load(false);
    const timer = setTimeout(() => load(true), LOOKED_AT_MS);
    return () => {
      clearTimeout(timer);
      newest.current += 1;
    };
  }, [load]);
  useCardsChange(['contacts', 'companies', 'leads', 'tasks'], () => load(false));
  return { card, failure, refresh: () => load(true) };
}
