import { knownZone, momentOf } from '../../../i18n/zonedTime.ts';

/**
 * A `Y-m-d H:i:s` of a task or note as Unix seconds; null for anything else. Which zone the CRM means is UNCERTAIN
 * (crm-api.md 5.2): the account's, or UTC. The caller says which, here and nowhere else.
 *
 * @param timezone an IANA name; null, and one that this computer does not know, is UTC
 */
export function secondsOfPhpDate(date: string, timezone: string | null): number | null {
  const found = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/u.exec(date);
  if (found === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number);
  const asUtc = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  if (Number.isNaN(asUtc.getTime()) || asUtc.toISOString().slice(0, 10) !== date.slice(0, 10)) return null;
  return momentOf({ year, month, day, hour, minute }, knownZone(timezone) ?? 'UTC') / 1_000 + second;
}
