import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rootArgs } from '../../scripts/drive/app.ts';
import { electronPath } from '../../scripts/electronPath.ts';

/** An Electron app started as a person starts it, with no driver inside. */
export interface ElectronProcess {
  readonly pid: number;
  /** Unix ms just before it was started. */
  readonly startedAt: number;
  /** Ends it politely, or after 10 s as it comes. */
  stop(): Promise<void>;
}

const FAREWELL_MS = 10_000;

/** Starts the app in `folder` with a data folder and further arguments, on the Electron in use unless told. */
export function startElectron(
  folder: string,
  userData: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  executable: string = electronPath(),
): ElectronProcess {
  const startedAt = performance.timeOrigin + performance.now();
  const child = spawn(
    executable,
    [folder, `--user-data-dir=${userData}`, '--lang=en', ...rootArgs(), ...args],
    { env, stdio: 'ignore' },
  );
  const gone = once(child, 'exit');
  return {
    pid: child.pid ?? 0,
    startedAt,
    async stop() {
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), FAREWELL_MS);
      await gone;
      clearTimeout(force);
    },
  };
}
