import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Started } from '../../../sandbox/announcement.ts';
import { startSandbox } from '../../../sandbox/announcement.ts';
import { identityFor } from '../../../sandbox/certificates.ts';
import { parseCommandLine } from '../../../sandbox/commandLine.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ringside-ca-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const caFolder = (): string => path.join(folder, 'ca');

/** Starts one as the command does. */
async function started(domain: string): Promise<Extract<Started, { ok: true }>> {
  const args = `--port 0 --contacts 30 --tls --domain ${domain} --ca-dir`.split(' ');
  const command = parseCommandLine([...args, caFolder()]);
  if (typeof command === 'string') throw new Error(command);
  const found = await startSandbox(command, identityFor);
  if (!found.ok) throw new Error(found.message);
  return found;
}

/** Asks for a path at a host as a client does that was led to the port and trusts `ca`; the status, or why there was none. */
const ask = (port: number, host: string, ca: string | undefined): Promise<number | string> =>
  new Promise((resolve) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port,
        servername: host,
        path: '/api/v4/account',
        headers: { host },
        ...(ca !== undefined && { ca }),
      },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    );
    outgoing.on('error', (error) => {
      resolve('code' in error ? String(error.code) : error.message);
    });
    outgoing.end();
  });

describe('a sandbox with TLS and the name of a zone', () => {
  it.each(['amocrm.ru', 'kommo.com', 'localhost'])(
    'is %s to whoever is led to it and trusts its authority, and to nobody else',
    async (domain) => {
      const { sandbox, announcement } = await started(domain);
      const { port, tls, accounts } = announcement;
      const ca = await readFile(tls?.ca ?? '', 'utf8');
      // Without a token: the account's host is known, and says 401.
      expect(await ask(port, `romashka.${domain}`, ca)).toBe(401);
      expect(await ask(port, `romashka.${domain}`, undefined)).toMatch(/CERT|SELF_SIGNED|UNABLE_TO/u);
      expect(await ask(port, 'romashka.other.example', ca)).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
      expect(tls?.hostResolverRules).toBe(`MAP *.${domain}:443 127.0.0.1:${String(port)}`);
      expect(tls?.hostsLine).toContain(`www.${domain}`);
      expect(accounts[0]?.host).toMatch(new RegExp(`^romashka\\.${domain}`, 'u'));
      await sandbox.close();
    },
  );

  it('keeps its authority from start to start, its key for its owner alone', async () => {
    const first = await started('amocrm.ru');
    const file = first.announcement.tls?.ca ?? '';
    const before = await readFile(file, 'utf8');
    await first.sandbox.close();
    const second = await started('kommo.com');
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(await ask(second.announcement.port, 'www.kommo.com', before)).toBe(404);
    await second.sandbox.close();
    const modes = await Promise.all(
      [caFolder(), path.join(caFolder(), 'ca-key.pem')].map(async (one) => (await stat(one)).mode & 0o777),
    );
    expect(modes).toEqual([0o700, 0o600]);
  });

  it.each([
    [['--domain', 'example.com'], '--domain must be one of localhost, amocrm.ru, kommo.com'],
    [['--tls', 'yes'], expect.stringContaining('yes')],
  ])('%j is no command', (args, why) => {
    expect(parseCommandLine(args)).toEqual(why);
  });

  it('is not for a process that cannot make certificates', async () => {
    const command = parseCommandLine(['--port', '0', '--tls', '--ca-dir', caFolder()]);
    if (typeof command === 'string') throw new Error(command);
    expect(await startSandbox(command)).toMatchObject({ ok: false, code: 'ERR_ARGUMENTS' });
  });
});
