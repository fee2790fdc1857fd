import { afterEach, describe, expect, it } from 'vitest';
import { openTokenSession, REFRESH_STEPS, type TokenSession } from '../../../scripts/soak/tokenSession.ts';

const DAY = 25 * 3_600_000;
const TOKEN_PATH = '/oauth2/access_token';
let session: TokenSession;
afterEach(() => session.close());

/** The next start after a kill: signed in if the service honours anything we hold, else asked to sign in, nothing lost. */
async function nextStart(): Promise<'signed in' | 'asked to sign in'> {
  const isHonoured = await session.isHonoured();
  const end = await session.live().end;
  expect(end, 'signed in exactly when the service honours a token we hold').toEqual(
    isHonoured
      ? { ok: true, why: null, state: 'ready' }
      : { ok: false, why: 'needsSignIn', state: 'needsSignIn' },
  );
  return isHonoured ? 'signed in' : 'asked to sign in';
}

describe.each([
  ['with grace', true],
  ['without grace', false],
] as const)('kill -9 in a refresh, %s for the old token', (_reading, grace) => {
  it.each(REFRESH_STEPS)('at %s', async (step) => {
    session = await openTokenSession(grace);
    session.pass(DAY);
    const life = session.live(step);
    await life.said(step);
    await life.kill();
    const isAnswered = ['afterAnswer', 'beforeCommit', 'inCommit'].includes(step);
    // Between the answer and the commit only the service's grace can help: nobody has the new pair.
    expect(await nextStart()).toBe(grace || !isAnswered ? 'signed in' : 'asked to sign in');
  });

  it.each(['before', 'after'] as const)('after sending, %s the service gave the new pair', async (when) => {
    session = await openTokenSession(grace);
    session.pass(DAY);
    session.sandbox.misbehave({ what: 'delay', when, delayMs: 60_000, path: TOKEN_PATH });
    const phase = when === 'before' ? 'received' : 'written';
    const reached = session.sandbox.waitFor(
      (event) => event.phase === phase && event.request.path === TOKEN_PATH,
    );
    const life = session.live();
    await reached;
    await life.kill();
    expect(await nextStart()).toBe(grace || when === 'before' ? 'signed in' : 'asked to sign in');
  });
});

describe('two starts of the app over one journal', () => {
  it.each([true, false])(
    'refreshing at the same moment are both signed in afterwards (grace %s)',
    async (grace) => {
      session = await openTokenSession(grace);
      session.pass(DAY);
      const ends = await Promise.all([session.live().end, session.live().end]);
      expect(ends.some((end) => end?.ok === true)).toBe(true);
      expect(await session.live().end).toEqual({ ok: true, why: null, state: 'ready' });
    },
  );
});
