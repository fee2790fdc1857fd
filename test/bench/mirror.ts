import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import type { CrmResult } from '../../main/crm/types/crmFailure.ts';
import { systemClock } from '../../main/common/clock.ts';
import { createSyncHost } from '../../main/mirror/sync/syncHost.ts';
import { ok } from '../../main/common/result.ts';
import { crmPages } from './crmPages.ts';
import { type Figure, percentiles } from './figure.ts';
import type { MirrorBenchReport, MirrorBenchStart } from './mirrorWorker.ts';

export interface MirrorBenchOptions {
  readonly contacts?: number;
  /** Each a run of both, one after the other. */
  readonly rounds?: number;
}

const WORKER = new URL('mirrorWorker.ts', import.meta.url);
const SYNC_WORKER = new URL('../../main/mirror/sync/syncWorker.ts', import.meta.url);
const TARGET_SHARE = 0.5;
const TARGET_LOOP_MS = 20;

/**
 * The way of pages that are in memory into the mirror: parsed, checked, phones understood and written with
 * their indexes by the sync's own reader and writer. Beside it, by turns of a few pages in the same thread, a
 * bare prepared statement for each table that inserts the very same rows into the very same schema, in
 * transactions of the same size. Then a whole first sync from memory through the app's own host and worker, with the delay
 * of the main thread's event loop meanwhile.
 */
export async function benchMirror(options: MirrorBenchOptions = {}): Promise<readonly Figure[]> {
  const { contacts = 50_000, rounds = 5 } = options;
  const reports: MirrorBenchReport[] = [];
  for (let round = 0; round < rounds; round += 1)
    reports.push(await inFolder((folder) => race(folder, contacts)));
  const middle = (of: keyof MirrorBenchReport): number =>
    percentiles(reports.map((report) => report[of])).p50;
  const idle = await inFolder((folder) => firstSync(folder, 0));
  const busy = await inFolder((folder) => firstSync(folder, contacts));
  const rate = middle('rate');
  const floor = middle('floorRate');
  return [
    {
      name: 'mirror rows',
      unit: '/s',
      figure: rate,
      floor,
      // Of the same run: what else the computer did fell on both.
      ratio: percentiles(reports.map((report) => report.rate / report.floorRate)).p50,
      target: `at least ${TARGET_SHARE} of the bare insert`,
      pass: percentiles(reports.map((report) => report.rate / report.floorRate)).p50 >= TARGET_SHARE,
      detail: {
        contacts,
        rowsPerContact: middle('rows') / contacts,
        bytesPerContact: middle('bytes') / contacts,
      },
    },
    {
      name: 'mirror main loop',
      unit: 'ms',
      figure: busy.p99,
      floor: idle.p99,
      ratio: busy.p99 / idle.p99,
      target: `p99 under ${TARGET_LOOP_MS} ms`,
      pass: busy.p99 < TARGET_LOOP_MS,
      detail: { p50: busy.p50, max: busy.max, 'first sync ms': busy.ms },
    },
  ];
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Both ways in a thread of their own, as the sync has one. */
async function race(folder: string, contacts: number): Promise<MirrorBenchReport> {
  const start: MirrorBenchStart = { folder, contacts };
  const worker = new Worker(WORKER, { workerData: start });
  try {
    return await new Promise<MirrorBenchReport>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  } finally {
    await worker.terminate();
  }
}

interface LoopDelay {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** How long the first sync took, or the watch when there was nothing to bring. */
  readonly ms: number;
}

/** A first sync that is only held up by itself; with no contacts, a second of nothing. */
async function firstSync(folder: string, contacts: number): Promise<LoopDelay> {
  const pages = crmPages(contacts);
  const loop = monitorEventLoopDelay({ resolution: 1 });
  const began = performance.now();
  if (contacts === 0) {
    loop.enable();
    await new Promise<void>((resolve) => {
      setTimeout(resolve, 1_000);
    });
    loop.disable();
    return delay(loop, performance.now() - began);
  }
  await new Promise<void>((resolve, reject) => {
    const host = createSyncHost({
      file: join(folder, 'mirror.db'),
      workerUrl: SYNC_WORKER,
      clock: systemClock,
      clientOf: () => ({ rawPage: (href) => Promise.resolve(pageAt(pages, href)) }),
      onProgress({ phase }) {
        if (phase !== 'idle') return;
        loop.disable();
        host.close().then(resolve, reject);
      },
      onCrash: reject,
    });
    loop.enable();
    host.start({ key: 'bench', region: 'RU', userId: 1 });
  });
  return delay(loop, performance.now() - began);
}

/** The service, as far as the pages of contacts go; every other list is empty. */
function pageAt(pages: readonly string[], href: string): CrmResult<{ readonly body: string | null }> {
  if (href.includes('limit=1&'))
    return ok({ body: href.includes('/contacts') ? (pages.at(-1) ?? null) : null });
  const number = href.includes('/contacts?limit=250') ? 1 : Number(/contacts\?page=(\d+)/u.exec(href)?.[1]);
  return ok({ body: pages[number - 1] ?? null });
}

/** Nanoseconds as milliseconds, without the timer's own. */
function delay(loop: ReturnType<typeof monitorEventLoopDelay>, ms: number): LoopDelay {
  const at = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - 1);
  return { p50: at(loop.percentile(50)), p99: at(loop.percentile(99)), max: at(loop.max), ms };
}
