import { spawn, type SpawnOptions } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** How a program ended, and everything it printed (both streams, as they came). */
export interface Ended {
  readonly ok: boolean;
  readonly output: string;
}

/**
 * Runs a program to its end with its output kept back: setup speaks in its own plain words, and shows the program's
 * only when it fails. A program that cannot be started counts as failed.
 */
export function run(
  program: string,
  args: readonly string[],
  options: Pick<SpawnOptions, 'cwd' | 'env' | 'uid' | 'gid'> = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => resolve({ ok: false, output: error.message }));
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/** Runs the npm that started this command, or else the one on the PATH. */
export function runNpm(args: readonly string[]): Promise<Ended> {
  const own = process.env['npm_execpath'];
  return own !== undefined && /npm-cli\.c?js$/.test(own)
    ? run(process.execPath, [own, ...args])
    : run('npm', args);
}

/** Whether a program of this name is on the PATH; on Windows, one with `.exe`. */
export function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(
        path.join(folder, process.platform === 'win32' ? `${program}.exe` : program),
        constants.X_OK,
      );
      return true;
    } catch {
      return false;
    }
  });
}

/** The last lines of a failed program's output, for the person who has to find out why. */
export function lastLines(output: string, count = 25): string {
  return output.trimEnd().split('\n').slice(-count).join('\n');
}

/** What npm gives as its reason, in one line: its own output is a page long. */
export function npmReason(output: string): string {
  const lines = output.split('\n').map((line) => line.replace(/^npm error /, ''));
  return lines.find((line) => /^(?!code |syscall |errno |npm )\S/.test(line)) ?? 'npm gave no reason';
}
