import type { ServiceClock } from '../../crm/transport/serviceClock.ts';

/**
 * When something began by the CRM's clock, Unix ms; null where that is not sure. Kept with a call as it begins: the computer's
 * clock may be put right afterwards, and then nothing tells it any more.
 *
 * @param agoMs how long ago it began, by the monotonic clock
 */
export function beganAtService(
  service: Pick<ServiceClock, 'now' | 'isSure'> | null,
  agoMs: number,
): number | null {
  const span = service?.isSure() === true ? service.now() : null;
  return span === null ? null : Math.round((span.earliest + span.latest) / 2 - agoMs);
}
