import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { launch } from '../../scripts/drive/app.ts';
import type { SignedIn } from '../../scripts/drive/signedIn.ts';
import { root } from '../../scripts/setup/folders.ts';
import { digitsOf, scattered } from './fillMirror.ts';
import { type Figure, percentiles, prefixed } from './figure.ts';
import { CONTACTS } from './profile.ts';

const RUNS = 200;
const WARM_UP = 10;
/** A dead app costs each run its whole wait; a tenth of the runs says as much. */
const DEAD_RUNS = 40;
const ALIVE_MS = 20;
const DEAD_MS = 200;
/** Between two runs: no softphone tells of calls faster. */
const REST_MS = 60;
const TOKEN = 'b'.repeat(43);

/**
 * How long a softphone waits for the hook program, from its start as a process to its end: with the app alive (its call
 * pops meanwhile), with the app gone, and with one that hears and never answers. Beside a program that does nothing, by
 * turns.
 */
export async function benchHook(env: NodeJS.ProcessEnv, signedIn: SignedIn): Promise<readonly Figure[]> {
  const program = path.join(root, 'out', 'hook', 'ringside');
  if (!existsSync(program)) throw new Error('the hook program is not built: it needs a C compiler "cc"');
  const folder = mkdtempSync(path.join(tmpdir(), 'ringside-hook-bench-'));
  const nothing = path.join(folder, 'nothing');
  execFileSync('cc', ['-O2', '-x', 'c', '-o', nothing, '-'], { input: 'int main(void) { return 0; }' });
  const fileOf = (name: string, socket: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, `{"port":1,"token":"${TOKEN}","socket":"${socket}"}\n`);
    return file;
  };
  const sockets: Socket[] = [];
  const mute = createServer((socket) => sockets.push(socket));
  await new Promise<void>((resolve) => {
    mute.listen(path.join(folder, 'mute.sock'), resolve);
  });
  const app = await launch(signedIn.profile, env);
  const closed = fileOf('gone.json', path.join(folder, 'gone.sock'));
  const silent = fileOf('silent.json', path.join(folder, 'mute.sock'));
  const alive = path.join(signedIn.profile.userData, 'hook.json');
  try {
    // The pop is there and warm.
    await app.page('pop');
    const times = {
      alive: [] as number[],
      floor: [] as number[],
      gone: [] as number[],
      silent: [] as number[],
    };
    const tell = (hookFile: string, word: string, turn: number, code: number): Promise<number> =>
      timed(program, ['microsip', word, digitsOf(1 + scattered(turn >> 1, CONTACTS))], hookFile, code);
    for (let turn = -WARM_UP; turn < RUNS; turn += 1) {
      await delay(REST_MS);
      const ours = await tell(alive, turn % 2 === 0 ? 'ring' : 'end', turn + WARM_UP, 0);
      await delay(REST_MS);
      const bare = await timed(nothing, [], alive, 0);
      if (turn < 0) continue;
      times.alive.push(ours);
      times.floor.push(bare);
    }
    for (let turn = 0; turn < DEAD_RUNS; turn += 1) {
      times.gone.push(await tell(closed, 'ring', turn, 1));
      times.silent.push(await tell(silent, 'ring', turn, 1));
    }
    const [ours, bare] = [percentiles(times.alive), percentiles(times.floor)];
    const [gone, unanswered] = [percentiles(times.gone), percentiles(times.silent)];
    return [
      {
        name: 'hook p95',
        unit: 'ms',
        figure: ours.p95,
        floor: bare.p95,
        ratio: ours.p95 / bare.p95,
        target: `p95 under ${ALIVE_MS} ms`,
        pass: ours.p95 < ALIVE_MS,
        detail: { ...prefixed('hook', ours), ...prefixed('floor', bare), runs: RUNS },
      },
      {
        name: 'hook, app dead',
        unit: 'ms',
        figure: Math.max(gone.p95, unanswered.p95),
        floor: bare.p95,
        ratio: Math.max(gone.p95, unanswered.p95) / bare.p95,
        target: `p95 under ${DEAD_MS} ms`,
        pass: Math.max(gone.p95, unanswered.p95) < DEAD_MS,
        detail: { ...prefixed('gone', gone), ...prefixed('never answers', unanswered), runs: DEAD_RUNS },
      },
    ];
  } finally {
    await app.close();
    for (const socket of sockets) socket.destroy();
    mute.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds from the start of a process to its end; one that ends otherwise than expected is an error. */
function timed(
  program: string,
  words: readonly string[],
  hookFile: string,
  expected: number,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const from = performance.now();
    const child = spawn(program, words, {
      stdio: 'ignore',
      env: { PATH: process.env['PATH'], RINGSIDE_HOOK_FILE: hookFile },
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === expected) resolve(performance.now() - from);
      else reject(new Error(`${path.basename(program)} ended with ${code}`));
    });
  });
}
