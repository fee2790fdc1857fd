import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { root } from '../setup/folders.ts';

const announcementSchema = z.object({
  port: z.number(),
  webhookUrl: z.string(),
  webhooks: z.array(z.object({ account: z.number().nullable(), webhookUrl: z.string() })),
  socketUrl: z.string(),
  callbackUrl: z.string(),
  adminTokenFile: z.string().nullable(),
  queue: z.enum(['sqlite', 'nats']),
});

/** A relay in a process of its own, as `npm run relay` starts it. */
export interface RelayProcess {
  readonly pid: number;
  readonly url: string;
  readonly announcement: z.output<typeof announcementSchema>;
  /** All it has written to stderr. */
  log(): string;
  /** SIGKILL: as when the power goes. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** Starts a relay and waits for its line. */
export async function startRelayProcess(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<RelayProcess> {
  const child = spawn(process.execPath, [path.join(root, 'scripts', 'relay.ts'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString('utf8');
  });
  // "close", not "exit": only then all it wrote has come.
  const ended = once(child, 'close');
  const line = once(createInterface({ input: child.stdout }), 'line');
  const first: unknown = await Promise.race([line, ended]);
  if (!Array.isArray(first) || typeof first[0] !== 'string') throw new Error(`the relay ended: ${log}`);
  const announcement = announcementSchema.parse(JSON.parse(first[0]));
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    await ended;
    return child.exitCode;
  };
  return {
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${announcement.port}`,
    announcement,
    log: () => log,
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}

/** Asks a relay as its admin. */
export async function askAdmin(
  url: string,
  tokenFile: string,
  method: string,
  place: string,
  body?: object,
): Promise<unknown> {
  const answer = await fetch(`${url}/admin/${place}`, {
    method,
    headers: {
      authorization: `Bearer ${readFileSync(tokenFile, 'utf8').trim()}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${place}: ${answer.status}`);
  return answer.json();
}

/** A new invite's code. */
export async function invite(url: string, tokenFile: string, accounts: readonly number[]): Promise<string> {
  const answer = await askAdmin(url, tokenFile, 'POST', 'invites', { accounts });
  return z.object({ code: z.string() }).parse(answer).code;
}
