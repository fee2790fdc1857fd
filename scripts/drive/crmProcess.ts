import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../setup/folders.ts';

/** The sandbox in a process of its own, that lives on when the app dies. */
export interface CrmProcess {
  readonly port: number;
  /** Ends it politely: its file is saved. */
  stop(): Promise<void>;
}

/** The port may still be held for a moment by the sandbox that had it before. */
const START_MS = 15_000;
const AGAIN_MS = 100;

/** Starts the sandbox on a port, with the data of a file. Throws when it cannot be started within 15 s. */
export async function startCrmProcess(options: {
  readonly port: number;
  readonly file: string;
}): Promise<CrmProcess> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    const started = await attempt(options);
    if (started !== null) return started;
    if (Date.now() > deadline) throw new Error(`the sandbox did not start on port ${options.port}`);
    await delay(AGAIN_MS);
  }
}

async function attempt({
  port,
  file,
}: {
  readonly port: number;
  readonly file: string;
}): Promise<CrmProcess | null> {
  const script = path.join(root, 'scripts', 'sandbox.ts');
  const child = spawn(process.execPath, [script, '--port', String(port), '--file', file], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const gone = once(child, 'exit');
  const endWithUs = (): void => {
    child.kill();
  };
  process.once('exit', endWithUs);
  // It says one line when it listens, and nothing when it cannot.
  for await (const _line of createInterface({ input: child.stdout })) {
    return {
      port,
      async stop() {
        process.off('exit', endWithUs);
        child.kill();
        await gone;
      },
    };
  }
  process.off('exit', endWithUs);
  await gone;
  return null;
}
