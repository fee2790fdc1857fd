import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** How long a program may take to end when asked to, in ms; then it is made to. */
const FAREWELL = 5_000;

/** How to start a companion. */
export interface CompanionOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly user?: { readonly uid: number; readonly gid: number };
  /** What it is given on its standard input; nothing unless told. */
  readonly input?: string;
}

/** Programs that live beside this process, and never longer. */
export interface Companions {
  /**
   * Starts one. The kernel ends it with this process even where nothing here can run any more (PR_SET_PDEATHSIG).
   *
   * @returns its file descriptor 3, for programs that tell there when they are ready
   */
  readonly start: (program: string, args: readonly string[], options: CompanionOptions) => Readable;
  /** Ends all, the last started first, and waits for each to be gone. */
  readonly stop: () => Promise<void>;
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

async function end(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const patience = new AbortController();
  const killed = delay(FAREWELL, undefined, { signal: patience.signal }).then(
    () => child.kill('SIGKILL'),
    () => false,
  );
  await gone;
  patience.abort();
  await killed;
}

/**
 * Makes an empty set of companions (Linux only).
 *
 * @param atEnd runs, synchronously, after this process ended them without anybody having called `stop`
 */
export function createCompanions(atEnd: () => void): Companions {
  const started: ChildProcess[] = [];

  const endNow = (): void => {
    for (const child of started.toReversed()) if (isRunning(child)) child.kill('SIGTERM');
    atEnd();
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    endNow();
    detach();
    // If nobody else wants to hear of it, end as the signal says.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const detach = (): void => {
    process.off('exit', endNow);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  process.on('exit', endNow);
  for (const signal of SIGNALS) process.on(signal, onSignal);

  return {
    start(program, args, { input, user, ...options }) {
      const child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', program, ...args], {
        ...options,
        ...user,
        stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
      });
      // A program that is not there shows by what it does not do: whoever started it waits for that with a deadline.
      child.on('error', () => undefined);
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input);
      started.push(child);
      const announced = child.stdio[3];
      if (announced === null || announced === undefined || !('read' in announced))
        throw new Error('A pipe was asked for.');
      return announced;
    },
    async stop() {
      detach();
      for (const child of started.toReversed()) await end(child);
    },
  };
}
