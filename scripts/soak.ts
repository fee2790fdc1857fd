// `npm run soak -- [--kills N] [--seed N]`: kills the real app between the key and the CRM's answer, and counts what
// the CRM holds at the end. `npm run soak -- tokens [--kills N] [--seed N]`: kills a refresh of the tokens at every step,
// and counts sign-ins lost. The last line on stdout is JSON.

import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { buildApp } from './buildApp.ts';
import { startDesktopSession } from './desktopSession.ts';
import { soak } from './soak/soak.ts';
import { soakTokens } from './soak/tokens.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { kills: { type: 'string', default: '' }, seed: { type: 'string' } },
});
const isTokens = positionals.includes('tokens');
const kills = Number(values.kills === '' ? (isTokens ? 500 : 200) : values.kills);
const seed = Number(values.seed ?? randomInt(2 ** 31));

if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  console.error('--kills and --seed are whole numbers.');
  process.exitCode = 2;
} else if (isTokens) {
  console.log(`${kills} kills with seed ${seed}`);
  const end = await soakTokens({ kills, seed, print: console.log });
  console.log(JSON.stringify(end));
  process.exitCode = end.ok ? 0 : 1;
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
