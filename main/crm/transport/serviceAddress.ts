/**
 * Addresses are built by their parts: what the service hands out (and what a list keeps of it) is a path, and the
 * host is always the account's own. As text, `//other/x` at a base is another host; as a path it is a path.
 */

/** `path` (query included) at the origin of `base`; whatever the path holds, the address stays there. */
export function addressAt(base: URL, path: string): URL {
  const at = path.indexOf('?');
  const url = new URL(base.origin);
  url.pathname = at < 0 ? path : path.slice(0, at);
  url.search = at < 0 ? '' : path.slice(at + 1);
  return url;
}

/** May the account's token go along? Only to its own origin, and with no name and password beside it. */
export function isAt(url: URL, base: URL): boolean {
  return url.origin === base.origin && url.username === '' && url.password === '';
}

/** Where the API begins; every list and every link of one lies below (crm-api.md 2). */
const API = '/api/';

/**
 * The path and query of a link the service handed out, to be asked for at the account's own host; the host it names
 * is not looked at. Null for what is no link into the API: such a link is neither followed nor stored.
 */
export function apiPathOf(link: string): string | null {
  if (!URL.canParse(link, 'https://account.invalid')) return null;
  const url = new URL(link, 'https://account.invalid');
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isWeb && url.pathname.startsWith(API) ? `${url.pathname}${url.search}` : null;
}

/** The domains accounts live below, by platform; amocrm.com is the old name of Kommo (crm-api.md 1). */
export const SERVICE_DOMAINS = {
  'amocrm.ru': ['amocrm.ru'],
  'kommo.com': ['kommo.com', 'amocrm.com'],
} as const;

/**
 * `localhost` and the sandbox's `*.localhost` names, which never leave the computer (RFC 6761 6.3).
 *
 * @param hostname as a parsed URL has it: lower case, without a port
 */
export function isLocalhostName(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost');
}

/**
 * Where a token, a code or the integration's secret may go at all: by https to a host of the service, or to this
 * computer. Which of them is the account's own is the transport's to know, and `checkReferer`'s.
 */
export function isServiceAddress(url: URL): boolean {
  if (url.username !== '' || url.password !== '') return false;
  if (isLocalhostName(url.hostname)) return url.protocol === 'http:';
  return (
    url.protocol === 'https:' &&
    url.port === '' &&
    Object.values(SERVICE_DOMAINS).some((domains) =>
      domains.some((domain) => url.hostname.endsWith(`.${domain}`)),
    )
  );
}
