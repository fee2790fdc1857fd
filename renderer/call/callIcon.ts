import { PhoneIncoming, PhoneMissed, PhoneOutgoing, type LucideIcon } from 'lucide-react';
import type { Call } from '../../preload/contract.ts';

/** The drawing of a call's direction; a missed incoming call has its own. */
export function callIcon(call: Pick<Call, 'direction' | 'endReason'>): LucideIcon {
  if (call.direction === 'outbound') return PhoneOutgoing;
  return call.endReason === 'missed' ? PhoneMissed : PhoneIncoming;
}
