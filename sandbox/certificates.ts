import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { TrustedIdentity } from './announcement.ts';

const DAY_MS = 86_400_000;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** So that a computer whose clock is tried a month off on either side still takes it. */
const BEFORE_MS = 60 * DAY_MS;
const AFTER_MS = 300 * DAY_MS;
const AUTHORITY_MS = 3_650 * DAY_MS;

/** The shard and the demo's accounts. */
const LABELS = ['www', 'api-b', 'romashka', 'northwind'];

interface Authority {
  readonly certificate: X509Certificate;
  readonly key: webcrypto.CryptoKey;
  readonly file: string;
}

/**
 * A certificate for the hosts of `domain`, `*.domain` and this computer, made anew each time by an authority of the sandbox's own. That
 * one is made once and kept in `folder`, its key readable by its owner only: whoever trusts it trusts whoever can read that key.
 */
export async function identityFor(domain: string, folder: string): Promise<TrustedIdentity> {
  const authority = await openAuthority(folder);
  const keys = await newKeys();
  // By name too: clients take no wildcard below a single label, `localhost`.
  const named = LABELS.flatMap((label) => [`${label}.${domain}`, `${label}.localhost`]);
  const names = [...new Set([domain, `*.${domain}`, 'localhost', ...named])];
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: `CN=${domain}, O=Ringside sandbox`,
    issuer: authority.certificate.subject,
    notBefore: new Date(Date.now() - BEFORE_MS),
    notAfter: new Date(Date.now() + AFTER_MS),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: authority.key,
    extensions: [
      new BasicConstraintsExtension(false),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        ...names.map((value) => ({ type: 'dns' as const, value })),
        { type: 'ip', value: '127.0.0.1' },
      ]),
    ],
  });
  return {
    key: await pemOf(keys.privateKey),
    cert: `${certificate.toString('pem')}\n${authority.certificate.toString('pem')}\n`,
    ca: authority.file,
  };
}

/** The authority kept in the folder, or a new one where there is none, or none that can be read. */
async function openAuthority(folder: string): Promise<Authority> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const [file, keyFile] = [path.join(folder, 'ca.pem'), path.join(folder, 'ca-key.pem')];
  return (await readAuthority(file, keyFile)) ?? makeAuthority(file, keyFile);
}

async function readAuthority(file: string, keyFile: string): Promise<Authority | null> {
  try {
    const certificate = new X509Certificate(await readFile(file, 'utf8'));
    const [der] = PemConverter.decode(await readFile(keyFile, 'utf8'));
    if (!der || certificate.notAfter.getTime() < Date.now() + AFTER_MS) return null;
    const key = await webcrypto.subtle.importKey('pkcs8', der, ALGORITHM, true, ['sign']);
    return { certificate, key, file };
  } catch {
    return null;
  }
}

async function makeAuthority(file: string, keyFile: string): Promise<Authority> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: 'CN=Ringside sandbox (this computer only), O=Ringside sandbox',
    notBefore: new Date(Date.now() - BEFORE_MS),
    notAfter: new Date(Date.now() + AUTHORITY_MS),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  // The key first: a certificate without its key would be taken for an authority that is there.
  await replace(keyFile, await pemOf(keys.privateKey));
  await replace(file, `${certificate.toString('pem')}\n`);
  return { certificate, key: keys.privateKey, file };
}

async function replace(file: string, text: string): Promise<void> {
  const draft = `${file}.${String(process.pid)}.tmp`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, file);
}

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

const pemOf = async (key: webcrypto.CryptoKey): Promise<string> =>
  `${PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;

/** Sixteen digits that begin with no bit set: a positive number. */
const serial = (): string =>
  `0${Buffer.from(webcrypto.getRandomValues(new Uint8Array(16)))
    .toString('hex')
    .slice(1)}`;
