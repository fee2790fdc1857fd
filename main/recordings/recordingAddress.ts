import { BlockList, isIP } from 'node:net';

/** Where a recording may be fetched from. What a link names is a stranger's choice. */

/** This computer, addresses that mean none, a link's own (a cloud's metadata among them), and groups: never asked. */
const NEVER = new BlockList();
NEVER.addSubnet('127.0.0.0', 8, 'ipv4');
NEVER.addSubnet('0.0.0.0', 8, 'ipv4');
NEVER.addSubnet('169.254.0.0', 16, 'ipv4');
NEVER.addSubnet('224.0.0.0', 3, 'ipv4');
NEVER.addSubnet('::', 127, 'ipv6');
NEVER.addSubnet('fe80::', 10, 'ipv6');
NEVER.addSubnet('ff00::', 8, 'ipv6');

/** The office's network: telephone systems keep their recordings there. */
const OFFICE = new BlockList();
OFFICE.addSubnet('10.0.0.0', 8, 'ipv4');
OFFICE.addSubnet('172.16.0.0', 12, 'ipv4');
OFFICE.addSubnet('192.168.0.0', 16, 'ipv4');
OFFICE.addSubnet('100.64.0.0', 10, 'ipv4');
OFFICE.addSubnet('fc00::', 7, 'ipv6');

export type AddressKind = 'never' | 'office' | 'public';

/** @param address an IP address, also IPv4 written as IPv6 */
export function addressKind(address: string): AddressKind {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(address) === 0 || NEVER.check(address, family)) return 'never';
  return OFFICE.check(address, family) ? 'office' : 'public';
}

const LONGEST_LINK = 4_000;

/**
 * The address of a recording, without a name or password in it; null where it is none that is asked.
 * @param plainOrigin the one server that may be asked without TLS: the demo's own
 */
export function recordingUrl(link: string, plainOrigin: string | null): URL | null {
  if (link.length > LONGEST_LINK || !URL.canParse(link)) return null;
  const url = new URL(link);
  if (url.protocol !== 'https:' && !isPlain(url, plainOrigin)) return null;
  url.username = '';
  url.password = '';
  url.hash = '';
  return url;
}

/** The demo's own server: on this computer, and asked without TLS. */
export const isPlain = (url: URL, plainOrigin: string | null): boolean =>
  url.protocol === 'http:' && url.origin === plainOrigin;

/** An address that stands in the link itself; null where it names a host. */
export function literalAddress({ hostname }: URL): string | null {
  const bare = hostname.replace(/^\[|\]$/gu, '');
  return isIP(bare) === 0 ? null : bare;
}
