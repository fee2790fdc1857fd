import type { Call, Match } from '../../../preload/contract.ts';

/** The digits by which the CRM itself tells numbers apart (crm-api.md 4.1). */
const DECISIVE = 10;
const decisive = (text: string): string => text.replaceAll(/\D/g, '').slice(-DECISIVE);

/**
 * Whether the number of a call may be put on the card of whoever was chosen for it: it is somebody's outside number, and not the one
 * they were found by.
 */
export function mayBeAdded(number: Call['number'], match: Pick<Match, 'phone'>): boolean {
  return number.e164 !== null && decisive(number.e164) !== decisive(match.phone);
}
