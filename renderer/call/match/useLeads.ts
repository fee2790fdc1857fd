import { useEffect, useState } from 'react';
import type { Call, Lead, Match } from '../../../preload/contract.ts';
import { keepOrder } from './keepOrder.ts';

const noLeads: readonly Lead[] = [];

/**
 * The open leads to show with a call: those of the match, or asked for when the contact was chosen
 * from a search and came without them. Their order never changes while the call is shown.
 */
export function useLeads(call: Call, match: Match | null): readonly Lead[] {
  const [asked, setAsked] = useState(noLeads);
  const [shown, setShown] = useState(noLeads);
  const entity = call.chosen?.entity;
  const id = call.chosen?.entityId;
  const mustAsk = match === null && entity !== undefined && id !== undefined;

  useEffect(() => {
    if (!mustAsk) return undefined;
    let wanted = true;
    void window.api.leads.ofContact({ callId: call.id, target: { entity, id } }).then((answer) => {
      if (wanted) setAsked(answer.ok ? answer.value : noLeads);
    });
    return () => {
      wanted = false;
    };
  }, [mustAsk, call.id, entity, id]);

  const leads = keepOrder(shown, match?.leads ?? (mustAsk ? asked : noLeads));
  if (leads.length !== shown.length || leads.some((lead, index) => lead !== shown[index])) setShown(leads);
  return leads;
}
