import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isOnPath } from '../../scripts/setup/childProcess.ts';
import { root } from '../../scripts/setup/folders.ts';
import { windowsCompiler, windowsOptions } from '../../scripts/buildHook.ts';

/** What a test gives it to report in, ms: Wine on a busy machine alone takes longer than the usual 150. */
const PATIENCE_MS = '10000';

/** How the hook program ended. */
export interface HookEnd {
  readonly code: number;
  readonly said: string;
}

/** The program that softphones run, compiled for this system or for Windows (then run by Wine). */
export interface HookProgram {
  /** Runs it with these words; `hookFile` is where it looks for port and token. */
  run(words: readonly string[], hookFile: string): Promise<HookEnd>;
  remove(): void;
}

/** Why the program of a system cannot be built or run here; null when it can. */
export function missingFor(system: 'here' | 'windows'): string | null {
  const wanted = system === 'here' ? ['cc'] : [windowsCompiler.program, 'wine', 'wineserver'];
  const missing = wanted.filter((program) => !isOnPath(program));
  return missing.length === 0 ? null : `not on the PATH: ${missing.join(', ')}`;
}

/** Compiles it into a folder of its own. */
export function compileHook(system: 'here' | 'windows'): HookProgram {
  const folder = mkdtempSync(path.join(tmpdir(), 'ringside-hook-'));
  const source = path.join(root, 'hook', 'ringside.c');
  const program = path.join(folder, system === 'here' ? 'ringside' : 'ringside.exe');
  const isHere = system === 'here';
  if (isHere) execFileSync('cc', ['-O2', '-Wall', '-Wextra', '-Werror', '-o', program, source]);
  else execFileSync(windowsCompiler.program, ['-Werror', ...windowsOptions(program, source)]);
  const env = {
    ...process.env,
    // A Windows of its own, made by the first run; without it asking for packages or writing its own log.
    ...(isHere
      ? {}
      : { WINEPREFIX: path.join(folder, 'wine'), WINEDEBUG: '-all', WINEDLLOVERRIDES: 'mscoree,mshtml=' }),
  };
  // First of all the Windows itself: two programs at once would make it twice.
  if (!isHere) spawnSync('wineboot', ['--init'], { env, stdio: 'ignore', timeout: 200_000 });
  // A program of Wine's own that waits, so that Windows stays up: each run would start and end a whole one.
  // Node's own pipes are sockets, which it would take for an end of input.
  const waiting = isHere
    ? null
    : spawn('sh', ['-c', 'cat | wine cmd.exe'], { env, stdio: ['pipe', 'ignore', 'ignore'] });
  return {
    run: (words, hookFile) =>
      new Promise((resolve) => {
        const [file, args] = isHere ? [program, words] : ['wine', [program, ...words]];
        const wanted = isHere ? hookFile : `Z:${hookFile.replaceAll('/', '\\')}`;
        execFile(
          file,
          args,
          {
            env: { ...env, RINGSIDE_HOOK_FILE: wanted, RINGSIDE_HOOK_WAIT_MS: PATIENCE_MS },
            timeout: 60_000,
          },
          (error, _out, said) => {
            resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, said });
          },
        );
      }),
    remove() {
      waiting?.stdin.end('exit\r\n');
      if (!isHere) spawnSync('wineserver', ['-w'], { env, stdio: 'ignore', timeout: 20_000 });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
