import type { Call } from '../../../preload/contract.ts';

/**
 * The deal a call goes to as it stands, for the pop, the form and what the form sends: the one the agent chose, or
 * none; where nobody was chosen, the one open deal of its only contact, because the service puts it there itself
 * (crm-api.md 4.1). Null: the contact or company only.
 *
 * @param leads the open deals of whom the call is shown with
 */
export function leadOfCall(
  { chosen }: Pick<Call, 'chosen'>,
  leads: readonly { readonly id: number }[],
): number | null {
  if (chosen !== null) return chosen.leadId;
  const [only, another] = leads;
  return another === undefined ? (only?.id ?? null) : null;
}
