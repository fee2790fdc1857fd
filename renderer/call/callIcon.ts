import type { Call } from '../../preload/contract.ts';
import type { IconName } from '../ui/Icon.tsx';

/** The drawing of a call's direction; a missed incoming call has its own. */
export function callIcon(call: Pick<Call, 'direction' | 'endReason'>): IconName {
  if (call.direction === 'outbound') return 'callOut';
  return call.endReason === 'missed' ? 'missed' : 'callIn';
}
