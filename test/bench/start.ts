import path from 'node:path';
import { freePort } from '../../scripts/drive/freePort.ts';
import type { SignedIn } from '../../scripts/drive/signedIn.ts';
import { root } from '../../scripts/setup/folders.ts';
import { startElectron } from './electronProcess.ts';
import { percentiles, prefixed } from './figure.ts';
import type { Figure } from './figure.ts';
import { floorFolder } from './profile.ts';
import { evaluateIn } from './remotePage.ts';

const ROUNDS = 12;
const TARGET = 1.3;

/** The first row of each page's own data: a call of today, the floor's one line. Other lists are read later. */
const FIRST_ROW = { app: 'main [role="row"]', floor: 'main li' };

/**
 * Runs in the page: the Unix ms at which it showed a row of its own data and had painted it. A hidden page has no
 * frames, so the window is on the screen by then.
 */
const paintedAt = (row: string): string => `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('${row}') === null) return requestAnimationFrame(look);
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())));
  };
  look();
})`;

/** Process start to the account window with its calls, beside a bare window with a list, both seen from within the page. */
export async function benchStart(env: NodeJS.ProcessEnv, signedIn: SignedIn): Promise<readonly Figure[]> {
  const { profile } = signedIn;
  const times: { app: number[]; floor: number[] } = { app: [], floor: [] };
  // The first round fills the caches of the disk and of V8, and is not counted.
  for (let round = -1; round < ROUNDS; round += 1) {
    const app = await timeStart(root, profile.userData, [], env, 'app://ringside/account/', FIRST_ROW.app);
    const floor = await timeStart(
      floorFolder,
      path.join(profile.dir, 'floor'),
      ['--page'],
      env,
      'file://',
      FIRST_ROW.floor,
    );
    if (round < 0) continue;
    times.app.push(app);
    times.floor.push(floor);
  }
  const [ours, bare] = [percentiles(times.app), percentiles(times.floor)];
  return [
    {
      name: 'start p50',
      unit: 'ms',
      figure: ours.p50,
      floor: bare.p50,
      ratio: ours.p50 / bare.p50,
      target: `at most ${TARGET}x`,
      pass: ours.p50 <= TARGET * bare.p50,
      detail: { ...prefixed('start', ours), ...prefixed('floor', bare), rounds: ROUNDS },
    },
  ];
}

async function timeStart(
  folder: string,
  userData: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  url: string,
  row: string,
): Promise<number> {
  // Chromium's own switch; both apps get it.
  const port = await freePort();
  const app = startElectron(folder, userData, [...args, `--remote-debugging-port=${port}`], env);
  try {
    return (await evaluateIn(port, url, paintedAt(row))) - app.startedAt;
  } finally {
    await app.stop();
  }
}
