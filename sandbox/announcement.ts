import type { SandboxCommand } from './commandLine.ts';
import type { Domain } from './domain.ts';
import type { TlsIdentity } from './options.ts';
import type { Sandbox, SandboxAccount } from './sandbox.ts';
import { createSandbox } from './server.ts';

/** A certificate, and the file of the authority that has to be trusted for it. */
export interface TrustedIdentity extends TlsIdentity {
  readonly ca: string;
}

/** What a sandbox in a process of its own says once it listens: one line of JSON, or one message to its parent. */
export interface Announcement {
  readonly port: number;
  readonly accounts: readonly SandboxAccount[];
  /** How a client that insists on https and on the service's own names is led here; only where it speaks TLS. */
  readonly tls?: TlsAnnouncement;
}

/** What has to be trusted, and what leads the names to the port. */
export interface TlsAnnouncement {
  /** The file of the authority's certificate, PEM. */
  readonly ca: string;
  /** For a hosts file; the clients then ask port 443. */
  readonly hostsLine: string;
  /** For Chromium and Electron: `--host-resolver-rules=...`. */
  readonly hostResolverRules: string;
}

/** A sandbox that listens, or why there is none: the system's code (`EADDRINUSE`, ...), or `ERR_STATE` for an unreadable file. */
export type Started =
  | { readonly ok: true; readonly sandbox: Sandbox; readonly announcement: Announcement }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** Starts a sandbox as a command asks; `identityFor` makes its certificate, which not every kind of process can. */
export async function startSandbox(
  { port, options, caFolder }: SandboxCommand,
  identityFor?: (domain: Domain, folder: string) => Promise<TrustedIdentity>,
): Promise<Started> {
  let sandbox: Sandbox;
  const domain = options.domain ?? 'localhost';
  let identity: TrustedIdentity | null = null;
  try {
    if (caFolder !== null) {
      if (!identityFor) return { ok: false, code: 'ERR_ARGUMENTS', message: '--tls is not for this process' };
      identity = await identityFor(domain, caFolder);
    }
    sandbox = createSandbox({ ...options, ...(identity && { tls: identity }) });
  } catch (error) {
    return {
      ok: false,
      code: caFolder !== null && !identity ? 'ERR_CERTIFICATE' : 'ERR_STATE',
      message: messageOf(error),
    };
  }
  try {
    const listening = await sandbox.listen(port);
    return { ok: true, sandbox, announcement: announcementOf(sandbox, listening, domain, identity) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'ERR_LISTEN';
    return { ok: false, code, message: messageOf(error) };
  }
}

function announcementOf(
  { accounts }: Sandbox,
  port: number,
  domain: Domain,
  identity: TrustedIdentity | null,
): Announcement {
  if (!identity) return { port, accounts };
  const names = ['www', 'api-b', ...accounts.map((account) => account.subdomain)];
  return {
    port,
    accounts,
    tls: {
      ca: identity.ca,
      hostsLine: `127.0.0.1 ${names.map((name) => `${name}.${domain}`).join(' ')}`,
      hostResolverRules: `MAP *.${domain}:443 127.0.0.1:${String(port)}`,
    },
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
