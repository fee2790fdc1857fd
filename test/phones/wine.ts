import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** How a program ended. */
export interface ProgramEnd {
  /** -1 when it was killed, or never ran. */
  readonly code: number;
  readonly out: string;
  readonly said: string;
}

/** A Windows of Wine's making, in a folder of its own, kept up until it is closed. */
export interface Windows {
  /** A folder of this system as Windows calls it. */
  pathOf(file: string): string;
  run(program: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<ProgramEnd>;
  /** Starts a program that goes on; resolves once it has said its first line, with what ends it. */
  keep(program: string, args: readonly string[]): Promise<() => void>;
  close(): void;
}

/** Makes a Windows below `folder`; takes some seconds. */
export function startWine(folder: string): Windows {
  const wine = {
    ...process.env,
    WINEPREFIX: path.join(folder, 'wine'),
    // Without asking for packages or writing its own log.
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: 'mscoree,mshtml=',
  };
  // First of all the Windows itself: two programs at once would make it twice.
  spawnSync('wineboot', ['--init'], { env: wine, stdio: 'ignore', timeout: 200_000 });
  // A program of Wine's own that waits, so that Windows stays up: each run would start and end a whole one.
  // Node's own pipes are sockets, which it would take for an end of input.
  const waiting = spawn('sh', ['-c', 'cat | wine cmd.exe'], {
    env: wine,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  return {
    pathOf: (file) => `Z:${file.replaceAll('/', '\\')}`,
    run: (program, args, env = {}) => runProgram('wine', [program, ...args], { ...wine, ...env }),
    async keep(program, args) {
      const child = spawn('wine', [program, ...args], { env: wine, stdio: ['ignore', 'pipe', 'ignore'] });
      const ended = once(child, 'exit').then(() => {
        throw new Error(`${program} ended`);
      });
      await Promise.race([once(child.stdout, 'data'), ended]);
      ended.catch(() => {});
      return () => {
        child.kill('SIGKILL');
      };
    },
    close() {
      waiting.stdin.end('exit\r\n');
      spawnSync('wineserver', ['-w'], { env: wine, stdio: 'ignore', timeout: 20_000 });
    },
  };
}

/** Runs a program to its end, a minute at most. */
export function runProgram(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    execFile(program, args, { env, timeout: 60_000 }, (error, out, said) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, said });
    });
  });
}
