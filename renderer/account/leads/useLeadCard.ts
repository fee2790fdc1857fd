import { useEffect, useEffectEvent, useState } from 'react';
import type { LeadCard } from '../../../preload/contract.ts';
import type { AskFailure } from '../../state/ask.ts';
import { useCardsChange } from '../useCardsChange.ts';

interface ReadCard {
  /** Null until first read. */
  readonly card: LeadCard | null;
  readonly failure: AskFailure;
}

/** Cards passed with the arrows are not asked of the CRM; the one that is rested at is. */
const REST_MS = 250;

/** A deal's card: what the copy knows at once, what the CRM says a moment later, read again when it changes. */
export function useLeadCard(leadId: number): ReadCard {
  const [read, setRead] = useState<ReadCard>({ card: null, failure: null });
  const ask = useEffectEvent(async (refresh: boolean) => {
    const answer = await window.api.leads.card({ leadId, refresh });
    setRead(({ card }) =>
      answer.ok ? { card: answer.value, failure: null } : { card, failure: answer.error.code },
    );
  });
  useEffect(() => {
    void ask(false);
    const timer = setTimeout(() => void ask(true), REST_MS);
    return () => clearTimeout(timer);
  }, [leadId]);
  useCardsChange(
    (changed) => changed === 'many' || changed.leads.includes(leadId) || changed.tasks.length > 0,
    () => void ask(false),
  );
  return read;
}
