// `npm run soak -- [--kills N] [--seed N]`: kills the real app between the key and the CRM's answer, and counts what
// the CRM holds at the end. The last line on stdout is JSON.

import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { buildApp } from './buildApp.ts';
import { startDesktopSession } from './desktopSession.ts';
import { soak } from './soak/soak.ts';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, seed: { type: 'string' } },
});
const kills = Number(values.kills);
const seed = Number(values.seed ?? randomInt(2 ** 31));

if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  console.error('--kills and --seed are whole numbers.');
  process.exitCode = 2;
} else if (await buildApp()) {
  const session = await startDesktopSession({ keyring: 'unlocked' });
  try {
    console.log(`${kills} kills with seed ${seed}`);
    const end = await soak(session.env, { kills, seed, print: console.log });
    console.log(JSON.stringify(end));
    process.exitCode = end.ok ? 0 : 1;
  } finally {
    await session.stop();
  }
} else {
  process.exitCode = 1;
}
