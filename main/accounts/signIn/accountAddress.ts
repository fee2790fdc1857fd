import { fail, type Result } from '../../common/result.ts';
import { checkReferer, platform, type CheckedHost, type ZoneInfo } from '../platformZones.ts';

/**
 * Reads where an account lives as people write it: `demo`, `demo.amocrm.ru`, or an address copied from the
 * browser. Whatever it is, only its host counts, and it must be an account of the zone.
 */
export function readAddress(text: string, zone: ZoneInfo): Result<CheckedHost, 'badSubdomain' | 'otherZone'> {
  const host = /^(?:https?:\/\/)?([^/?#@]+)(?:[/?#].*)?$/isu.exec(text.trim())?.[1] ?? '';
  const isBare = !host.includes('.');
  const port = zone.port === null ? '' : `:${String(zone.port)}`;
  const checked = checkReferer(isBare ? `${host}.${zone.domains[0] ?? ''}${port}` : host, zone);
  if (checked.ok) return checked;
  const isElsewhere = (['amocrm.ru', 'kommo.com'] as const).some(
    (other) => other !== zone.zone && checkReferer(host, platform(other)).ok,
  );
  return fail(isElsewhere ? 'otherZone' : 'badSubdomain');
}
