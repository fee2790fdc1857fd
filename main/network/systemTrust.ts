import { existsSync, readFileSync } from 'node:fs';
import { globalAgent } from 'node:https';
import tls from 'node:tls';

/** Where Linux keeps what the administrator trusts, as one file (Debian, Fedora, SUSE). */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
];

/**
 * Has Node trust what the system trusts, besides its own authorities: an office's network may open TLS on the way, with
 * an authority that only its computers know. Newer Node reads the stores of Windows, macOS and Linux itself; Node 20
 * (Electron 33) reads the file that Linux keeps. What a browser alone trusts (NSS) is not read.
 */
export function trustSystemStore(environment: NodeJS.ProcessEnv = process.env): void {
  const newer: Partial<Pick<typeof tls, 'getCACertificates' | 'setDefaultCACertificates'>> = tls;
  if (newer.getCACertificates !== undefined && newer.setDefaultCACertificates !== undefined) {
    newer.setDefaultCACertificates(
      withoutDoubles([...newer.getCACertificates('default'), ...newer.getCACertificates('system')]),
    );
    return;
  }
  const extra = onlySystems(systemBundle(environment));
  // A list of one's own stands instead of the built-in one: nothing is changed where the system has nothing of its own.
  if (extra.length === 0) return;
  globalAgent.options.ca = [...tls.rootCertificates, ...extra, ...[globalAgent.options.ca ?? []].flat()];
}

/** The certificates of the system's file; none where there is no such file. */
export function systemBundle({ SSL_CERT_FILE: named }: NodeJS.ProcessEnv): readonly string[] {
  const file = [...(named === undefined || named === '' ? [] : [named]), ...BUNDLES].find((one) =>
    existsSync(one),
  );
  return file === undefined ? [] : certificatesIn(readFileSync(file, 'utf8'));
}

/** Those that Node has not built in. */
export function onlySystems(certificates: readonly string[]): readonly string[] {
  const builtIn = new Set(tls.rootCertificates.map(bare));
  return certificates.filter((one) => !builtIn.has(bare(one)));
}

const certificatesIn = (pem: string): readonly string[] =>
  pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/gu) ?? [];

const bare = (pem: string): string => pem.replaceAll(/\s+/gu, '');

const withoutDoubles = (certificates: readonly string[]): string[] => [
  ...new Map(certificates.map((one) => [bare(one), one])).values(),
];
