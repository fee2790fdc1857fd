import { useEffect, useMemo } from 'react';
import type { Answer } from '../../../preload/contract.ts';
import { useCardsChange, type Changed } from '../../state/cardsChange.ts';
import { createLiveRead, type LiveValue } from '../../state/liveRead.ts';
import { useStore } from '../../state/useStore.ts';

/** Cards passed with the arrows are not worth the CRM's time; the one that is rested at is. */
const REST_MS = 300;

interface LiveCard<Card> extends LiveValue<Card> {
  /** Asks the CRM too. */
  readonly refresh: () => void;
}

/**
 * A card as the copy has it, read again as rows change that `isMine`; the CRM is asked once it has been rested at for a
 * moment, and by `refresh`. `read` stays the same for one card.
 */
export function useCard<Card>(
  read: (refresh: boolean) => Promise<Answer<Card>>,
  isMine: (changed: Changed) => boolean,
): LiveCard<Card> {
  const card = useMemo(() => createLiveRead(read), [read]);
  useEffect(() => {
    const timer = setTimeout(() => card.refresh(true), REST_MS);
    return () => clearTimeout(timer);
  }, [card]);
  useCardsChange(isMine, card.refresh);
  return { ...useStore(card), refresh: () => card.refresh(true) };
}
