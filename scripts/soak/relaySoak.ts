import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../drive/freePort.ts';
import { invite, startRelayProcess } from '../drive/relayProcess.ts';
import type { RelayProcess } from '../drive/relayProcess.ts';
import { join } from '../drive/relayDesktop.ts';
import { createMirrorSession } from './mirrorSession.ts';
import type { MirrorSession } from './mirrorSession.ts';
import { createSleeper } from './relaySleeper.ts';
import type { Sleeper } from './relaySleeper.ts';
import { createWebhookFeed } from './relayEvents.ts';
import type { WebhookFeed } from './relayEvents.ts';
import { seeded } from './plan.ts';
import type { Random } from './plan.ts';

/** What was asked of a soak of the relay. */
export interface RelaySoakPlan {
  readonly events: number;
  readonly desktops: number;
  readonly kills: number;
  readonly seed: number;
  /** NATS servers to use in place of SQLite. */
  readonly natsUrl: string | null;
  readonly print: (line: string) => void;
}

/** What a soak of the relay came to. */
export interface RelaySoakEnd {
  /** Every desktop and every mirror applied every event of its account once, in order per lead. */
  readonly ok: boolean;
  readonly seed: number;
  readonly events: number;
  readonly desktops: number;
  readonly kills: number;
  /** Posts that got no answer, and were posted again. */
  readonly unanswered: number;
  /** Posts refused while the disk was full. */
  readonly refusedByDisk: number;
  readonly sleeps: number;
  readonly crashes: number;
  readonly reconnections: number;
  readonly delivered: number;
  /** Desktops with the app's own inbox and mirror, each in a process that was killed and stopped. */
  readonly mirrors: number;
  readonly mirrorKills: number;
  readonly mirrorSleeps: number;
  /** Rows that events changed in them. */
  readonly mirrorApplied: number;
  /** Events out of order, doubled or left out, and desktops that do not have all. */
  readonly wrong: number;
  readonly seconds: number;
}

const ACCOUNTS = 50;
const FIRST_ACCOUNT = 31_000_001;
const CONNECTIONS = 32;
/** Desktops that sleep or are down at a time. */
const ASLEEP = 10;
/** Real mirrors beside them. */
const MIRRORS = 3;

/**
 * Sends events through a real relay process while desktops sleep, crash and come back, the relay is killed with SIGKILL
 * and its disk takes nothing for a while; then compares what every desktop applied with what was answered 200.
 */
export async function soakRelay(plan: RelaySoakPlan): Promise<RelaySoakEnd> {
  const begun = Date.now();
  const random = seeded(plan.seed);
  const data = mkdtempSync(path.join(tmpdir(), 'ringside-soak-'));
  const accounts = Array.from({ length: ACCOUNTS }, (_, at) => FIRST_ACCOUNT + at);
  const start = (port: number): Promise<RelayProcess> =>
    startRelayProcess(
      [
        `--port=${port}`,
        `--data=${data}`,
        '--rate=1000000',
        // Of NATS each account's: its servers refuse streams their disk could not hold.
        `--keep-mb=${plan.natsUrl === null ? 10_000 : 200}`,
        ...accounts.map((account) => `--account=${account}`),
      ],
      plan.natsUrl === null ? {} : { NATS_URL: plan.natsUrl },
    );
  // One that the system gives to nobody: while the relay is down hundreds of connections are tried each second, and one that got
  // the port it calls as its own would be connected to itself and keep the relay from its port.
  const port = await freePort();
  let relay = await start(port);
  const tokenFile = relay.announcement.adminTokenFile ?? '';
  const count = { kills: 0, disk: 0 };
  try {
    const sleepers = await joinAll(relay, tokenFile, plan.desktops, accounts);
    await Promise.all(sleepers.map((one) => one.wake()));
    const mirrors = await startMirrors(relay, tokenFile, accounts);
    const applyWebhooks = createWebhookFeed(relay.announcement.webhooks, CONNECTIONS, random);
    plan.print(`${sleepers.length} desktops connected; posting`);

    const posting = applyWebhooks.post(plan.events);
    const life = live(sleepers, applyWebhooks, random);
    const mirrorLives = Promise.all(mirrors.map((one) => one.live(() => applyWebhooks.isDone(), random)));
    for (let kill = 1; kill <= plan.kills; kill += 1) {
      await applyWebhooks.reached(Math.floor((plan.events * kill) / (plan.kills + 1)));
      await relay.kill();
      count.kills += 1;
      await delay(random() * 300);
      relay = await start(port);
      if (kill === Math.ceil(plan.kills / 2) && plan.natsUrl === null) {
        await fillDisk(relay, data, applyWebhooks);
        count.disk += 1;
      }
      if (kill % 5 === 0) plan.print(`${kill} kills, ${applyWebhooks.counts().answered} events answered`);
    }
    await posting;
    const lived = await life;
    await mirrorLives;
    plan.print('all posted; waiting for the desktops');
    await Promise.all(sleepers.map((one) => one.wake()));
    const missing = await settled(sleepers, mirrors, applyWebhooks);
    const counts = applyWebhooks.counts();
    for (const one of sleepers) one.end();
    const torn = await Promise.all(mirrors.map((one) => one.end(applyWebhooks.versionsOf(one.account))));
    const wrong = sum(sleepers, (one) => one.counts().wrong) + sum(torn, (one) => one) + missing;
    return {
      ok: wrong === 0 && counts.answered === plan.events,
      seed: plan.seed,
      events: counts.answered,
      desktops: sleepers.length,
      kills: count.kills,
      unanswered: counts.unanswered,
      refusedByDisk: counts.refused,
      ...lived,
      reconnections: sum(sleepers, (one) => one.counts().connections - 1),
      delivered: sum(sleepers, (one) => one.counts().applied),
      mirrors: mirrors.length,
      mirrorKills: sum(mirrors, (one) => one.counts().kills),
      mirrorSleeps: sum(mirrors, (one) => one.counts().sleeps),
      mirrorApplied: sum(mirrors, (one) => one.counts().applied),
      wrong,
      seconds: Math.round((Date.now() - begun) / 1_000),
    };
  } finally {
    await relay.kill();
    rmSync(data, { recursive: true, force: true });
  }
}

async function joinAll(
  relay: RelayProcess,
  tokenFile: string,
  desktops: number,
  accounts: readonly number[],
): Promise<readonly Sleeper[]> {
  const sleepers: Sleeper[] = [];
  for (let index = 0; index < desktops; index += 1) {
    const account = accounts[index % accounts.length] ?? FIRST_ACCOUNT;
    const token = await join(relay.url, await invite(relay.url, tokenFile, [account]));
    sleepers.push(createSleeper(relay.announcement.socketUrl, token, account));
  }
  return sleepers;
}

/** Each of another account, and following it before the first event. */
async function startMirrors(
  relay: RelayProcess,
  tokenFile: string,
  accounts: readonly number[],
): Promise<readonly MirrorSession[]> {
  const mirrors: MirrorSession[] = [];
  for (const account of accounts.slice(0, MIRRORS)) {
    const token = await join(relay.url, await invite(relay.url, tokenFile, [account]));
    const session = createMirrorSession(relay.announcement.socketUrl, token, account);
    await session.start();
    mirrors.push(session);
  }
  return mirrors;
}

const sum = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((sofar, one) => sofar + of(one), 0);

/** While events are posted, ten desktops at a time sleep or crash for a while. */
async function live(sleepers: readonly Sleeper[], applyWebhooks: WebhookFeed, random: Random) {
  const lived = { sleeps: 0, crashes: 0 };
  const one = async (): Promise<void> => {
    while (!applyWebhooks.isDone()) {
      const sleeper = sleepers[Math.floor(random() * sleepers.length)];
      if (!sleeper || sleeper.isAway()) {
        await delay(10);
        continue;
      }
      if (random() < 0.5) {
        lived.sleeps += 1;
        sleeper.sleep();
      } else {
        lived.crashes += 1;
        await sleeper.crash();
      }
      await delay(50 + random() * 1_500);
      await sleeper.wake();
    }
  };
  await Promise.all(Array.from({ length: ASLEEP }, one));
  return lived;
}

/** Lets no file of the relay grow until a post was refused for it: what a full disk is to a process. */
async function fillDisk(relay: RelayProcess, data: string, applyWebhooks: WebhookFeed): Promise<void> {
  const before = applyWebhooks.counts().refused;
  const limit = (most: string): void => {
    execFileSync('prlimit', ['--pid', String(relay.pid), `--fsize=${most}:unlimited`]);
  };
  // The log is written from its start again after each checkpoint: only a limit below it stops everything.
  limit(String(readFileSync(path.join(data, 'admin.token')).length));
  while (applyWebhooks.counts().refused < before + 20 && !applyWebhooks.isDone()) await delay(20);
  limit('unlimited');
}

const PATIENCE_MS = 300_000;

/** Waits until every desktop has as many events as its account was answered; how many desktops have not. */
async function settled(
  sleepers: readonly Sleeper[],
  mirrors: readonly MirrorSession[],
  applyWebhooks: WebhookFeed,
): Promise<number> {
  const missing = (): number =>
    sleepers.filter((one) => one.counts().applied !== applyWebhooks.answeredOf(one.account)).length +
    mirrors.filter((one) => one.stored() !== applyWebhooks.answeredOf(one.account)).length;
  for (const deadline = Date.now() + PATIENCE_MS; missing() > 0 && Date.now() < deadline;) await delay(200);
  return missing();
}
