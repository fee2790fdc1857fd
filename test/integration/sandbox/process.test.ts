import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox } from '../../../sandbox/server.ts';
import { at, listAt, send, startTestSandbox, textAt } from './client.ts';

let folder: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
});
afterEach(async () => {
  await Promise.all(
    children.splice(0).map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }),
  );
  await rm(folder, { recursive: true });
});

const file = (): string => join(folder, 'state.json');
const root = join(import.meta.dirname, '../../..');

/** Runs the command; the first line it prints. */
async function runCommand(
  ...args: readonly string[]
): Promise<{ child: ChildProcess; line: unknown; lines: string[] }> {
  const child = spawn(process.execPath, [join(root, 'scripts/sandbox.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  await Promise.race([once(reader, 'line'), once(child, 'exit')]);
  const line: unknown = JSON.parse(lines[0] ?? 'null');
  return { child, line, lines };
}

/** Forks the process; the first message it sends. */
async function forkProcess(...args: readonly string[]): Promise<{ child: ChildProcess; message: unknown }> {
  const child = fork(join(root, 'sandbox/process.ts'), args);
  children.push(child);
  const message = await new Promise<unknown>((resolve) => child.once('message', resolve));
  return { child, message };
}

describe('the command', () => {
  it('prints one line of JSON when it listens, and ends on SIGTERM', async () => {
    const { child, line, lines } = await runCommand('--port', '0', '--redirect-uri', 'http://127.0.0.1:5/cb');
    const port = Number(at(line, 'port'));
    expect(listAt(line, 'accounts')).toMatchObject([
      {
        subdomain: 'romashka',
        host: `romashka.localhost:${String(port)}`,
        redirectUri: 'http://127.0.0.1:5/cb',
      },
      { subdomain: 'northwind', host: `northwind.localhost:${String(port)}` },
    ]);
    const answer = await send(port, {
      host: 'romashka.localhost',
      path: '/api/v4/account',
      token: textAt(line, 'accounts', 0, 'longLivedToken'),
    });
    expect(answer.status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(lines).toHaveLength(1);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'keeps in its file what it has answered, over %s',
    async (signal) => {
      const first = await runCommand('--port', '0', '--file', file());
      const token = textAt(first.line, 'accounts', 0, 'longLivedToken');
      const phone = textAt(first.line, 'accounts', 0, 'showcase', 'certain');
      await send(Number(at(first.line, 'port')), {
        host: 'romashka.localhost',
        path: '/api/v4/calls',
        token,
        body: [{ direction: 'inbound', duration: 1, source: 's', phone, uniq: 'kept' }],
      });
      // A person's order as well as a client's write.
      const order = { path: '/_sandbox/rename', body: { account: 'northwind', subdomain: 'westwind' } };
      expect(await send(Number(at(first.line, 'port')), order)).toMatchObject({ status: 204 });
      first.child.kill(signal);
      await once(first.child, 'exit');
      const second = await runCommand('--port', '0', '--file', file());
      expect(textAt(second.line, 'accounts', 0, 'longLivedToken')).toBe(token);
      const calls = await send(Number(at(second.line, 'port')), { path: '/_sandbox/calls' });
      expect(listAt(calls.body, 'calls')).toMatchObject([{ uniq: 'kept' }]);
      expect(textAt(second.line, 'accounts', 1, 'subdomain')).toBe('westwind');
    },
  );

  it.each([['--port', 'x'], ['--grace', 'maybe'], ['--redirect-uri', 'nowhere'], ['--nonsense']])(
    'says in one sentence what is wrong with %s %s',
    async (...args) => {
      const { child, lines } = await runCommand(...args);
      if (child.exitCode === null) await once(child, 'exit');
      expect(child.exitCode).toBe(2);
      expect(lines).toEqual([]);
    },
  );
});

describe('the process of its own', () => {
  it('tells its parent that it listens, and leaves when told to', async () => {
    const { child, message } = await forkProcess('--port', '0');
    expect(message).toMatchObject({ type: 'listening', accounts: [{ subdomain: 'romashka' }, {}] });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('tells its parent why it does not listen', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { child, message } = await forkProcess('--port', String(port));
    expect(message).toMatchObject({ type: 'failed', code: 'EADDRINUSE' });
    if (child.exitCode === null) await once(child, 'exit');
    expect(child.exitCode).toBe(1);
    other.close();
  });

  it('does not overwrite a file that is not its own', async () => {
    await writeFile(file(), '{"precious":true}');
    const { message } = await forkProcess('--port', '0', '--file', file());
    expect(message).toMatchObject({ type: 'failed', code: 'ERR_STATE' });
    expect(await readFile(file(), 'utf8')).toBe('{"precious":true}');
  });
});

describe('the file', () => {
  it('that cannot be written ends nothing, is said once, and is written as soon as it can be', async () => {
    const place = join(folder, 'gone', 'state.json');
    const child = fork(join(root, 'sandbox/process.ts'), ['--port', '0', '--file', place], { silent: true });
    children.push(child);
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const message = await new Promise<unknown>((resolve) => child.once('message', resolve));
    const token = textAt(message, 'accounts', 0, 'longLivedToken');
    const account = (): Promise<{ status: number }> =>
      send(Number(at(message, 'port')), { host: 'romashka.localhost', path: '/api/v4/account', token });
    await expect.poll(() => said).toContain('was not saved');
    expect([(await account()).status, (await account()).status]).toEqual([200, 200]);
    await mkdir(join(folder, 'gone'));
    await expect.poll(() => existsSync(place), { timeout: 10_000 }).toBe(true);
    expect(said.match(/was not saved/gu)).toHaveLength(1);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('follows a redirect URI that changed between two starts, and keeps the client', async () => {
    const first = createSandbox({ file: file(), redirectUri: 'http://127.0.0.1:1/a' });
    await first.close();
    const second = createSandbox({ file: file(), redirectUri: 'http://127.0.0.1:2/b' });
    expect(second.accounts[0]?.redirectUri).toBe('http://127.0.0.1:2/b');
    expect(second.accounts[0]?.clientSecret).toBe(first.accounts[0]?.clientSecret);
    expect(second.accounts[0]?.longLivedToken).toBe(first.accounts[0]?.longLivedToken);
    await second.close();
  });

  it('keeps tasks, events, links and webhooks over a restart, and takes files from before there were any', async () => {
    const first = await startTestSandbox({ file: file(), contacts: 30 });
    await first.ask('/api/v4/tasks', { body: [{ text: 'Позвонить', complete_till: 1 }] });
    await first.ask('/api/v4/webhooks', {
      body: { destination: 'https://example.com', settings: ['add_task'] },
    });
    await first.close();
    const second = await startTestSandbox({ file: file() });
    expect(listAt((await second.ask('/api/v4/tasks')).body, '_embedded', 'tasks')).toHaveLength(1);
    const told = await second.ask('/api/v4/events?filter[type]=task_added');
    expect(listAt(told.body, '_embedded', 'events')).toHaveLength(1);
    expect(at((await second.ask('/api/v4/webhooks')).body, '_total_items')).toBe(1);
    await second.close();
    const saved: unknown = JSON.parse(await readFile(file(), 'utf8'));
    const old = listAt(saved, 'accounts').map((account) =>
      Object.fromEntries(
        Object.entries(typeof account === 'object' && account !== null ? account : {}).filter(
          ([key]) => !['customers', 'tasks', 'events', 'unsorted', 'webhooks', 'tags'].includes(key),
        ),
      ),
    );
    await writeFile(file(), JSON.stringify({ ...(typeof saved === 'object' ? saved : {}), accounts: old }));
    const third = await startTestSandbox({ file: file() });
    expect((await third.ask('/api/v4/tasks')).status).toBe(204);
    expect((await third.ask('/api/v4/tasks', { body: [{ text: 'a', complete_till: 1 }] })).status).toBe(200);
    await third.close();
  });

  it('is complete at every moment it is read', async () => {
    const test = await startTestSandbox({ file: file() });
    const contact = (): object => ({ name: 'Ещё один' });
    for (let turn = 0; turn < 20; turn += 1) {
      // oxlint-disable-next-line no-await-in-loop -- changes while the file is being read
      await test.ask('/api/v4/contacts', { body: [contact()] });
      // oxlint-disable-next-line no-await-in-loop -- the same
      const text = await readFile(file(), 'utf8').catch(() => '{"version":1}');
      expect(at(JSON.parse(text), 'version')).toBe(1);
    }
    await test.close();
    const saved: unknown = JSON.parse(await readFile(file(), 'utf8'));
    expect(listAt(saved, 'accounts', 0, 'contacts')).toHaveLength(320);
  });
});
