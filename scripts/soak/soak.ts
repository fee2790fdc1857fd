import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { ask } from '../drive/ask.ts';
import { launch } from '../drive/app.ts';
import type { DrivenApp } from '../drive/app.ts';
import { demoCrm } from '../drive/demoCrm.ts';
import { signIn } from '../drive/signedIn.ts';
import type { SignedIn } from '../drive/signedIn.ts';
import { makeCall, until } from './callsMade.ts';
import { listenToCrm } from './crmChanges.ts';
import type { CrmChanges } from './crmChanges.ts';
import { planCycle, seeded } from './plan.ts';
import type { CyclePlan } from './plan.ts';

/** What a soak came to. */
export interface SoakEnd {
  /** No result lost, none twice, and the journal says the same as the CRM. */
  readonly ok: boolean;
  readonly seed: number;
  readonly kills: number;
  /** Kills by what the CRM's own log says was going on at that moment. */
  readonly killsWhile: { readonly received: number; readonly written: number; readonly idle: number };
  /** Keys pressed: each was answered "saved", or lost its answer to the kill, or was refused. */
  readonly results: number;
  readonly committed: number;
  readonly cut: number;
  readonly refused: number;
  readonly callsInCrm: number;
  /** Committed results the CRM does not hold. */
  readonly lost: number;
  /** Calls the CRM holds more than once. */
  readonly twice: number;
  /** Calls the journal calls logged and the CRM does not hold, or the other way round. */
  readonly disagreements: number;
  readonly seconds: number;
}

const SUBDOMAIN = 'northwind';
const DRAIN_MS = 300_000;
const LONGEST_LIFE_MS = 60_000;

/**
 * Kills the real app again and again between the key and the CRM's answer, then lets it finish and compares
 * what it promised with what the CRM holds.
 */
export async function soak(
  env: NodeJS.ProcessEnv,
  options: { readonly kills: number; readonly seed: number; readonly print: (line: string) => void },
): Promise<SoakEnd> {
  const begun = Date.now();
  const random = seeded(options.seed);
  const signedIn = await signIn(env, { subdomain: SUBDOMAIN });
  const applyWebhooks = await listenToCrm(signedIn.crm.port);
  const numbers = knownNumbers(path.join(signedIn.profile.userData, 'mirror.db'));
  const keys = new Map<string, Fate>();
  const killsWhile = { received: 0, written: 0, idle: 0 };
  try {
    for (let kill = 1; kill <= options.kills; kill += 1) {
      const plan = planCycle(random);
      const hit = await live(
        { env, signedIn, applyWebhooks, numbers, keys, name: `soak-${kill}`, print: options.print },
        plan,
      );
      killsWhile[hit] += 1;
      if (kill % 10 === 0) options.print(`${kill} kills, ${keys.size} results ...`);
    }
    options.print('No more kills: everything goes to the CRM now ...');
    await demoCrm(signedIn.crm.port).misbehave();
    const logged = await drain(env, signedIn, options.print);
    const held = (await demoCrm(signedIn.crm.port).calls()).map(({ uniq }) => uniq);
    const inCrm = new Set(held);
    const fated = (wanted: Fate) => [...keys].filter(([, fate]) => fate === wanted).map(([id]) => id);
    const committed = fated('committed');
    const refused = fated('refused').length;
    const lost = committed.filter((id) => !inCrm.has(id)).length;
    const twice = held.length - inCrm.size;
    const disagreements = [...new Set([...logged, ...inCrm])].filter(
      (id) => !logged.has(id) || !inCrm.has(id),
    ).length;
    return {
      ok: lost + twice + disagreements + refused === 0,
      seed: options.seed,
      kills: options.kills,
      killsWhile,
      results: keys.size,
      committed: committed.length,
      cut: fated('cut').length,
      refused,
      callsInCrm: held.length,
      lost,
      twice,
      disagreements,
      seconds: Math.round((Date.now() - begun) / 1000),
    };
  } finally {
    applyWebhooks.stop();
    await signedIn.stop();
  }
}

/** What became of a key: answered "saved", cut off by the kill, or refused, which nothing here should be. */
type Fate = 'committed' | 'cut' | 'refused';
type Keys = Map<string, Fate>;

interface LifeDeps {
  readonly env: NodeJS.ProcessEnv;
  readonly signedIn: SignedIn;
  readonly applyWebhooks: CrmChanges;
  readonly numbers: readonly string[];
  readonly keys: Keys;
  readonly name: string;
  readonly print: (line: string) => void;
}

/** One life of the app: some calls, a key for each, and the kill. Answers with what it hit. */
async function live(deps: LifeDeps, plan: CyclePlan): Promise<'received' | 'written' | 'idle'> {
  const { signedIn, applyWebhooks } = deps;
  const { kill } = plan;
  const crm = demoCrm(signedIn.crm.port);
  await crm.misbehave();
  for (const order of plan.misbehaviour) await crm.misbehave(order);
  const app = await launch(deps.signedIn.profile, deps.env);
  let dead = false;
  const work = press(deps, plan, app).catch((error: unknown) => {
    // A kill in the middle of it is what we are here for.
    if (!dead) throw error;
  });
  if (kill.kind === 'received' || kill.kind === 'written') {
    // What was left over may be sent the moment the app starts: the moment is not waited for in turn.
    const patience = work.then(() => delay(plan.patienceMs));
    await Promise.race([applyWebhooks.next(kill.kind, LONGEST_LIFE_MS), patience]);
  } else {
    await work;
  }
  await delay(kill.afterMs);
  const { received, written } = applyWebhooks.underWay();
  dead = true;
  await app.kill();
  await work;
  return written > 0 ? 'written' : received > 0 ? 'received' : 'idle';
}

/** Makes the calls of a cycle and presses their keys. The last key of a kill at the key is not waited for. */
async function press({ signedIn, numbers, keys, name }: LifeDeps, plan: CyclePlan, app: DrivenApp) {
  const page = await app.page('account');
  await ready(app);
  for (const [index, call] of plan.calls.entries()) {
    const number = numbers[Math.floor(call.number * numbers.length)] ?? '';
    const made = await makeCall(page, signedIn.profile.userData, `${name}-${index + 1}`, number, call);
    keys.set(made.id, 'cut');
    const pressed = ask(page, 'calls', 'log', { callId: made.id, result: call.result }).then(
      () => keys.set(made.id, 'committed'),
      // The app died first: the result may be in the journal or not. A refusal names the request.
      (error: unknown) => {
        if (String(error).includes('calls.log:')) keys.set(made.id, 'refused');
      },
    );
    const isLast = index === plan.calls.length - 1;
    if (!isLast || plan.kill.kind !== 'key') await pressed;
  }
}

/** The hook listens shortly after the window is there. */
async function ready(app: DrivenApp): Promise<void> {
  const page = await app.page('account');
  await until(
    async () => ((await ask(page, 'settings', 'get')).hook.state === 'listening' ? true : null),
    'the hook does not listen',
  );
}

/** Lets the app send all it has; answers with the calls it then says are in the CRM. */
async function drain(
  env: NodeJS.ProcessEnv,
  { profile }: SignedIn,
  print: (line: string) => void,
): Promise<ReadonlySet<string>> {
  const app = await launch(profile, env);
  const page = await app.page('account');
  const look = async () => ask(page, 'calls', 'today');
  try {
    await until(
      async () => ((await look()).summary.waiting === 0 ? true : null),
      'the outbox is not empty',
      DRAIN_MS,
    );
  } catch (error) {
    print(error instanceof Error ? error.message : String(error));
  }
  const { calls, summary } = await look();
  if (summary.failed > 0) print(`${summary.failed} calls were refused by the CRM`);
  await app.close();
  return new Set(calls.filter(({ log }) => log.state === 'logged').map(({ id }) => id));
}

/** Numbers that exactly one party of the mirror has. */
function knownNumbers(mirror: string): readonly string[] {
  const db = new Database(mirror, { readonly: true });
  try {
    return db
      .prepare<[], { readonly e164: string }>(
        'SELECT e164 FROM phones WHERE e164 IS NOT NULL AND entity = 0 GROUP BY e164 HAVING count(*) = 1',
      )
      .all()
      .map(({ e164 }) => e164);
  } finally {
    db.close();
  }
}
