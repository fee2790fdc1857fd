import { Worker } from 'node:worker_threads';
import type { SyncState } from '../../../preload/contract.ts';
import type { CrmClient } from '../../crm/types/crmClient.ts';
import type { Clock } from '../../common/clock.ts';
import { assertNever, fail, ok } from '../../common/result.ts';
import type { FetchedRecords, MirrorChange, SyncProgress } from '../mirror.ts';
import type { Applied, ChangeFact, WebhookFrame, StreamPosition } from '../changes/changeEvents.ts';
import type { CreatedContact, FactSource, FromWorker, ToWorker, WorkerStart } from './syncMessages.ts';
import type { SyncAccount } from '../mirrorWriter.ts';

/** The main process's side of the sync: one worker thread for all accounts. */
export interface SyncHost {
  /** Starts an account's sync, or wakes it. Goes on where it stopped; paused stays paused. */
  start(account: SyncAccount): void;
  /** Ends an account's sync, its rows stay. */
  stop(account: string): Promise<void>;
  pause(account: string): void;
  resume(account: string): void;
  catchUpNow(account: string): void;
  /** As `catchUpNow`, but only after a pass that failed, or one under way that will. */
  tryAgain(account: string): void;
  /** Another mean time between an account's catch-ups; kept over restarts of the worker. */
  setPace(account: string, everyMs: number): void;
  /** Stores events of webhooks in the mirror; null when that did not happen (no such sync, the worker died). */
  applyWebhooks(account: string, frame: WebhookFrame): Promise<Applied | null>;
  /** How far the account's events are stored; null when nothing is known. */
  streamPosition(account: string): Promise<StreamPosition | null>;
  setStreamPosition(account: string, place: StreamPosition): void;
  /** Adds a contact just created, so that the next call of this number finds it at once. */
  created(account: string, contact: CreatedContact): void;
  /** Stores what an interactive answer brought, so that lists and cards have it too. */
  remember(account: string, fetched: FetchedRecords): void;
  /** Ends an account's sync and deletes its rows. */
  removeAccount(account: string): Promise<void>;
  /** As last reported; idle and empty for an account not started. */
  state(account: string): SyncState;
  /** Ends the worker; what it stored stays. */
  close(): Promise<void>;
}

export interface SyncHostDeps {
  readonly file: string;
  /** The built `syncWorker.js`, or `syncWorker.ts` where Node runs it. */
  readonly workerUrl: URL;
  readonly clientOf: (account: string) => Pick<CrmClient, 'rawPage'> | null;
  readonly clock: Clock;
  readonly onProgress: (progress: SyncProgress) => void;
  /** Rows were stored or deleted, after each batch. */
  readonly onChanged?: (account: string, change: MirrorChange) => void;
  /** Something happened that an agent may want to hear of, by a change event or by a catch-up. */
  readonly onFacts?: (account: string, facts: readonly ChangeFact[], from: FactSource) => void;
  /** The mirror's file is about to be deleted: its reader lets go of it. */
  readonly onRebuild?: () => void;
  /** The worker died of this; told once each time. */
  /** Unix seconds by the account's CRM that its clock has not passed; null while that is not known. */
  readonly latestOf?: (account: string) => number | null;
  readonly onCrash?: (error: unknown) => void;
  /** Mean time between two catch-ups; default 30 s. */
  readonly catchUpEveryMs?: number;
}

const CATCH_UP_EVERY_MS = 30_000;
const RESTART_AFTER_MS = 1_000;
/** More crashes than this within `CRASH_WINDOW_MS` are a bug that another start does not mend. */
const MOST_CRASHES = 5;
const CRASH_WINDOW_MS = 10 * 60_000;

const NOT_STARTED: SyncState = {
  phase: 'idle',
  stored: 0,
  contacts: 0,
  completedAt: null,
  failure: null,
  first: null,
  skipped: 0,
};

export function createSyncHost(deps: SyncHostDeps): SyncHost {
  const { clock } = deps;
  const accounts = new Map<string, SyncAccount>();
  const states = new Map<string, SyncProgress>();
  const fetches = new Map<number, AbortController>();
  const tickets = new Map<number, () => void>();
  const frameTickets = new Map<number, (applied: Applied | null) => void>();
  const placeTickets = new Map<number, (place: StreamPosition | null) => void>();
  const paces = new Map<string, number>();
  /** Said while a worker that died is being replaced. */
  const queued: ToWorker[] = [];
  let ticketsGiven = 0;
  let crashes: readonly number[] = [];
  let worker: Worker | null = null;
  let cancelRestart: (() => void) | null = null;
  let closing = false;

  function progress(report: SyncProgress): void {
    if (!accounts.has(report.account)) return;
    states.set(report.account, report);
    deps.onProgress(report);
  }

  async function fetchPage(to: Worker, request: number, account: string, href: string): Promise<void> {
    const aborter = new AbortController();
    fetches.set(request, aborter);
    const client = deps.clientOf(account);
    const result = client
      ? await client.rawPage(href, { signal: aborter.signal, priority: 'background' })
      : fail({ kind: 'noToken' as const, words: '' });
    fetches.delete(request);
    // To the worker that asked: a later one has its own numbers.
    const latest = deps.latestOf?.(account) ?? null;
    post(to, {
      type: 'page',
      request,
      result: result.ok && latest !== null ? ok({ ...result.value, latest }) : result,
    });
  }

  function hear(from: Worker, message: FromWorker): void {
    switch (message.type) {
      case 'fetchPage':
        void fetchPage(from, message.request, message.account, message.href);
        return;
      case 'cancelPage':
        fetches.get(message.request)?.abort();
        return;
      case 'progress':
        progress(message.progress);
        return;
      case 'changed':
        if (accounts.has(message.account)) deps.onChanged?.(message.account, message.change);
        return;
      case 'facts':
        if (accounts.has(message.account)) deps.onFacts?.(message.account, message.facts, message.from);
        return;
      case 'applied':
        frameTickets.get(message.ticket)?.(message.applied);
        frameTickets.delete(message.ticket);
        return;
      case 'streamPosition':
        placeTickets.get(message.ticket)?.(message.place);
        placeTickets.delete(message.ticket);
        return;
      case 'done':
        tickets.get(message.ticket)?.();
        tickets.delete(message.ticket);
        return;
      case 'rebuilding':
        deps.onRebuild?.();
        return;
      default:
        assertNever(message);
    }
  }

  function launch(): Worker {
    const start: WorkerStart = { file: deps.file, catchUpEveryMs: deps.catchUpEveryMs ?? CATCH_UP_EVERY_MS };
    const launched = new Worker(deps.workerUrl, { workerData: start, name: 'sync' });
    launched.on('message', (message: FromWorker) => {
      hear(launched, message);
    });
    launched.on('error', (error) => deps.onCrash?.(error));
    launched.on('exit', ended);
    for (const account of accounts.values()) begin(launched, account);
    for (const message of queued.splice(0)) post(launched, message);
    return launched;
  }

  function begin(to: Worker, account: SyncAccount): void {
    post(to, { type: 'start', account });
    const everyMs = paces.get(account.key);
    if (everyMs !== undefined) post(to, { type: 'pace', account: account.key, everyMs });
  }

  /** The worker is gone: nothing waits for it any more, and unless we are closing another one starts. */
  function ended(): void {
    worker = null;
    for (const aborter of fetches.values()) aborter.abort();
    fetches.clear();
    for (const done of tickets.values()) done();
    tickets.clear();
    for (const lost of [...frameTickets.values(), ...placeTickets.values()]) lost(null);
    frameTickets.clear();
    placeTickets.clear();
    if (closing) return;
    const now = clock.monotonic();
    crashes = [...crashes.filter((at) => now - at < CRASH_WINDOW_MS), now];
    if (crashes.length <= MOST_CRASHES) {
      cancelRestart = clock.schedule(RESTART_AFTER_MS * crashes.length, () => {
        cancelRestart = null;
        worker ??= launch();
      });
      return;
    }
    for (const account of accounts.keys())
      progress({ ...stateOf(account), account, phase: 'failed', failure: null, failedLists: [] });
  }

  function stateOf(account: string): SyncState {
    const known = states.get(account);
    if (!known) return NOT_STARTED;
    const { account: _account, failedLists: _lists, ...state } = known;
    return state;
  }

  function tell(message: ToWorker): void {
    if (worker) post(worker, message);
    else if (cancelRestart) queued.push(message);
  }

  /** Sends a message whose end is reported; without a worker there is nothing to end. */
  function settle(type: 'stop' | 'removeAccount', account: string): Promise<void> {
    accounts.delete(account);
    states.delete(account);
    if (type === 'removeAccount' && !closing) worker ??= launch();
    return new Promise((resolve) => {
      if (!worker) {
        resolve();
        return;
      }
      ticketsGiven += 1;
      tickets.set(ticketsGiven, resolve);
      tell({ type, account, ticket: ticketsGiven });
    });
  }

  return {
    start(account) {
      if (closing) return;
      accounts.set(account.key, account);
      // A new worker starts all accounts itself.
      if (worker) begin(worker, account);
      else if (!cancelRestart) worker = launch();
    },
    stop: (account) => settle('stop', account),
    removeAccount: (account) => settle('removeAccount', account),
    pause: (account) => {
      tell({ type: 'pause', account });
    },
    resume: (account) => {
      tell({ type: 'resume', account });
    },
    catchUpNow: (account) => {
      tell({ type: 'catchUpNow', account });
    },
    tryAgain: (account) => {
      tell({ type: 'tryAgain', account });
    },
    setPace: (account, everyMs) => {
      if (paces.get(account) === everyMs) return;
      paces.set(account, everyMs);
      if (worker) post(worker, { type: 'pace', account, everyMs });
    },
    applyWebhooks: (account, frame) =>
      new Promise((resolve) => {
        if (!worker || closing) return resolve(null);
        ticketsGiven += 1;
        frameTickets.set(ticketsGiven, resolve);
        post(worker, { type: 'webhook', ticket: ticketsGiven, account, frame });
      }),
    streamPosition: (account) =>
      new Promise((resolve) => {
        if (!worker || closing) return resolve(null);
        ticketsGiven += 1;
        placeTickets.set(ticketsGiven, resolve);
        post(worker, { type: 'askNewsPlace', ticket: ticketsGiven, account });
      }),
    setStreamPosition: (account, place) => {
      tell({ type: 'setStreamPosition', account, place });
    },
    created: (account, contact) => {
      tell({ type: 'created', account, contact });
    },
    remember: (account, fetched) => {
      tell({ type: 'remember', account, fetched });
    },
    state: stateOf,
    async close() {
      closing = true;
      cancelRestart?.();
      const last = worker;
      if (!last) return;
      await new Promise<void>((resolve) => {
        last.once('exit', () => {
          resolve();
        });
        post(last, { type: 'close' });
      });
    },
  };
}

function post(worker: Worker, message: ToWorker): void {
  worker.postMessage(message, []);
}
