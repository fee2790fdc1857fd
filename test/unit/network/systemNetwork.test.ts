import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createNetwork } from '../../../main/network/systemNetwork.ts';
import { waysIn } from '../../../main/network/waysOut.ts';
import { onlySystems, systemBundle } from '../../../main/network/systemTrust.ts';

describe('what a PAC file answers', () => {
  it.each([
    ['DIRECT', [], true],
    ['PROXY proxy.office:3128; DIRECT', ['http://proxy.office:3128'], true],
    [
      'PROXY one.office:3128; HTTPS two.office:443',
      ['http://one.office:3128', 'https://two.office:443'],
      false,
    ],
    ['SOCKS5 socks.office:1080; PROXY proxy.office:8080', ['http://proxy.office:8080'], false],
    ['DIRECT; PROXY proxy.office:8080', [], true],
    ['PROXY [fd00::1]:8080', ['http://[fd00::1]:8080'], false],
    ['PROXY user:secret@proxy.office:8080', [], true],
    ['PROXY nonsense', [], true],
    ['', [], true],
  ])('%s', (answer, proxies, direct) => {
    expect(waysIn(answer)).toEqual({ proxies, direct, socksOnly: false });
  });

  it.each(['SOCKS socks.office:1080', 'SOCKS5 socks.office:1080; SOCKS4 other.office:1080'])(
    '%s is not spoken, and known to be',
    (answer) => {
      expect(waysIn(answer)).toEqual({ proxies: [], direct: true, socksOnly: true });
    },
  );
});

describe('the way out', () => {
  it('of what stays on this computer, or is not TLS, is never asked for', async () => {
    const asked: string[] = [];
    const network = createNetwork({
      resolveProxy: (url) => {
        asked.push(url);
        return Promise.resolve('PROXY proxy.office:3128');
      },
      trustSystem: () => undefined,
      report: () => undefined,
    });
    for (const url of [
      'http://romashka.localhost:8787/api',
      'https://romashka.localhost/',
      'ws://127.0.0.1:9/desktop',
      'wss://localhost/',
      'https://[::1]:8/',
      'https://127.8.9.1/',
      'http://proxy.example/',
    ])
      expect(await network.agentFor(new URL(url))).toBeUndefined();
    expect(asked).toEqual([]);
    expect(await network.agentFor(new URL('wss://relay.example/desktop?a'))).toBeDefined();
    expect(asked).toEqual(['https://relay.example/']);
  });

  it('is the ordinary one where the system does not say or cannot read its certificates', async () => {
    const network = createNetwork({
      resolveProxy: () => Promise.reject(new Error('no answer')),
      trustSystem: () => {
        throw new Error('unreadable');
      },
      report: () => undefined,
    });
    expect(await network.agentFor(new URL('https://romashka.amocrm.ru/'))).toBeUndefined();
  });
});

describe('the file of authorities that Linux keeps', () => {
  it('gives what Node has not built in', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'ringside-store-'));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const [known = ''] = tls.rootCertificates;
    const own = '-----BEGIN CERTIFICATE-----\nb2ZmaWNl\n-----END CERTIFICATE-----';
    const file = path.join(folder, 'store.pem');
    writeFileSync(file, `# Office\n${own}\n${known.replaceAll('\n', '\r\n')}\nrest`);
    const bundle = systemBundle({ SSL_CERT_FILE: file });
    expect(bundle).toHaveLength(2);
    expect(onlySystems(bundle)).toEqual([own]);
  });
});
