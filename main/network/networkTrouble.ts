/** What stands between this computer and a service, where the service itself was not reached. */
export type WayTrouble =
  /** The proxy wants a password, or forbids the service. */
  | 'proxyRefused'
  /** Somebody opens TLS on the way with an authority this computer does not know. */
  | 'certificateUnknown'
  /** The system names a SOCKS proxy only, which is not spoken here, and the service was not reached without it. */
  | 'socksOnly';

/** How hpagent says that a proxy did not connect. */
const REFUSED = /^Bad response: (\d{3})$/u;
/** Node's names for a chain that ends at nobody known (OpenSSL's X509_V_ERR_*). */
const UNKNOWN: ReadonlySet<string> = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
]);

/** The code of an error of `waysOut.ts`. */
export const SOCKS_ONLY = 'ERR_SOCKS_ONLY';

/** Reads an error of a connection; null for any other. */
export function wayTroubleOf(error: {
  readonly code?: string | undefined;
  readonly message: string;
}): WayTrouble | null {
  if (error.code === SOCKS_ONLY) return 'socksOnly';
  const status = REFUSED.exec(error.message)?.[1];
  // A proxy that does not reach the service (502, 504) is like a network that does not.
  if (status !== undefined) return status.startsWith('4') ? 'proxyRefused' : null;
  return error.code !== undefined && UNKNOWN.has(error.code) ? 'certificateUnknown' : null;
}
