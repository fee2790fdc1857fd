import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Database from 'better-sqlite3';
import { systemClock } from '../../main/common/clock.ts';
import { nameMatch } from '../../main/mirror/search/nameIndex.ts';
import { openMirror } from '../../main/mirror/openMirror.ts';
import { type SearchHost, createSearchHost } from '../../main/mirror/search/searchHost.ts';
import { createMirrorWriter } from '../../main/mirror/mirrorWriter.ts';
import { type Figure, percentiles, prefixed } from './figure.ts';
import { digitsOf, fillMirror, nameOf, scattered } from './fillMirror.ts';

export interface SearchBenchOptions {
  readonly contacts?: number;
  /** Searches of each kind. */
  readonly searches?: number;
}

const ACCOUNT = { key: 'bench', region: 'RU', userId: 1 };
const WORKER = new URL('../../main/mirror/search/searchWorker.ts', import.meta.url);
const LIMIT = 20;
const TARGET_MS = 30;
const TARGET_LOOP_MS = 20;

/**
 * Searches as an agent types, over 1,000,000 contacts: from the question in main to the complete hits there,
 * through the search worker as in the app. Beside each, by turns, the bare statement that finds the ids in
 * this thread: the search index for letters and words, the phone index for numbers. Meanwhile the delay of
 * the main thread's event loop.
 */
export async function benchSearch(options: SearchBenchOptions = {}): Promise<readonly Figure[]> {
  const { contacts = 1_000_000, searches = 300 } = options;
  const folder = mkdtempSync(join(tmpdir(), 'ringside-bench-'));
  const file = join(folder, 'mirror.db');
  const writer = createMirrorWriter(openMirror(file, () => {}));
  writer.addAccount(ACCOUNT);
  fillMirror(writer, ACCOUNT.key, contacts);
  writer.close();
  const host = createSearchHost({ file, workerUrl: WORKER, clock: systemClock });
  const bare = new Database(file, { readonly: true });
  bare.pragma('mmap_size = 2147483648');
  const loop = monitorEventLoopDelay({ resolution: 1 });
  try {
    const began = performance.now();
    await host.find(ACCOUNT.key, 'а', LIMIT);
    const firstMs = performance.now() - began;
    const figures: Figure[] = [];
    loop.enable();
    for (const [kind, textOf] of Object.entries(KINDS)) {
      figures.push(
        await measure(kind, (step) => textOf(1 + scattered(step, contacts)), { host, bare, searches }),
      );
    }
    loop.disable();
    const p99 = Math.max(0, loop.percentile(99) / 1e6 - 1);
    return [
      ...figures,
      {
        name: 'search main loop',
        unit: 'ms',
        figure: p99,
        floor: Math.max(0, loop.percentile(50) / 1e6 - 1),
        ratio: p99 / TARGET_LOOP_MS,
        target: `p99 under ${TARGET_LOOP_MS} ms`,
        pass: p99 < TARGET_LOOP_MS,
        detail: { max: loop.max / 1e6, 'first search with the worker’s start': firstMs },
      },
    ];
  } finally {
    bare.close();
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is typed on the way to contact `id`. */
const KINDS: Readonly<Record<string, (id: number) => string>> = {
  'one letter': (id) => wordsOf(id)[id % 2]?.slice(0, 1) ?? '',
  'two letters': (id) => wordsOf(id)[id % 2]?.slice(0, 2) ?? '',
  'three letters': (id) => wordsOf(id)[id % 2]?.slice(0, 3) ?? '',
  number: (id) => typedNumber(id),
  'two words': (id) =>
    `${wordsOf(id)[1]?.slice(0, 1 + (id % 5)) ?? ''} ${wordsOf(id)[0]?.slice(0, 1 + (id % 7)) ?? ''}`,
};

const wordsOf = (id: number): readonly string[] => nameOf(id).split(' ');

/** Three digits to a whole number, from the beginning or the end, in the ways people write them. */
function typedNumber(id: number): string {
  const digits = digitsOf(id);
  const many = 3 + (id % 8);
  switch (id % 4) {
    case 0:
      return digits.slice(1, 1 + many);
    case 1:
      return `+7 ${digits.slice(1, 4)} ${digits.slice(4, 1 + many)}`;
    case 2:
      return `8 (${digits.slice(1, 4)}) ${digits.slice(4, 7)}-${digits.slice(7, 9)}-${digits.slice(9)}`;
    default:
      return digits.slice(-many);
  }
}

interface Sides {
  readonly host: SearchHost;
  readonly bare: Database.Database;
  readonly searches: number;
}

async function measure(
  kind: string,
  textAt: (step: number) => string,
  { host, bare, searches }: Sides,
): Promise<Figure> {
  const byName = bare.prepare<[string, number]>(
    'SELECT rowid FROM contact_names WHERE contact_names MATCH ? LIMIT ?',
  );
  const byPhone = bare.prepare<[string, string, number]>(
    'SELECT entity_id FROM phones INDEXED BY phones_by_e164 WHERE account = 1 AND e164 >= ? AND e164 < ? LIMIT ?',
  );
  const ours: number[] = [];
  const floor: number[] = [];
  let empty = 0;
  for (let step = 0; step < searches; step += 1) {
    const text = textAt(2 * step);
    const first = performance.now();
    const hits = await host.find(ACCOUNT.key, text, LIMIT);
    ours.push(performance.now() - first);
    if (hits.length === 0) empty += 1;
    const other = textAt(2 * step + 1);
    const from = `+7${other.replaceAll(/\D/gu, '')}`;
    const second = performance.now();
    if (kind === 'number') byPhone.all(from, `${from}:`, LIMIT);
    else byName.all(nameMatch(other) ?? '', LIMIT);
    floor.push(performance.now() - second);
  }
  if (empty > 0) throw new Error(`the bench searched ${empty} times for nobody (${kind})`);
  const [figure, least] = [percentiles(ours), percentiles(floor)];
  return {
    name: `search ${kind}`,
    unit: 'ms',
    figure: figure.p95,
    floor: least.p95,
    ratio: figure.p95 / least.p95,
    target: `p95 under ${TARGET_MS} ms`,
    pass: figure.p95 < TARGET_MS,
    detail: { ...prefixed('search', figure), ...prefixed('floor', least) },
  };
}
