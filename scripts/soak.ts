// `npm run soak -- [app | tokens | clocks | relay | properties] [--kills N] [--seed N] [--events N] [--desktops N] [--times N]`, and what it counts at the end
// (docs/benchmarks.md): `app` (without a name) kills the real app between the key and the CRM's answer; `tokens` kills a
// refresh of the tokens at every step; `clocks` moves the computer's clock and the CRM's while it kills; `relay` sends events through the relay while it is killed and desktops come and
// go; `properties` tries other and more cases of the property tests than `npm test`. The last line on stdout is JSON, and the exit code says whether all held.

import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { buildApp } from './buildApp.ts';
import { startDesktopSession } from './desktopSession.ts';
import { soakClocks } from './soak/clocks.ts';
import { soakProperties } from './soak/properties.ts';
import { soakRelay } from './soak/relaySoak.ts';
import { soak } from './soak/soak.ts';
import { soakTokens } from './soak/tokens.ts';

interface Plan {
  readonly kills: number;
  readonly seed: number;
  readonly events: number;
  readonly desktops: number;
  readonly times: number;
}

interface Soak {
  readonly kills: number;
  run(plan: Plan): Promise<{ readonly ok: boolean }>;
}

const print = console.log;

const soaks: Readonly<Record<string, Soak>> = {
  app: {
    kills: 200,
    async run(plan) {
      if (!(await buildApp())) return { ok: false };
      const session = await startDesktopSession({ keyring: 'unlocked' });
      try {
        return await soak(session.env, { ...plan, print });
      } finally {
        await session.stop();
      }
    },
  },
  tokens: { kills: 500, run: (plan) => soakTokens({ ...plan, print }) },
  clocks: { kills: 150, run: (plan) => soakClocks({ ...plan, print }) },
  relay: {
    kills: 20,
    run: (plan) => soakRelay({ ...plan, natsUrl: process.env['NATS_URL'] ?? null, print }),
  },
  properties: { kills: 1, run: soakProperties },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string' },
    seed: { type: 'string' },
    events: { type: 'string', default: '1000000' },
    desktops: { type: 'string', default: '500' },
    times: { type: 'string', default: '20' },
  },
});
const [what = 'app', ...more] = positionals;
const chosen = more.length === 0 ? soaks[what] : undefined;
const plan: Plan = {
  kills: Number(values.kills ?? chosen?.kills),
  seed: Number(values.seed ?? randomInt(2 ** 31)),
  events: Number(values.events),
  desktops: Number(values.desktops),
  times: Number(values.times),
};

if (chosen === undefined) {
  console.error(`There is a soak of each of ${Object.keys(soaks).join(', ')}.`);
  process.exitCode = 2;
} else if (
  !Number.isInteger(plan.seed) ||
  [plan.kills, plan.events, plan.desktops, plan.times].some((one) => !(one >= 1))
) {
  console.error('--kills, --events, --desktops, --times and --seed are whole numbers.');
  process.exitCode = 2;
} else {
  print(`${what}: ${plan.kills} kills, seed ${plan.seed}`);
  const end = await chosen.run(plan);
  print(JSON.stringify(end));
  // What still tries to reach somebody who is gone would keep the process.
  process.exit(end.ok ? 0 : 1);
}
