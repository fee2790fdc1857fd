import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import type { CrmClient } from '../../main/crm/types/crmClient.ts';
import { createCrmClient } from '../../main/crm/createCrmClient.ts';
import { createExchange } from '../../main/crm/transport/httpExchange.ts';
import { createRateLimiter } from '../../main/crm/transport/rateLimiter.ts';
import { createTransport } from '../../main/crm/transport/transport.ts';
import { createCallViews } from '../../main/calls/history/callViews.ts';
import { systemClock } from '../../main/common/clock.ts';
import type { Journal } from '../../main/journal/journal.ts';
import { openJournal } from '../../main/journal/openJournal.ts';
import { createOutbox } from '../../main/outbox/dispatcher.ts';
import { newCall } from '../../main/writes/call/callBody.ts';
import { ok } from '../../main/common/result.ts';
import type { DrainHeld, DrainOrder } from './drainCrm.ts';
import type { Figure } from './figure.ts';

export interface DrainBenchOptions {
  /** Results that wait when the sending begins. */
  readonly waiting?: number;
  /** Requests a second at which all of them are sent; the product's own limit is 5. */
  readonly raisedLimit?: number;
}

interface Crm {
  readonly host: string;
  readonly longLivedToken: string;
  readonly showcase: { readonly certain: string };
  readonly agentId: number;
}

const ACCOUNT = 'bench';
/** The product's own limit (main/crm/transport/rateLimiter.ts), and how far away the service is then. */
const OWN_LIMIT = 5;
const ROUND_TRIP_MS = 120;
const OWN_SECONDS = 60;
const FLOOR_CALLS = 1_000;
const TARGET_SHARE = 0.8;
/** Every so many calls have a form with a task, which must follow its call. */
const FORM_EVERY = 10;

/**
 * Results that piled up are sent: all of them at a raised limit, to see that nothing of ours is slower than
 * the limit even with everything waiting, and a minute of them at the product's own limit with the service
 * a real distance away. Beside it the bare client that posts the same calls one after another.
 */
export async function benchDrain(options: DrainBenchOptions = {}): Promise<readonly Figure[]> {
  const { waiting = 10_000, raisedLimit = 50 } = options;
  const worker = new Worker(new URL('drainCrm.ts', import.meta.url));
  const [crm] = (await once(worker, 'message')) as [Crm];
  const ask = async (order: DrainOrder): Promise<unknown> => {
    worker.postMessage(order, []);
    return ((await once(worker, 'message')) as [unknown])[0];
  };
  const folder = mkdtempSync(join(tmpdir(), 'ringside-drain-'));
  try {
    await ask({ ask: 'delay', delayMs: ROUND_TRIP_MS });
    const own = await drain(join(folder, 'own'), crm, waiting, OWN_LIMIT, OWN_SECONDS * 1000);
    const ownFloor = await bare(crm, OWN_LIMIT, OWN_LIMIT * 20);
    await ask({ ask: 'delay', delayMs: 0 });
    const all = await drain(join(folder, 'all'), crm, waiting, raisedLimit, Infinity);
    const disorder = outOfOrder((await ask({ ask: 'held' })) as DrainHeld, waiting);
    const allFloor = await bare(crm, raisedLimit, FLOOR_CALLS);
    return [
      figureOf(`drain at ${OWN_LIMIT}/s, ${ROUND_TRIP_MS} ms away`, own, ownFloor, OWN_LIMIT, {}),
      figureOf(`drain ${waiting.toLocaleString('en')} at ${raisedLimit}/s`, all, allFloor, raisedLimit, {
        'out of order': disorder,
      }),
    ];
  } finally {
    worker.postMessage({ ask: 'close' } satisfies DrainOrder, []);
    await once(worker, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Drained {
  readonly requests: number;
  readonly seconds: number;
  /** Of the loop that sends, ms. */
  readonly loopP99: number;
}

function figureOf(
  name: string,
  drained: Drained,
  floor: number,
  limit: number,
  detail: Readonly<Record<string, number>>,
): Figure {
  const rate = drained.requests / drained.seconds;
  return {
    name,
    unit: '/s',
    figure: rate,
    floor,
    ratio: rate / floor,
    target: `at least ${TARGET_SHARE * 100} % of the limit, in order per call`,
    pass: rate >= TARGET_SHARE * limit && (detail['out of order'] ?? 0) === 0,
    detail: {
      requests: drained.requests,
      seconds: drained.seconds,
      'loop p99 ms': drained.loopP99,
      ...detail,
    },
  };
}

function clientFor(crm: Crm, requestsPerSecond: number, asked: () => void): CrmClient {
  const token = Promise.resolve(ok(crm.longLivedToken));
  const exchange = createExchange({ userAgent: 'Ringside bench' });
  return createCrmClient(
    createTransport({
      host: crm.host,
      tokens: { accessToken: () => token, renew: () => token },
      limiter: createRateLimiter({ clock: systemClock, requestsPerSecond }),
      exchange: (request) => {
        asked();
        return exchange(request);
      },
      clock: systemClock,
      random: Math.random,
    }),
  );
}

/** Fills a journal as days without a network do, then sends until nothing waits or the time is over. */
async function drain(
  file: string,
  crm: Crm,
  waiting: number,
  limit: number,
  mostMs: number,
): Promise<Drained> {
  const opened = openJournal(`${file}.db`);
  if (!opened.ok) throw new Error(opened.error.kind);
  const journal = opened.value;
  let requests = 0;
  let ended = (): void => undefined;
  const finished = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const client = clientFor(crm, limit, () => (requests += 1));
  const callViews = createCallViews({ journal, clock: systemClock, emit: () => undefined });
  const outbox = createOutbox({
    journal,
    clientOf: () => client,
    clock: systemClock,
    random: Math.random,
    undoMs: 0,
    emit: (event) => {
      // As in the app: every change of a call is told to the windows of its account.
      if (event.type === 'callChanged') callViews.tell(event.callId);
      if (journal.outbox.undone(ACCOUNT) === 0) ended();
    },
  });
  await fill(journal, crm, waiting, basename(file));
  const loop = monitorEventLoopDelay({ resolution: 10 });
  loop.enable();
  const begun = performance.now();
  outbox.start();
  const timeIsUp = setTimeout(ended, Math.min(mostMs, 2 ** 31 - 1));
  await finished;
  const seconds = (performance.now() - begun) / 1000;
  clearTimeout(timeIsUp);
  loop.disable();
  const drained = { requests, seconds, loopP99: loop.percentile(99) / 1e6 };
  await outbox.stop();
  journal.close();
  return drained;
}

/** What days without a network leave behind: ended calls with their results, all due. */
async function fill(journal: Journal, crm: Crm, waiting: number, run: string): Promise<void> {
  const agent = createOutbox({
    journal,
    clientOf: () => null,
    clock: systemClock,
    random: Math.random,
    undoMs: 0,
    emit: () => undefined,
  });
  journal.accounts.put({
    key: ACCOUNT,
    zone: 'sandbox',
    subdomain: 'romashka',
    host: crm.host,
    accountId: 1,
    userId: crm.agentId,
    name: 'Romashka',
    userName: 'Agent',
    colour: '#336699',
    currency: 'RUB',
    region: 'RU',
    timezone: null,
    state: 'ready',
    clientId: 'c',
    redirectUri: 'r',
    label: null,
    way: 'browser',
    tokenEndsAt: null,
    signedOut: false,
    position: 0,
  });
  const now = Date.now();
  journal.transaction(() => {
    for (let place = 0; place < waiting; place += 1) {
      const id = `${run}-${String(place)}`;
      journal.calls.putFacts({ ...callFacts(crm), id, startedAt: now - 60_000 - place });
      const task = { text: id, typeId: 1, completeTill: 2_000_000_000, responsible: null };
      agent.finishCall(ACCOUNT, id, {
        result: 4,
        note: `Call ${String(place)}`,
        writes: place % FORM_EVERY === 0 ? [{ kind: 'createTask', target: null, ...task }] : [],
      });
    }
  });
  await agent.stop();
}

const callFacts = (crm: Crm) =>
  ({
    account: ACCOUNT,
    id: 'floor',
    source: 'hook',
    sourceCallId: null,
    direction: 'inbound',
    line: null,
    rawNumber: crm.showcase.certain,
    e164: crm.showcase.certain,
    display: crm.showcase.certain,
    state: 'ended',
    endReason: 'completed',
    startedAt: 1_700_000_000_000,
    answeredAt: 1_700_000_001_000,
    endedAt: 1_700_000_030_000,
    callerName: null,
  }) as const;

/** Calls a second of the bare client under the same limit, one after another. */
async function bare(crm: Crm, limit: number, calls: number): Promise<number> {
  const client = clientFor(crm, limit, () => undefined);
  const call = newCall(
    { ...callFacts(crm), note: 'x', result: 4, chosen: null, popMs: null },
    4,
    crm.agentId,
  );
  const begun = performance.now();
  for (let place = 0; place < calls; place += 1) {
    const added = await client.calls.add({ ...call, uniq: `floor-${String(limit)}-${String(place)}` });
    if (!added.ok) throw new Error(added.error.kind);
  }
  return calls / ((performance.now() - begun) / 1000);
}

/** How many calls are not there once, or have a task that came before them. */
function outOfOrder({ calls, tasks }: DrainHeld, waiting: number): number {
  const drained = calls.filter(({ uniq }) => uniq.startsWith('all-'));
  const idOf = new Map(drained.map(({ uniq, id }) => [uniq, id]));
  const early = tasks.filter(({ text, id }) => text.startsWith('all-') && id < (idOf.get(text) ?? Infinity));
  return early.length + Math.abs(drained.length - waiting) + Math.abs(idOf.size - waiting);
}
