import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

/** A NATS server with JetStream, of its own folder and port. */
export interface NatsServer {
  readonly url: string;
  /** It answers nobody, and its connections stay: as behind a network that swallows all. Resolves once that is so. */
  pause(): Promise<void>;
  resume(): void;
  stop(): Promise<void>;
}

/** Debian puts it where only root looks. */
const PLACES = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin'];
const program = PLACES.map((place) => path.join(place, 'nats-server')).find((file) => existsSync(file));

/** Whether this computer has one; setup installs it where it may. */
export const hasNatsServer = program !== undefined;

const PATIENCE_MS = 20_000;

/** Starts a server and waits until it takes connections. */
export async function startNatsServer(): Promise<NatsServer> {
  if (program === undefined) throw new Error('no nats-server');
  const folder = mkdtempSync(path.join(tmpdir(), 'ringside-nats-'));
  const args = ['-a', '127.0.0.1', '-p', '-1', '-js', '-sd', folder, '--ports_file_dir', folder];
  const child = spawn(program, args, { stdio: 'ignore' });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline;) {
    const url = urlIn(folder);
    if (url !== null)
      return {
        url,
        async pause() {
          child.kill('SIGSTOP');
          // The signal was sent, no more: on a busy computer the server still answers for a while.
          while (!hasStopped(child.pid ?? 0)) await delay(5);
        },
        resume: () => child.kill('SIGCONT'),
        stop,
      };
    await delay(20);
  }
  await stop();
  throw new Error('nats-server does not say where it listens');
}

/** Whether every thread of a process stands still. */
function hasStopped(pid: number): boolean {
  const tasks = `/proc/${pid}/task`;
  if (!existsSync(tasks)) {
    const state = execFileSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' });
    return state.trim().startsWith('T');
  }
  return readdirSync(tasks).every((task) => {
    const stat = readFileSync(path.join(tasks, task, 'stat'), 'utf8');
    // After the program's name, which may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('T');
  });
}

const portsSchema = z.object({ nats: z.array(z.string()).min(1) });

/** What the server wrote about its ports, once it is there whole. */
function urlIn(folder: string): string | null {
  const file = readdirSync(folder).find((name) => name.endsWith('.ports'));
  if (file === undefined) return null;
  try {
    const ports: unknown = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
    return portsSchema.parse(ports).nats[0] ?? null;
  } catch {
    return null;
  }
}
