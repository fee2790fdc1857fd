import type { Call, LeadRow } from '../../../preload/contract.ts';
import { leadOfCall } from '../../call/match/leadOfCall.ts';

/**
 * The deal a call is of, as far as that is certain: the one the agent chose; without a choice the only open one, and of a call
 * that is in the CRM the only one there is at all, because another may have been open then. Null: none, or nobody knows.
 *
 * @param leads all deals of whom the call was with
 */
export function certainLead(
  call: Pick<Call, 'chosen' | 'log'>,
  leads: readonly Pick<LeadRow, 'id' | 'outcome'>[],
): number | null {
  const possible = call.log.state === 'logged' ? leads : leads.filter(({ outcome }) => outcome === 'open');
  return leadOfCall(call, possible);
}
