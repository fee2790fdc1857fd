// `npm run soak -- [--kills N] [--seed N]`: kills the real app between the key and the CRM's answer, and counts what
// the CRM holds at the end. `npm run soak -- relay [--events N] [--desktops N] [--kills N] [--seed N]`: sends events
// through the relay while it is killed and desktops come and go. The last line on stdout is JSON.

import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { buildApp } from './buildApp.ts';
import { startDesktopSession } from './desktopSession.ts';
import { soakRelay } from './soak/relaySoak.ts';
import { soak } from './soak/soak.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string' },
    seed: { type: 'string' },
    events: { type: 'string', default: '1000000' },
    desktops: { type: 'string', default: '500' },
  },
});
const [what = 'app', ...more] = positionals;
const kills = Number(values.kills ?? (what === 'relay' ? 20 : 200));
const seed = Number(values.seed ?? randomInt(2 ** 31));
const events = Number(values.events);
const desktops = Number(values.desktops);

if ((what !== 'app' && what !== 'relay') || more.length > 0) {
  console.error('There is a soak of the app (no name), and one called "relay".');
  process.exitCode = 2;
} else if (
  [kills, events, desktops].some((one) => !Number.isInteger(one) || one < 1) ||
  !Number.isInteger(seed)
) {
  console.error('--kills, --events, --desktops and --seed are whole numbers.');
  process.exitCode = 2;
} else if (what === 'relay') {
  console.log(`${events} events to ${desktops} desktops, ${kills} kills, seed ${seed}`);
  const natsUrl = process.env['NATS_URL'] ?? null;
  const end = await soakRelay({ events, desktops, kills, seed, natsUrl, print: console.log });
  console.log(JSON.stringify(end));
  // Desktops that are on their way to a relay that is gone would keep the process.
  process.exit(end.ok ? 0 : 1);
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
