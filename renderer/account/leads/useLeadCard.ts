import { useEffect, useMemo } from 'react';
import type { LeadCard } from '../../../preload/contract.ts';
import { createLiveRead, type LiveValue } from '../../state/liveRead.ts';
import { useStore } from '../../state/useStore.ts';
import { useCardsChange } from '../useCardsChange.ts';

/** Cards passed with the arrows are not asked of the CRM; the one that is rested at is. */
const REST_MS = 250;

/** A deal's card: what the copy knows at once, what the CRM says a moment later, read again when it changes. */
export function useLeadCard(leadId: number): LiveValue<LeadCard> {
  const card = useMemo(
    () => createLiveRead(() => window.api.leads.card({ leadId, refresh: false })),
    [leadId],
  );
  useEffect(() => {
    const timer = setTimeout(() => {
      void window.api.leads.card({ leadId, refresh: true }).then(card.refresh);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [leadId, card]);
  useCardsChange(
    (changed) =>
      changed === 'many' ||
      changed.tasks.length > 0 ||
      // One the CRM has not got may come back under its own id, which is not known here.
      (leadId < 0 ? changed.leads.length > 0 : changed.leads.includes(leadId)),
    card.refresh,
  );
  return useStore(card);
}
