/**
 * What the gate to the system's browser lets through: https pages of trusted hosts, and http for this computer's own
 * names alone (the demo CRM). The address comes back as the URL parser wrote it, so that what was judged is what is opened.
 *
 * @param isTrusted judges `host`, with its port where there is one
 * @returns null for everything else
 */
export function externalAddress(url: string, isTrusted: (host: string) => boolean): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, host, username, password, href } = new URL(url);
  const local = hostname === 'localhost' || hostname.endsWith('.localhost');
  const scheme = local ? 'http:' : 'https:';
  if (protocol !== scheme || username !== '' || password !== '' || !isTrusted(host)) return null;
  return href;
}
