import type { ServiceClock } from '../crm/transport/serviceClock.ts';
import { wallTime } from '../common/clock.ts';
import type { OutboxRow } from '../journal/journal.ts';

/** The CRM's clock and its cluster's differ by less than this. */
export const SERVICE_SLACK_S = 60;

/** No computer's clock was seen to be wrong by more (a wrong month, and a day). */
const MOST_WRONG_S = 32 * 86_400;

/**
 * Before when, by the CRM's clock, no send of unknown outcome can have been carried out; null when none is unknown.
 * Of a row of an older version only the computer's time is known, and that may have been any.
 *
 * @param now the computer's, Unix ms
 * @returns Unix seconds
 */
export function sentFromOf(row: Pick<OutboxRow, 'unsureSince' | 'sentFrom'>, now: number): number | null {
  if (row.unsureSince === null) return null;
  return row.sentFrom ?? Math.floor(Math.min(row.unsureSince, now) / 1000) - MOST_WRONG_S;
}

/** What it is at the CRM at the least as a write leaves, for `OutboxRows.lease`: Unix seconds. */
export function leaseTime(service: ServiceClock | null, now: number): number {
  return service === null ? Math.floor(now / 1000) - MOST_WRONG_S : Math.floor(service.surelyPast() / 1000);
}

/** What it is there, Unix ms; null when that is not sure. */
export function serviceNow(service: ServiceClock | null): number | null {
  const span = service?.isSure() === true ? service.now() : null;
  return span === null ? null : (span.earliest + span.latest) / 2;
}

/** What it is there at the most, Unix seconds; null when that is not sure. */
export function latestAt(service: ServiceClock | null): number | null {
  const latest = service?.isSure() === true ? service.now()?.latest : undefined;
  return latest === undefined ? null : Math.ceil(latest / 1000);
}

/**
 * The computer's time of a call by the CRM's clock, Unix ms: as the two differed when the agent gave its result, else as
 * they differ now. Nothing that is to be sent lies in the CRM's future: the clock was put back since, perhaps.
 */
export function atService(wall: number, row: Pick<OutboxRow, 'skew'>, service: ServiceClock | null): number {
  const span = row.skew === null ? (service?.at(wallTime(wall)) ?? null) : null;
  const at = span === null ? wall + (row.skew ?? 0) : (span.earliest + span.latest) / 2;
  const latest = latestAt(service);
  return Math.round(latest === null ? at : Math.min(at, latest * 1000));
}
