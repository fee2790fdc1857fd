import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { launch } from '../../scripts/drive/app.ts';
import { ask } from '../../scripts/drive/ask.ts';
import type { SignedIn } from '../../scripts/drive/signedIn.ts';
import { root } from '../../scripts/setup/folders.ts';
import { startFakeAsterisk } from '../phones/fakeAsterisk.ts';
import { startElectron } from './electronProcess.ts';
import type { Figure } from './figure.ts';
import { processTree } from './processTree.ts';
import { floorFolder } from './profile.ts';

/** Share of one core that an app at rest may take, %. */
const TARGET = 0.3;
/** The first minute has the warm-up of the pop and the sync in it. */
const START_MS = 60_000;
/** V8 tidies up after the start (`--trace-gc`: its memory reducer), up to two minutes later; told apart, as a detail. */
const AFTERMATH_MS = 120_000;
/** Eight polls of the CRM: /proc counts in hundredths of a second, and a shorter look has more or fewer by chance. */
const WATCH_MS = 240_000;
/** Clock ticks of /proc a second: 100 on every Linux that Electron runs on. */
const TICKS = 100;

/**
 * What Ringside takes of one core while nothing happens and every source is on, the account window open, beside a bare
 * app with a window and a hidden pop.
 */
export async function benchIdle(env: NodeJS.ProcessEnv, signedIn: SignedIn): Promise<readonly Figure[]> {
  const { profile } = signedIn;
  const asterisk = await startFakeAsterisk('secret');
  try {
    const app = await launch(profile, env);
    const list = await app.page('account');
    const set = (
      name: 'baresip' | 'asterisk' | 'freeswitch' | 'bria',
      values: Readonly<Record<string, string | number>>,
    ) =>
      ask(list, 'sources', 'set', {
        name,
        values: [
          { field: 'on', value: true },
          ...Object.entries(values).map(([field, value]) => ({ field: field as 'host', value })),
        ],
        ...(name === 'asterisk' ? { password: 'secret' } : {}),
      });
    await set('asterisk', { host: '127.0.0.1', port: asterisk.port, user: 'ringside', extension: '101' });
    // Nobody answers these: trying again is what they do all day.
    await set('baresip', {});
    await set('freeswitch', { extension: '101' });
    await set('bria', {});
    // Without the driver, whose questions cost time of their own.
    await app.close();
    // Both at once: CPU time is counted, which the other one's does not change.
    const [ours, bare] = await Promise.all([
      idleShare(startElectron(root, profile.userData, [], env)),
      idleShare(startElectron(floorFolder, path.join(profile.dir, 'floor'), ['--page', '--pop'], env)),
    ]);
    const [share, floor] = [ours.atRest, bare.atRest];
    return [
      {
        name: 'idle',
        unit: '%',
        figure: share,
        floor,
        ratio: floor === 0 ? 1 : share / floor,
        target: `below ${TARGET} % of a core`,
        pass: share < TARGET,
        detail: {
          'watched s': WATCH_MS / 1000,
          'second and third minute, %': ours.aftermath,
          sources: 'hook, asterisk connected; baresip, freeswitch, bria trying',
        },
      },
    ];
  } finally {
    await asterisk.close();
  }
}

/** Shares of one core, %. */
interface IdleShare {
  readonly aftermath: number;
  readonly atRest: number;
}

async function idleShare(app: { readonly pid: number; stop(): Promise<void> }): Promise<IdleShare> {
  const during = async (ms: number): Promise<number> => {
    const before = cpuSeconds(app.pid);
    await delay(ms);
    return ((cpuSeconds(app.pid) - before) / (ms / 1000)) * 100;
  };
  try {
    await delay(START_MS);
    return { aftermath: await during(AFTERMATH_MS), atRest: await during(WATCH_MS) };
  } finally {
    await app.stop();
  }
}

/** CPU time of a process tree in seconds, user and system (proc(5), stat: fields 14 and 15). */
function cpuSeconds(pid: number): number {
  const ticks = processTree(pid).map((one) => {
    try {
      const stat = readFileSync(`/proc/${one}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(fields[11]) + Number(fields[12]);
    } catch {
      return 0;
    }
  });
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS;
}
