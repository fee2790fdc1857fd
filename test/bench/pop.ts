import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { ask } from '../../scripts/drive/ask.ts';
import { attach } from '../../scripts/drive/attach.ts';
import { definedOnly, launch, rootArgs } from '../../scripts/drive/app.ts';
import { softphoneHook } from '../../scripts/drive/hook.ts';
import type { SoftphoneHook } from '../../scripts/drive/hook.ts';
import type { SignedIn } from '../../scripts/drive/signedIn.ts';
import { electronPath } from '../../scripts/electronPath.ts';
import type { Api } from '../../preload/contract.ts';
import { percentiles, prefixed } from './figure.ts';
import type { Figure } from './figure.ts';
import { CONTACTS, floorFolder } from './profile.ts';
import { digitsOf, scattered } from './fillMirror.ts';

declare const window: { readonly api: Api };
declare const ring: (text: string) => Promise<number>;

const RINGS = 200;
/** Rings of one app before the other has its turn. */
const BLOCK = 10;
/** Before anything is counted, of each. */
const WARM_UP = 10;
/** Milliseconds over twice the floor that the product may take. */
const ALLOWANCE_MS = 2;
const PATIENCE_MS = 15_000;
/**
 * Between two rings, for both. The compositor lets go of a hidden window's frames some time after it was hidden, tells
 * nobody, and a ring in between waits for it; no telephone rings so soon.
 */
export const REST_MS = 150;

/** Tells the product of one call, in whatever way. Rings name their line, by which their call is recognised. */
export interface RingingPhone {
  ring(number: string, line: string): Promise<void>;
  miss(number: string, line: string): Promise<void>;
}

/** A softphone that tells by its hook. */
export function hookPhone(hook: SoftphoneHook): RingingPhone {
  return {
    async ring(number, line) {
      await hook.report('ringing', number, { callId: line, line });
    },
    async miss(number, line) {
      await hook.report('missed', number, { callId: line, line });
    },
  };
}

/**
 * Ring to painted name: the product's own measure (from the arrival of the hook's request to the pop's word that two
 * frames have passed since its name was rendered) beside the same of a bare hidden window told by one message.
 */
export async function benchPop(env: NodeJS.ProcessEnv, signedIn: SignedIn): Promise<readonly Figure[]> {
  const app = await launch(signedIn.profile, env);
  const floor = await attach({
    executablePath: electronPath(),
    args: [floorFolder, '--pop', `--user-data-dir=${signedIn.profile.dir}/floor`, ...rootArgs()],
    env: definedOnly(env),
  });
  try {
    await floor.firstWindow();
    const [list, pop] = [await app.page('account'), await app.page('pop')];
    const hook = hookPhone(softphoneHook(signedIn.profile.userData));
    const times: { app: number[]; floor: number[] } = { app: [], floor: [] };
    for (let done = -WARM_UP; done < RINGS; done += BLOCK) {
      for (let turn = done; turn < done + BLOCK; turn += 1) {
        await delay(REST_MS);
        const ms = await ringProduct(list, pop, hook, turn + WARM_UP);
        if (done >= 0) times.app.push(ms);
      }
      for (let turn = done; turn < done + BLOCK; turn += 1) {
        await delay(REST_MS);
        const ms = await floor.askMain((_electron, text) => ring(text), `Somebody ${turn}`);
        if (done >= 0) times.floor.push(ms);
      }
    }
    const [ours, bare] = [percentiles(times.app), percentiles(times.floor)];
    return [
      {
        name: 'pop p95',
        unit: 'ms',
        figure: ours.p95,
        floor: bare.p95,
        ratio: ours.p95 / bare.p95,
        target: `at most 2x the floor + ${ALLOWANCE_MS} ms`,
        pass: ours.p95 <= 2 * bare.p95 + ALLOWANCE_MS,
        detail: { ...prefixed('pop', ours), ...prefixed('floor', bare), rings: RINGS, contacts: CONTACTS },
      },
    ];
  } finally {
    await floor.close();
    await app.close();
  }
}

/** Rings one contact's number, waits until all is quiet again, and answers with what the product measured. */
export async function ringProduct(list: Page, pop: Page, phone: RingingPhone, turn: number): Promise<number> {
  const line = `ring-${turn}`;
  const number = `+${digitsOf(1 + scattered(turn, CONTACTS))}`;
  // Heard as events, so that nothing of ours runs while the product paints.
  const painted = hear(list, line, 'painted');
  const refreshed = hear(pop, line, 'refreshed');
  await Promise.all([list.evaluate(() => 0), pop.evaluate(() => 0)]);
  await phone.ring(number, line);
  const ms = await painted;
  await refreshed;
  const ended = hear(pop, line, 'ended');
  await pop.evaluate(() => 0);
  await phone.miss(number, line);
  await ended;
  await ask(pop, 'pop', 'hide');
  return ms;
}

/**
 * Waits in a window for a moment of the call on `line`: its name painted (answers with its milliseconds), the CRM's own
 * answer about its caller, its end.
 */
async function hear(page: Page, line: string, moment: 'painted' | 'refreshed' | 'ended'): Promise<number> {
  return page.evaluate(
    ([wanted, until, patienceMs]) =>
      new Promise<number>((resolve, reject) => {
        const stops = [
          window.api.on('calls', ({ call }) => {
            if (call?.line === wanted && until === 'painted' && call.popMs !== null) finish(call.popMs);
          }),
          window.api.on('pop', ({ calls }) => {
            const entry = calls.find(({ call }) => call.line === wanted);
            if (until === 'refreshed' && entry && entry.caller.freshness !== 'asking') finish(0);
            if (until === 'ended' && entry?.call.state === 'ended') finish(0);
          }),
        ];
        const patience = setTimeout(() => {
          reject(new Error(`${wanted} was not ${until}`));
        }, patienceMs);
        const finish = (ms: number): void => {
          clearTimeout(patience);
          for (const stop of stops) stop();
          resolve(ms);
        };
      }),
    [line, moment, PATIENCE_MS] as const,
  );
}
