import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { HookPlace } from '../../main/sources/callHook/callHookSocket.ts';
import { isOnPath } from '../../scripts/setup/childProcess.ts';
import { root } from '../../scripts/setup/folders.ts';
import { windowsCompiler, windowsOptions } from '../../scripts/buildHook.ts';
import { type ProgramEnd, runProgram, startWine } from './wine.ts';

/** What a test gives it to report in, ms: Wine on a busy machine alone takes longer than the usual 150. */
const PATIENCE_MS = '10000';

/** The program that softphones run, compiled for this system or for Windows (then run by Wine). */
export interface HookProgram {
  readonly path: string;
  /** Runs it with these words; `hookFile` is where it looks for token and place. */
  run(words: readonly string[], hookFile: string): Promise<ProgramEnd>;
  /**
   * A place that leads to a Unix socket of this system, as this program can reach it: itself, or a pipe of Windows.
   *
   * @param owner of the pipe: this user, or nobody that is known
   */
  leadTo(socket: string, owner?: 'us' | 'nobody'): Promise<HookPlace>;
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
  const open: (() => void)[] = [];
  return {
    path: program,
    async leadTo(socket, owner = 'us') {
      if (windows === null) return { kind: 'socket', path: socket };
      const bridge = path.join(folder, 'pipeBridge.exe');
      const bridgeSource = path.join(root, 'test', 'phones', 'pipeBridge.c');
      const libraries = ['-lws2_32', '-ladvapi32'];
      if (!existsSync(bridge))
        execFileSync(windowsCompiler.program, ['-static', '-o', bridge, bridgeSource, ...libraries]);
      // Wine knows no Unix sockets: over TCP to this process, and on from here.
      const between = createServer((client) => {
        const server = connect(socket);
        client.pipe(server).pipe(client);
        for (const one of [client, server]) one.on('error', () => {});
      });
      await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
      const { port } = between.address() as AddressInfo;
      const name = `ringside-hook-test-${port}`;
      const end = await windows.keep(bridge, [name, String(port), ...(owner === 'us' ? [] : [owner])]);
      open.push(() => {
        end();
        between.close();
      });
      return { kind: 'pipe', name };
    },
    run(words, hookFile) {
      const env = {
        RINGSIDE_HOOK_FILE: windows?.pathOf(hookFile) ?? hookFile,
        RINGSIDE_HOOK_WAIT_MS: PATIENCE_MS,
      };
      return windows?.run(program, words, env) ?? runProgram(program, words, { ...process.env, ...env });
    },
    remove() {
      for (const close of open) close();
      windows?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
