import { setTimeout as delay } from 'node:timers/promises';
import type { MisbehaviourOrder } from '../../sandbox/misbehaviour.ts';
import { seeded, type Random } from './plan.ts';
import { openTokenSession, REFRESH_STEPS, type TokenSession } from './tokenSession.ts';

/** What a soak of the tokens came to. */
export interface TokenSoakEnd {
  /** No sign-in was lost that the service still honoured, and none was lost at all where it gives grace. */
  readonly ok: boolean;
  readonly seed: number;
  readonly kills: number;
  readonly killsAt: Readonly<Record<string, number>>;
  /** Starts that were let live after one or more kills. */
  readonly starts: number;
  /** Of these, signed in. */
  readonly signedIn: number;
  /** The service honoured nothing any more: it had given a pair that a kill kept from us, and gives no grace. */
  readonly endedByService: number;
  /** The service honoured a token we held, and the start asked for a sign-in all the same. */
  readonly lost: number;
  readonly seconds: number;
}

const TOKEN_PATH = '/oauth2/access_token';
/** Longer than an access token lives: every life begins with a refresh. */
const PASS_MS = 25 * 3_600_000;

/** Kills a process in the middle of its refresh again and again, with both readings of the grace rule in turn. */
export async function soakTokens(options: {
  readonly kills: number;
  readonly seed: number;
  readonly print: (line: string) => void;
}): Promise<TokenSoakEnd> {
  const begun = Date.now();
  const random = seeded(options.seed);
  const sessions = [await openTokenSession(true), await openTokenSession(false)] as const;
  const killsAt: Record<string, number> = {};
  let [starts, signedIn, endedByService, lost] = [0, 0, 0, 0];
  try {
    for (let kill = 1; kill <= options.kills; kill += 1) {
      const isGrace = random() < 0.5;
      const session = isGrace ? sessions[0] : sessions[1];
      session.pass(PASS_MS);
      const at = await killSomewhere(session, random);
      killsAt[at] = (killsAt[at] ?? 0) + 1;
      // Two or three kills in a row happen to people, too.
      if (random() < 0.35) continue;
      starts += 1;
      session.sandbox.behave();
      const isHonoured = await session.isHonoured();
      const end = await session.live().end;
      const isIn = end?.ok === true && end.state === 'ready';
      if (isIn) signedIn += 1;
      else if (isHonoured || isGrace) {
        lost += 1;
        options.print(`lost after a kill at ${at}: ${JSON.stringify(end)}`);
      } else endedByService += 1;
      if (!isIn) await session.signIn();
      if (kill % 20 === 0) options.print(`${kill} kills, ${starts} starts, ${lost} lost ...`);
    }
  } finally {
    for (const session of sessions) await session.close();
  }
  const seconds = Math.round((Date.now() - begun) / 1000);
  const { kills, seed } = options;
  return { ok: lost === 0, seed, kills, killsAt, starts, signedIn, endedByService, lost, seconds };
}

/** One life and its end: at a named step, at a moment of the service's, or at any moment at all. Says which. */
async function killSomewhere(session: TokenSession, random: Random): Promise<string> {
  session.sandbox.behave();
  const draw = random();
  if (draw < 0.45) {
    const step = REFRESH_STEPS[Math.floor(random() * REFRESH_STEPS.length)] ?? 'inCommit';
    const life = session.live(step);
    await life.said(step);
    await life.kill();
    return step;
  }
  if (draw < 0.7) {
    const when = random() < 0.5 ? 'before' : 'after';
    const phase = when === 'before' ? 'received' : 'written';
    session.sandbox.misbehave({ what: 'delay', when, delayMs: 5_000, path: TOKEN_PATH });
    const reached = session.sandbox.waitFor(
      (event) => event.phase === phase && event.request.path === TOKEN_PATH,
    );
    const life = session.live();
    // A life that finds nothing to refresh ends by itself.
    await Promise.race([reached, life.end]);
    await life.kill();
    return `service ${phase}`;
  }
  const order = trouble(random);
  if (order !== null) session.sandbox.misbehave(order);
  const life = session.live();
  await life.said('alive');
  await delay(random() * 120);
  await life.kill();
  return order === null ? 'any moment' : `any moment, ${order.what}`;
}

function trouble(random: Random): MisbehaviourOrder | null {
  const kinds = ['dropBefore', 'dropAfter', 'truncated', '500', '403html', 'htmlOk'] as const;
  const what = kinds[Math.floor(random() * kinds.length * 2)];
  return what === undefined ? null : { what, path: TOKEN_PATH, when: random() < 0.5 ? 'before' : 'after' };
}
