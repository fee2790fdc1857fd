import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { TlsIdentity } from '../../../sandbox/options.ts';

const run = promisify(execFile);

/** A key and a certificate for these hosts, good for a day, trusted by nobody but who is told to. */
export async function makeCertificate(...hosts: readonly [string, ...string[]]): Promise<TlsIdentity> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ringside-tls-'));
  try {
    const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
    const names = hosts.map((host) => `DNS:${host}`).join(',');
    const subject = `-subj /CN=${hosts[0]} -addext subjectAltName=${names}`;
    const request = `req -x509 -newkey rsa:2048 -nodes -days 1 ${subject}`;
    await run('openssl', [...request.split(' '), '-keyout', key, '-out', cert]);
    return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
