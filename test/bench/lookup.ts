import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { parsePhoneNumber } from '../../main/phone/phoneNumber.ts';
import { LOOKUP_SQL } from '../../main/mirror/contact/callerQuerySql.ts';
import { openMirror } from '../../main/mirror/openMirror.ts';
import { type OpenMirrorReader, createMirrorReader } from '../../main/mirror/mirrorReader.ts';
import { createMirrorWriter } from '../../main/mirror/mirrorWriter.ts';
import { prefixed, typical } from './figure.ts';
import type { Figure } from './figure.ts';
import { digitsOf, dirtyPhone, fillMirror, scattered } from './fillMirror.ts';

export interface LookupBenchOptions {
  readonly small?: number;
  readonly large?: number;
  readonly lookups?: number;
}

const ACCOUNT = { key: 'bench', region: 'RU', userId: 1 };
/** Each with at least a thousand lookups. */
const ROUNDS = 15;
const TARGET_P99_MS = 1;
const TARGET_GROWTH = 2;

/**
 * Looks random known numbers up in a mirror of 10,000 and of 1,000,000 contacts, from the number as a
 * softphone reports it to complete matches; beside it, by turns on the same file, the bare prepared
 * statement that finds the phone by E.164.
 */
export function benchLookup(options: LookupBenchOptions = {}): readonly Figure[] {
  const { small = 10_000, large = 1_000_000, lookups = 20_000 } = options;
  const sizes = [small, large].map((contacts) => measure(contacts, lookups));
  const figures = sizes.map(({ contacts, lookup, floor, bytes, fillMs }) => ({
    name: `lookup ${contacts.toLocaleString('en')}`,
    unit: 'ms' as const,
    figure: lookup.p99,
    floor: floor.p99,
    ratio: lookup.p99 / floor.p99,
    target: `p99 at most ${TARGET_P99_MS} ms`,
    pass: lookup.p99 <= TARGET_P99_MS,
    detail: { ...prefixed('lookup', lookup), ...prefixed('floor', floor), bytes, fillMs },
  }));
  const [before, after] = sizes;
  if (!before || !after) return figures;
  const growth = after.lookup.p50 / before.lookup.p50;
  const floorGrowth = after.floor.p50 / before.floor.p50;
  return [
    ...figures,
    {
      name: 'lookup growth',
      unit: 'x',
      figure: growth,
      floor: floorGrowth,
      ratio: growth / floorGrowth,
      target: `p50 at most ${TARGET_GROWTH} times as long`,
      pass: growth <= TARGET_GROWTH,
      detail: {
        p99Growth: after.lookup.p99 / before.lookup.p99,
        contacts: `${before.contacts} -> ${after.contacts}`,
      },
    },
  ];
}

function measure(contacts: number, lookups: number) {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-bench-'));
  const file = join(folder, 'mirror.db');
  try {
    const begun = performance.now();
    const writer = createMirrorWriter(openMirror(file, () => {}));
    writer.addAccount(ACCOUNT);
    fillMirror(writer, ACCOUNT.key, contacts);
    writer.close();
    const fillMs = Math.round(performance.now() - begun);
    const reader = createMirrorReader(file);
    const bare = new Database(file, { readonly: true });
    bare.pragma('mmap_size = 2147483648');
    const { bytes } = bare
      .prepare<[], { readonly bytes: number }>(
        'SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()',
      )
      .get() ?? { bytes: 0 };
    // Unmeasured first: the compiler and the page cache warm up.
    race(reader, bare, contacts, Math.min(lookups, 2_000), ROUNDS);
    const rounds = Array.from({ length: ROUNDS }, (_, round) =>
      race(reader, bare, contacts, Math.ceil(lookups / ROUNDS), round),
    );
    bare.close();
    reader.close();
    return {
      contacts,
      bytes,
      fillMs,
      lookup: typical(rounds.map((times) => times.lookup)),
      floor: typical(rounds.map((times) => times.floor)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Times of both, taken by turns, so that whatever else the computer does falls on both. */
function race(
  reader: OpenMirrorReader,
  bare: Database.Database,
  contacts: number,
  lookups: number,
  round: number,
) {
  const statement = bare.prepare<[number, string, number, number]>(LOOKUP_SQL.e164);
  const lookup: number[] = [];
  const floor: number[] = [];
  for (let turn = 0; turn < lookups; turn += 1) {
    const step = 2 * (round * lookups + turn);
    const id = 1 + scattered(step, contacts);
    const number = parsePhoneNumber(dirtyPhone(id), { region: 'RU' });
    const first = performance.now();
    const matches = reader.lookup(ACCOUNT.key, number);
    const second = performance.now();
    // Another number: the lookup has just pulled its own into the cache.
    statement.all(1, `+${digitsOf(1 + scattered(step + 1, contacts))}`, 0, 40);
    const third = performance.now();
    if (matches[0]?.id !== id) throw new Error('the bench looked up a number it does not know');
    lookup.push(second - first);
    floor.push(third - second);
  }
  return { lookup, floor };
}
