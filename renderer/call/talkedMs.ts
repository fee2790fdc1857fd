import type { Call } from '../../preload/contract.ts';

/**
 * How long an ended call was talked on, in ms; null when it was not, or when nobody told its end: what Ringside closed by
 * rule hours later did not last so long.
 */
export function talkedMs({
  answeredAt,
  endedAt,
  endReason,
}: Pick<Call, 'answeredAt' | 'endedAt' | 'endReason'>): number | null {
  if (answeredAt === null || endedAt === null || endReason === 'unknown') return null;
  return endedAt - answeredAt;
}
