import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { root } from './setup/folders.ts';

const binFolder = path.join(root, 'node_modules', '.bin');

/** An environment in which our Node 24 and the installed tools come first on the PATH. */
function withTools(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, PATH: `${binFolder}${path.delimiter}${env['PATH'] ?? ''}` };
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Sees that a signal to this process ends the child too, and then this process as it would have. */
function endWithUs(child: ChildProcess): () => void {
  const onSignal = (signal: NodeJS.Signals): void => {
    // A terminal sends Ctrl+C to the child as well.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    detach();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const detach = (): void => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return detach;
}

/**
 * Runs a tool of node_modules/.bin, or of the system, in the repository's root, with its output on ours.
 *
 * @returns whether it succeeded; a tool that cannot be started has not, and says why on stderr
 */
export function runTool(
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(name, args, {
      cwd: root,
      env: withTools(env),
      stdio: ['ignore', 'inherit', 'inherit'],
      // npm's links to tools are .cmd files there, which only a shell starts; no argument of ours needs quoting.
      shell: process.platform === 'win32',
    });
    const detach = endWithUs(child);
    const finish = (ok: boolean): void => {
      detach();
      resolve(ok);
    };
    child.once('error', (error) => {
      console.error(error.message);
      finish(false);
    });
    child.once('exit', (code) => finish(code === 0));
  });
}
