import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { SignedIn } from '../../scripts/drive/signedIn.ts';
import { electronPath } from '../../scripts/electronPath.ts';
import { root } from '../../scripts/setup/folders.ts';
import { startElectron } from './electronProcess.ts';
import type { ElectronProcess } from './electronProcess.ts';
import { percentiles } from './figure.ts';
import type { Figure } from './figure.ts';
import { memoryOf, processTree } from './processTree.ts';
import { floorFolder } from './profile.ts';

const ROUNDS = 3;
const TARGET = 1.3;
/** Two readings this far apart in time and no further apart in size mean that the app has settled. */
const BETWEEN_MS = 2_000;
const EQUAL = 0.005;
const PATIENCE_MS = 60_000;
/** Main, zygotes, GPU, network and two windows: before that it is still starting. */
const FEWEST_PROCESSES = 6;
const MIB = 1024 * 1024;

type Start = (folder: string, userData: string, args: readonly string[]) => ElectronProcess;

/** Memory of all processes, the account window open and the pop idle, beside a bare app with two windows. */
export async function benchMemory(env: NodeJS.ProcessEnv, signedIn: SignedIn): Promise<readonly Figure[]> {
  const { profile } = signedIn;
  // A copy: other Electrons of this computer share the pages of their files with each other, which would take the
  // heaviest part of both sides out of the comparison.
  const copy = path.join(profile.dir, 'electron');
  cpSync(path.dirname(electronPath()), copy, { recursive: true });
  const start: Start = (folder, userData, args) =>
    startElectron(folder, userData, args, env, path.join(copy, path.basename(electronPath())));
  const sizes: { app: number[]; floor: number[] } = { app: [], floor: [] };
  const counts = { app: 0, floor: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const app = await settled(start(root, profile.userData, []));
    sizes.app.push(app.bytes);
    counts.app = app.processes;
    const floor = await settled(start(floorFolder, path.join(profile.dir, 'floor'), ['--page', '--pop']));
    sizes.floor.push(floor.bytes);
    counts.floor = floor.processes;
  }
  const [ours, bare] = [percentiles(sizes.app).p50 / MIB, percentiles(sizes.floor).p50 / MIB];
  rmSync(copy, { recursive: true, force: true });
  return [
    {
      name: 'memory',
      unit: 'MiB',
      figure: ours,
      floor: bare,
      ratio: ours / bare,
      target: `at most ${TARGET}x`,
      pass: ours <= TARGET * bare,
      detail: { processes: counts.app, 'floor processes': counts.floor, rounds: ROUNDS },
    },
  ];
}

/** Reads an app's memory once two readings are equal, and ends it. */
async function settled(app: ElectronProcess) {
  try {
    const deadline = Date.now() + PATIENCE_MS;
    let before = 0;
    for (;;) {
      await delay(BETWEEN_MS);
      const bytes = memoryOf(app.pid);
      const processes = processTree(app.pid).length;
      const isEqual = Math.abs(bytes - before) <= EQUAL * bytes;
      if (processes >= FEWEST_PROCESSES && isEqual) return { bytes, processes };
      if (Date.now() > deadline) throw new Error('the memory of an app does not settle');
      before = bytes;
    }
  } finally {
    await app.stop();
  }
}
