import type { Account, Zone } from '../../preload/contract.ts';
import { SERVICE_DOMAINS } from '../crm/transport/serviceAddress.ts';
import { fail, ok, type Result } from '../common/result.ts';

/** What Ringside knows of a platform before it has spoken to it (crm-api.md 1.1). */
export interface ZoneInfo {
  readonly zone: Zone;
  /** The page where the agent agrees. */
  readonly authorizePage: string;
  /** Accounts live at `{subdomain}.{one of these}`. */
  readonly domains: readonly string[];
  /** Port of the accounts' hosts; null is the scheme's own. */
  readonly port: number | null;
  /** Region of phone numbers when the account does not tell, ISO 3166 alpha-2. */
  readonly region: string;
}

/** amocrm.com is the old name of Kommo: its accounts, tokens and registrations are Kommo's. */
const ZONES: Readonly<Record<Exclude<Zone, 'sandbox'>, ZoneInfo>> = {
  'amocrm.ru': {
    zone: 'amocrm.ru',
    authorizePage: 'https://www.amocrm.ru/oauth',
    domains: SERVICE_DOMAINS['amocrm.ru'],
    port: null,
    region: 'RU',
  },
  'kommo.com': {
    zone: 'kommo.com',
    authorizePage: 'https://www.kommo.com/oauth',
    domains: SERVICE_DOMAINS['kommo.com'],
    port: null,
    region: 'US',
  },
};

/** One of the two platforms. */
export function platform(zone: Exclude<Zone, 'sandbox'>): ZoneInfo {
  return ZONES[zone];
}

/** The sandbox that listens on `port`: the only zone of `*.localhost`, and only with that port. */
export function sandboxZone(port: number): ZoneInfo {
  return {
    zone: 'sandbox',
    authorizePage: `http://localhost:${String(port)}/oauth`,
    domains: ['localhost'],
    port,
    region: 'RU',
  };
}

/** The zone of an account that is known already, by its host. */
export function zoneOfAccount(account: { readonly zone: Zone; readonly host: string }): ZoneInfo {
  if (account.zone !== 'sandbox') return platform(account.zone);
  return sandboxZone(Number(account.host.split(':')[1] ?? 0));
}

export interface CheckedHost {
  /** Lower case, with the port where the zone has one. */
  readonly host: string;
  readonly subdomain: string;
}

/** One DNS label of ASCII letters, digits and inner hyphens. */
const LABEL = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/u;

/**
 * The allow-list (docs/security.md, "Loopback listeners"): is `referer`, the host a callback names (crm-api.md 1.2),
 * an account of this zone? It is compared as text, never parsed as a URL, so that nothing is normalised into shape:
 * exactly one plain label, then the zone's domain, then its port.
 */
export function checkReferer(referer: string, zone: ZoneInfo): Result<CheckedHost, 'foreignHost'> {
  if (referer.length > 253) return fail('foreignHost');
  const host = referer.toLowerCase();
  for (const domain of zone.domains) {
    const suffix = zone.port === null ? `.${domain}` : `.${domain}:${String(zone.port)}`;
    if (!host.endsWith(suffix)) continue;
    const subdomain = host.slice(0, -suffix.length);
    // Punycode is refused as a whole: no account has such a name, and look-alikes are written in it.
    if (LABEL.test(subdomain) && subdomain !== 'www' && !subdomain.startsWith('xn--')) {
      return ok({ host, subdomain });
    }
  }
  return fail('foreignHost');
}

/** `https://host` of an account's web pages; the demo CRM speaks plain HTTP. Null for no account. */
export function webOf(account: Pick<Account, 'zone' | 'host'> | null): string | null {
  return account === null ? null : `${account.zone === 'sandbox' ? 'http' : 'https'}://${account.host}`;
}
