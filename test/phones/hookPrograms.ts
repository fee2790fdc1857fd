import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isOnPath } from '../../scripts/setup/childProcess.ts';
import { root } from '../../scripts/setup/folders.ts';
import { windowsCompiler, windowsOptions } from '../../scripts/buildHook.ts';
import { type ProgramEnd, runProgram, startWine } from './wine.ts';

/** What a test gives it to report in, ms: Wine on a busy machine alone takes longer than the usual 150. */
const PATIENCE_MS = '10000';

/** The program that softphones run, compiled for this system or for Windows (then run by Wine). */
export interface HookProgram {
  /** Runs it with these words; `hookFile` is where it looks for port and token. */
  run(words: readonly string[], hookFile: string): Promise<ProgramEnd>;
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
  const windows = isHere ? null : startWine(folder);
  return {
    run(words, hookFile) {
      const env = {
        RINGSIDE_HOOK_FILE: windows?.pathOf(hookFile) ?? hookFile,
        RINGSIDE_HOOK_WAIT_MS: PATIENCE_MS,
      };
      return windows?.run(program, words, env) ?? runProgram(program, words, { ...process.env, ...env });
    },
    remove() {
      windows?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
