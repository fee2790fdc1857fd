import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCrmClient } from '../../main/crm/createCrmClient.ts';
import type { CrmClient } from '../../main/crm/types/crmClient.ts';
import type { Exchange, WireResult } from '../../main/crm/transport/httpExchange.ts';
import { createRateLimiter } from '../../main/crm/transport/rateLimiter.ts';
import { createTransport } from '../../main/crm/transport/transport.ts';
import { createInbox } from '../../main/webhooks/apply/webhookInbox.ts';
import type { RelayConnectionState } from '../../main/webhooks/relay/relayConnection.ts';
import { createSync } from '../../main/mirror/sync/accountSync.ts';
import type { Sync } from '../../main/mirror/sync/accountSync.ts';
import { fail, ok } from '../../main/common/result.ts';
import { createServing, createWaking } from '../../main/accounts/accountServing.ts';
import { createFakeClock } from './fakeClock.ts';
import { keptHere } from './webhooks/apply/keptHere.ts';
import { createMirrorFile } from './mirror/mirrorFile.ts';
import { ACCOUNT, createOutboxUnderTest } from './outbox/outboxUnderTest.ts';

/** The ways an account is not served, each as the wire shows it. */
const REFUSALS = {
  'the sign-in refused though renewed (401)': answer(
    401,
    'application/problem+json',
    '{"title":"x","status":401}',
  ),
  'not paid (402)': answer(402, 'application/problem+json', '{"title":"x","status":402}'),
  'a portal that redirects (302)': answer(302, 'text/html', '<html></html>'),
  'a proxy that gives up (408)': answer(408, 'text/html', '<html></html>'),
  'rights that were taken (403)': answer(403, 'application/problem+json', '{"title":"x","status":403}'),
  'no network': fail({ kind: 'network', maySucceed: false, words: 'ENETUNREACH' }),
} as const satisfies Record<string, WireResult>;
type Refusal = keyof typeof REFUSALS;
const ALL = Object.keys(REFUSALS) as Refusal[];
/** What is said of the way to the CRM, not by it. */
const OF_THE_WAY: Refusal[] = ['a portal that redirects (302)', 'a proxy that gives up (408)', 'no network'];

const MINUTE = 60_000;

function answer(status: number, contentType: string, text: string): WireResult {
  return ok({ status, contentType, retryAfter: null, text });
}

/** Sync, outbox and line of one account over one transport, all on one clock. */
function createAll() {
  const clock = createFakeClock();
  const { journal: memory, vault } = keptHere();
  const mirror = createMirrorFile();
  mirror.writer.addAccount({ key: ACCOUNT, region: 'RU', userId: 7 });
  const asked: string[] = [];
  let refusal: WireResult | null = null;
  let lineWakes = 0;
  const sayings: ((state: RelayConnectionState) => void)[] = [];
  const exchange: Exchange = ({ method, url }) => {
    asked.push(`${method} ${url.pathname}`);
    if (refusal !== null) return Promise.resolve(refusal);
    if (method === 'GET') return Promise.resolve(answer(204, '', ''));
    const calls = [{ id: 1, entity_id: 2, entity_type: 'contacts' }];
    return Promise.resolve(answer(200, 'application/json', JSON.stringify({ _embedded: { calls } })));
  };
  const serving = createServing({ clock, servedAgain: (account) => waking.account(account) });
  const client: CrmClient = createCrmClient(
    createTransport({
      host: 'romashka.localhost:1',
      tokens: {
        accessToken: () => Promise.resolve(ok('token')),
        renew: () => Promise.resolve(ok('newer token')),
      },
      limiter: createRateLimiter({ clock }),
      exchange,
      clock,
      random: () => 0.5,
      ended: (failure, path, isRead) => {
        serving.ended(ACCOUNT, failure, path, isRead);
      },
    }),
    { oneStageAtOnce: false },
  );
  const fixture = createOutboxUnderTest({ clientOf: () => client, serviceClockOf: () => null }, clock);
  const sync: Sync = createSync(ACCOUNT, {
    fetchPage: (href, signal) => client.rawPage(href, { signal, priority: 'background' }),
    writer: mirror.writer,
    clock,
    random: () => 0.5,
    report: () => {},
    changed: () => {},
    userId: 7,
    catchUpEveryMs: 15 * MINUTE,
  });
  memory.memory.put(
    ACCOUNT,
    'relay',
    JSON.stringify({ relay: 'https://r.example', socketUrl: 'wss://r.example', desktop: 'd', accounts: [1] }),
  );
  const inbox = createInbox({
    journal: memory,
    vault,
    sync: {
      applyWebhooks: () => Promise.resolve(null),
      streamPosition: () => Promise.resolve(null),
      setStreamPosition: () => {},
      setPace: () => {},
      catchUpNow: () => {},
    },
    isUsed: () => false,
    refetch: () => {},
    clock,
    random: () => 0.5,
    computerName: 'test',
    changed: () => {},
    stored: () => {},
    reached: () => {
      serving.reached();
    },
    report: () => {},
    openLine: (deps) => {
      sayings.push(deps.changed);
      return {
        state: () => ({ kind: 'waiting', why: 'unreachable' }),
        wake: () => void (lineWakes += 1),
        end: () => {},
      };
    },
  });
  inbox.open({ key: ACCOUNT, accountId: 1, timezone: null });
  const waking = createWaking({
    sync: { tryAgain: () => sync.tryAgain(), catchUpNow: () => sync.catchUpNow() },
    outbox: fixture.outbox,
    line: inbox,
  });
  return {
    clock,
    client,
    fixture,
    sync,
    serving,
    waking,
    asked,
    refuse: (how: Refusal | null) => {
      refusal = how === null ? null : REFUSALS[how];
    },
    say: (state: RelayConnectionState) => {
      for (const hear of sayings) hear(state);
    },
    /** What got through or was woken since. */
    since: (wakes: number, requests: number) => {
      const now = asked.slice(requests);
      return {
        sync: now.includes('GET /api/v4/contacts') && now.includes('GET /api/v4/leads'),
        outbox: now.includes('POST /api/v4/calls'),
        line: lineWakes > wakes,
      };
    },
    wakes: () => lineWakes,
    async close() {
      serving.stop();
      await sync.stop();
      mirror.close();
      fixture.close();
    },
  };
}

let all: ReturnType<typeof createAll>;
beforeEach(() => {
  all = createAll();
});
afterEach(() => all.close());

/** Refused for an hour, until all wait as long as they ever do; then served again, and found out so. */
async function foundOut(how: Refusal, find: () => unknown): Promise<ReturnType<typeof all.since>> {
  await all.clock.advance(MINUTE);
  all.refuse(how);
  all.fixture.logged('c1');
  all.sync.catchUpNow();
  all.say({ kind: 'waiting', why: 'unreachable' });
  await all.clock.advance(61 * MINUTE);
  // All have just asked again, and rest for minutes.
  for (let quiet = 0, known = -1; quiet < 30; known = all.asked.length) {
    quiet = known === all.asked.length ? quiet + 1 : 0;
    await all.clock.advance(1_000);
  }
  all.refuse(null);
  const [wakes, requests] = [all.wakes(), all.asked.length];
  await all.clock.advance(5_000);
  // Nobody knows yet: whoever gets through next is who finds out.
  expect(all.since(wakes, requests)).toEqual({ sync: false, outbox: false, line: false });
  find();
  await all.clock.advance(10_000);
  return all.since(wakes, requests);
}
const woken = { sync: true, outbox: true, line: true };

describe('whoever is served again first wakes the others', () => {
  it.each(ALL)('the sync, after %s', async (how) => {
    expect(await foundOut(how, () => all.sync.catchUpNow())).toEqual(woken);
  });
  it.each(ALL)('the outbox, after %s', async (how) => {
    expect(await foundOut(how, () => all.fixture.outbox.wake(ACCOUNT))).toEqual(woken);
  });
  it.each(ALL)('a card that the agent opens, after %s', async (how) => {
    const opened = () => all.client.rawPage('/api/v4/contacts/5', { priority: 'interactive' });
    expect(await foundOut(how, opened)).toEqual(woken);
  });
  it.each(OF_THE_WAY)("the relay's line, after %s", async (how) => {
    const found = await foundOut(how, () => all.say({ kind: 'live', accounts: [1] }));
    expect(found).toEqual(woken);
  });
  it.each(ALL)('the computer as it wakes, after %s', async (how) => {
    expect(await foundOut(how, () => all.waking.all([ACCOUNT]))).toEqual(woken);
  });
  it('tokens that could be renewed again', async () => {
    const found = await foundOut('the sign-in refused though renewed (401)', () => {
      all.serving.renewed(ACCOUNT);
    });
    expect(found).toEqual(woken);
  });
});

describe('who is served and refused by turns', () => {
  it('is woken at once, then ever more seldom, and at once again after a quiet while', () => {
    const clock = createFakeClock();
    const told: number[] = [];
    const serving = createServing({ clock, servedAgain: () => told.push(clock.monotonic() / MINUTE) });
    const turn = (): void => {
      serving.ended('a', { kind: 'paymentRequired', words: '' }, '/api/v4/calls', false);
      serving.ended('a', null, '/api/v4/contacts', true);
    };
    return (async () => {
      for (let half = 0; half < 80; half += 1) {
        turn();
        await clock.advance(MINUTE / 2);
      }
      expect(told).toEqual([0, 1, 3, 7, 15, 25, 35]);
      await clock.advance(40 * MINUTE);
      const before = told.length;
      turn();
      expect(told.slice(before)).toEqual([80]);
    })();
  });

  it('a write the CRM always stumbles over is not woken by the reads beside it', () => {
    const told: string[] = [];
    const serving = createServing({ clock: createFakeClock(), servedAgain: (account) => told.push(account) });
    const refused = { kind: 'server', status: 500, maySucceed: true, words: '' } as const;
    serving.ended('a', refused, '/api/v4/calls', false);
    serving.ended('a', null, '/api/v4/calls', true);
    expect(told).toEqual([]);
    serving.ended('a', null, '/api/v4/calls', false);
    expect(told).toEqual(['a']);
  });

  it('what is refused about one request wakes nobody, and nobody is woken who was never refused', () => {
    const told: string[] = [];
    const serving = createServing({ clock: createFakeClock(), servedAgain: (account) => told.push(account) });
    serving.ended('a', { kind: 'validation', problems: [], words: '' }, '/api/v4/calls', false);
    serving.ended('a', { kind: 'aborted', maySucceed: false, words: '' }, '/api/v4/calls', false);
    serving.ended('a', null, '/api/v4/contacts', true);
    serving.reached();
    serving.renewed('a');
    expect(told).toEqual([]);
  });
});
